"""Every setting of the service but those of the API's libraries; what differs between places says the environment."""

import logging
from pathlib import Path

from csp.constants import NONE, SELF

from inclusion.environment import BREACHED_PASSWORDS as BREACHED_PASSWORDS
from inclusion.environment import DATABASE, DEMONSTRATION, EMBEDDED, HTTPS, TESTING, env
from inclusion.environment import DEBUG as DEBUG
from inclusion.environment import IS_WORKER as IS_WORKER
from inclusion.environment import REQUIRE_SECOND_FACTOR as REQUIRE_SECOND_FACTOR
from inclusion.environment import SECRET_KEY as SECRET_KEY
from inclusion.machine_settings import OAUTH2_PROVIDER as OAUTH2_PROVIDER
from inclusion.machine_settings import OAUTH2_PROVIDER_APPLICATION_MODEL as OAUTH2_PROVIDER_APPLICATION_MODEL
from inclusion.machine_settings import REST_FRAMEWORK as REST_FRAMEWORK
from inclusion.machine_settings import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from inclusion.serving import of_static_files
from inclusion.sweep_settings import *  # noqa: F403  (all of them, in capitals)

BASE_DIR = Path(__file__).resolve().parent.parent
OLD_SECRET_KEYS = env.list("OLD_SECRET_KEYS", default=[])
"""They prove what was changed under them (decision 22), and open nothing: Django does not read them."""
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
    "inclusion.tidying.Characters",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "inclusion.middleware.Asking",
    "inclusion.pacing.Pace",
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
    {"NAME": "agencies.accounts.breached.NotBreached"},
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
    "login_webauthn": "agencies.accounts.passkeys.SignIn",
    "authenticate_webauthn": "agencies.accounts.passkeys.SecondStep",
    "reauthenticate_webauthn": "agencies.accounts.passkeys.Prove",
    "add_webauthn": "agencies.accounts.passkeys.Add",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "agencies.accounts.adapters.MfaAdapter"
MFA_TOTP_ISSUER = "Inclusion"
FACTOR_KEYS = env.list("FACTOR_KEYS", default=[])
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
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^api/"]  # the API says no: a redirect would hide the fault
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

DOCUMENTS_FOLDER = env.str("DOCUMENTS_FOLDER", default=str(BASE_DIR / "var" / "documents"))
DOCUMENT_MOST_BYTES = 20_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1  # no form has two
CLAMD_URL = env.str("CLAMD_URL", default="demonstration:" if EMBEDDED and DEMONSTRATION else "")
"""The virus scanner: tcp://host:3310, or unix:///path/to/clamd.ctl. Without one documents wait, and say so; the
demonstration has a stand-in, and each page of a document says that.
"""

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "public", BASE_DIR / "var" / "static-built"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DOCUMENTS_FOLDER,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = of_static_files

if EMAIL_URL := env.str("EMAIL_URL", default=""):
    vars().update(env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 10  # of each word with the mail server; only the mail process has any
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Inclusion <no-reply@inclusion.example>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "inclusion.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "django.db.backends": {"level": "WARNING"}},
}
logging.captureWarnings(not TESTING)
