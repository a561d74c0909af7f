"""Every setting of the service: one module, and the environment for what differs between places."""

import logging
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from agencies.policy import SCOPES
from inclusion.serving import of_static_files

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

EMBEDDED = env.bool("EMBEDDED", default=False)
DEBUG = env.bool("DEBUG", default=False)
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
TESTING = env.bool("INCLUSION_TESTING", default=False)
IS_WORKER = bool(env.str("WORKER_DATABASE_URL", default=""))
DATABASE = "WORKER_DATABASE_URL" if IS_WORKER else "DATABASE_URL"
NEEDED = [DATABASE, "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "FACTOR_KEYS", "ALLOWED_HOSTS"]
if HTTPS := not EMBEDDED and not TESTING:
    NEEDED += ["TRUSTED_PROXIES", "SITE_URL"]
if IS_WORKER and env.str("DATABASE_URL", default=""):
    raise ImproperlyConfigured("Give a process one login: DATABASE_URL, or for worker and beat WORKER_DATABASE_URL.")
missing = [name for name in NEEDED if not env.str(name, default="")]
if missing:
    raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment, or start with `make run`.")

SECRET_KEY = env.str("SECRET_KEY")
OLD_SECRET_KEYS = env.list("OLD_SECRET_KEYS", default=[])
"""They prove what was changed under them (decision 22), and open nothing: Django does not read them."""
if not EMBEDDED and not TESTING:
    if DEBUG or DEMONSTRATION:
        raise ImproperlyConfigured("DEBUG and DEMONSTRATION are for `make run` only: unset them on real servers.")
    if len(SECRET_KEY) < 50 or "insecure" in SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY must be a secret of your own, 50 characters or more.")
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not (DEMONSTRATION or TESTING))
if not REQUIRE_SECOND_FACTOR and not (DEMONSTRATION or TESTING):
    raise ImproperlyConfigured("A second factor is required outside the demonstration: unset REQUIRE_SECOND_FACTOR.")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SITE_URL = env.str("SITE_URL", default="http://localhost:8000" if EMBEDDED else "")
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
COUNCIL_NAME = env.str("COUNCIL_NAME", default="Wexmoor Council" if DEMONSTRATION else "")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
HELP_PHONE = env.str("HELP_PHONE", default="01632 960014" if DEMONSTRATION else "")
TRAIL_HEAD_URL = env.str("TRAIL_HEAD_URL", default="")
MAIL_WORDS = env.str("MAIL_WORDS", default="")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "oauth2_provider",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "django_htmx",
    "agencies",
    "referrals",
    "interventions",
    "inclusion",
]

MIDDLEWARE = [
    "inclusion.guessing.Sender",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inclusion.logs.Named",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "inclusion.middleware.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "inclusion.middleware.Asking",
    "inclusion.middleware.Refusals",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "inclusion.guessing.Guessing",
    "inclusion.middleware.Transaction",
    "inclusion.typed.Typing",
]

ROOT_URLCONF = "inclusion.urls"
WSGI_APPLICATION = "inclusion.wsgi.application"
FORM_RENDERER = "agencies.web.fields.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inclusion.shell.shell",
            ],
            "builtins": ["agencies.templatetags.words"],
        },
    }
]

DATABASES = {"default": env.db_url(DATABASE)}
if env.str("DATABASE_OWNER_URL", default=""):
    DATABASES["owner"] = env.db_url("DATABASE_OWNER_URL")
for database in DATABASES.values():
    database.update({"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True})
    database.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

AUTH_USER_MODEL = "agencies.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "agencies.machines.adapters.RandomSecretHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "agencies.accounts.passwords.Sound"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "agencies.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Inclusion: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # guesses are counted outside the request's transaction: agencies/guesses
ACCOUNT_FORMS = {
    "login": "agencies.accounts.forms.SignIn",
    "change_password": "agencies.accounts.forms.ChangePassword",
    "reauthenticate": "agencies.accounts.forms.ProveByPassword",
    "reset_password": "agencies.accounts.forms.AskForLink",
    "user_token": "agencies.accounts.forms.LinkThatSetsAPassword",
}
MFA_FORMS = {
    "authenticate": "agencies.accounts.forms.SecondStep",
    "reauthenticate": "agencies.accounts.forms.ProveByCode",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "agencies.accounts.adapters.MfaAdapter"
MFA_TOTP_ISSUER = "Inclusion"
FACTOR_KEYS = env.list("FACTOR_KEYS")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would carry names
SESSION_ENGINE = "agencies.people.sessions"
SESSION_COOKIE_AGE = 20 * 60
SESSION_ABSOLUTE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "inclusion_session"
DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "inclusion_device"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "inclusion_csrf"
CSRF_FAILURE_VIEW = "inclusion.refusing.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"  # with Strict a link clicked in webmail replaces it, and breaks every open form
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

CACHES = {"default": {"BACKEND": "agencies.guesses.cache.JsonCache"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "public", BASE_DIR / "var" / "static-built"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = of_static_files

vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10  # of each word with the mail server; only the mail process has any
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Inclusion <no-reply@inclusion.example>")

CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ROUTES = {"referrals.tasks.send_what_waits": {"queue": "mail"}}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_TASK_TIME_LIMIT = 60
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2}
LEASE_SECONDS = env.int("LEASE_SECONDS", default=75)
TICK_SECONDS = env.int("TICK_SECONDS", default=60)
CELERY_BEAT_SCHEDULE = {
    name: {"task": f"referrals.tasks.{name}", "schedule": TICK_SECONDS, "options": {"expires": max(TICK_SECONDS, 30)}}
    for name in (
        "plan_what_is_due",
        "address_letters",
        "send_what_waits",
        "tidy_ended_shares",
        "hand_on_lapsed_seats",
        "seal_trail",
        "forget_expired",
        "flag_unusual",
    )
}

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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "inclusion.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "django.db.backends": {"level": "WARNING"}},
}
logging.captureWarnings(not TESTING)
