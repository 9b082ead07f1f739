"""Django's settings, from the environment that `environment.py` reads."""

import secrets
from pathlib import Path

from torget.config.database import database_settings
from torget.config.environment import environment
from torget.config.logs import logging_settings

ENVIRONMENT = environment()
DATA = Path(ENVIRONMENT.data).resolve()
PACKAGE = Path(__file__).resolve().parents[1]


def _secret_key() -> str:
    """The key given, or one made at the first start and kept readable by us alone."""
    if ENVIRONMENT.secret_key:
        return ENVIRONMENT.secret_key
    path = DATA / "secret_key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.hosts.split(",")
SECURE_SITE = ENVIRONMENT.site_url.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "torget.rooms.audit",
    "torget.rooms.jobs",
    "torget.rooms.organisation",
    "torget.rooms.identity",
    "torget.rooms.information",
    "torget.rooms.documents",
    "torget.rooms.messaging",
    "torget.rooms.systems",
    "torget.rooms.eservices",
    "torget.rooms.submissions",
    "torget.rooms.cases",
    "torget.rooms.statistics",
    "torget.journeys",
    "torget.connectors.bankid",
    "torget.connectors.navet",
    "torget.connectors.smtp",
    "torget.connectors.smtp_in",
    "torget.connectors.clamd",
    "torget.connectors.local_files",
    "torget.connectors.typst_pdf",
    "torget.connectors.pdf_seal",
    "torget.connectors.map_tiles",
    "torget.connectors.shared_folder",
    "torget.connectors.git_library",
    "torget.doors.ui",
    "torget.doors.website",
    "torget.doors.portal",
    "torget.doors.desk",
    "torget.doors.studio",
    "torget.doors.office",
]

MIDDLEWARE = [
    "torget.doors.ui.middleware.OuterFence",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "torget.doors.ui.middleware.BoundMunicipality",
    "torget.doors.ui.middleware.LanguageFromAddress",
    "torget.doors.ui.session_cookies.SessionCookies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "torget.doors.ui.middleware.ActingPerson",
    "torget.doors.ui.middleware.PlainErrors",
]

ROOT_URLCONF = "torget.config.urls"
WSGI_APPLICATION = "torget.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "torget.doors.ui.engine.MinijinjaTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- data -----------------------------------------------------------------------------------

DATABASES = {"default": database_settings(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # shared by every process
        "LOCATION": "cache",
        "KEY_PREFIX": ENVIRONMENT.municipality,
    }
}

# --- language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "doors" / "ui" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- log-in ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:queue"
ACCOUNT_ADAPTER = "torget.doors.desk.accounts.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_SITE else 0  # whose word on the address we take
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Torget"
MFA_FORMS = {
    "login_webauthn": "torget.doors.desk.keys.KeyAlone",
    "authenticate_webauthn": "torget.doors.desk.keys.KeyAfterPassword",
    "reauthenticate_webauthn": "torget.doors.desk.keys.KeyOnceMore",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE_SITE  # passkeys on localhost, for the demo

SESSION_ENGINE = "torget.doors.ui.sessions"
SESSION_COOKIE_AGE = 2 * 60 * 60  # BankID's terms: about two hours without activity
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SITE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "torget.doors.website.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- the outer fence ------------------------------------------------------------------------

# Django's and django-csp's own middleware work these out again for every response.
OUTER_FENCE = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
if SECURE_SITE:
    OUTER_FENCE["Strict-Transport-Security"] = f"max-age={365 * 24 * 60 * 60}"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_SITE else None

# --- files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
LOOK = DATA / "look"  # the municipality's arms: <key>.svg or .png
STATICFILES_DIRS = [("look", LOOK)] if LOOK.is_dir() else []
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["torget.doors.ui.uploads.BoundedUpload"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of answers in one form, files not counted
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LOGGING_CONFIG = None
logging_settings(ENVIRONMENT.log_format)
