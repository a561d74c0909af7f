"""Settings of the libraries that answer and describe the API."""

from agencies.policy import SCOPES

REST_FRAMEWORK: dict[str, object] = {
    # Who asks, and what they may call at all, the edge settles by the one table of addresses; then the door decides.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": ["agencies.machines.api.strict.OneKeyOnce"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "agencies.machines.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, object] = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Inclusion for a school’s own system",
    "DESCRIPTION": (
        "What a school’s system may send and read. How to begin: docs/api.md. Before any of it stands the server: "
        "an address that is too long is 414. The token’s address (RFC 6749) answers 429 with Retry-After after wrong "
        "secrets."
    ),
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {"KnownEnum": ["yes", "no", "unknown"]},
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "client": {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "/api/v1/token",
                        "scopes": {scope.value: words for scope, words in SCOPES.items()},
                    }
                },
            }
        }
    },
    "SECURITY": [{"client": []}],
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER: dict[str, object] = {
    "SCOPES": {scope.value: words for scope, words in SCOPES.items()},
    "SCOPES_BACKEND_CLASS": "agencies.machines.adapters.ClientScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "CLIENT_SECRET_GENERATOR_LENGTH": 64,
    "CLIENT_SECRET_HASHER": "pbkdf2_random_secret",
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "OAUTH2_GRANT_TYPES_SUPPORTED": ["client_credentials"],
    "OAUTH2_VALIDATOR_CLASS": "agencies.machines.adapters.Validator",
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    **{
        f"COMPLIANT_BCP_RFC9700_{name}": True
        for name in (
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "TOKEN_STORAGE",
            "REFRESH_TOKEN",
            "REDIRECT_URI_SCHEME",
            "REDIRECT_URI_MATCHING",
            "PKCE_REQUIRED",
        )
    },
}
