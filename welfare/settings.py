"""Settings of the portal, every one that a host may change read from the environment.

docs/operations.md has the table of the variables; nothing here needs editing to run a province.
"""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env_bool(name: str, default: bool) -> bool:
    """Read a yes-or-no variable; a word that is neither stops the start."""
    word = os.environ.get(name, "").strip().lower()
    if word in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return default if word == "" else word in {"1", "true", "yes", "on"}
    raise SystemExit(f"{name} must be yes or no, not {word!r}.")


def env_list(name: str, default: str) -> list[str]:
    """Read a comma-separated variable."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def made_once(name: str, make: str) -> str:
    """Give the secret `name` from the environment, or from a file that is made once and kept out of git."""
    if value := os.environ.get(name):
        return value
    file = DATA_DIR / name.lower()
    if not file.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            pass  # another process has just made it
        else:
            with open(handle, "w", encoding="ascii") as out:
                out.write(make)
    return file.read_text(encoding="ascii")


# Where the database, the secrets and collected files live.
DATA_DIR = Path(os.environ.get("PORTAL_DATA_DIR", BASE_DIR / "var"))

TESTING = "pytest" in sys.modules
DEBUG = env_bool("PORTAL_DEBUG", False)
SECRET_KEY = made_once("SECRET_KEY", secrets.token_urlsafe(50))
# Keys that encrypt citizen IDs, newest first, and the one that makes them findable by hash.
CITIZEN_KEYS = made_once("CITIZEN_KEYS", Fernet.generate_key().decode()).split(",")
CITIZEN_HASH_KEY = made_once("CITIZEN_HASH_KEY", secrets.token_urlsafe(32))
# The key that seals each signature on a strategy, so that a row changed in the database is found out.
SEAL_KEY = made_once("SEAL_KEY", secrets.token_urlsafe(32))

ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", "")
# True behind a proxy that ends TLS: secure cookies, HSTS, redirect to https.
HTTPS = env_bool("PORTAL_HTTPS", False)

# How many proxies before the portal write X-Forwarded-For; the address that the first of them saw is the reader's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PORTAL_PROXIES", "1" if HTTPS else "0"))
# What the trail keeps of an address: its network (masked), all of it (full), or nothing (none).
if (TRAIL_ADDRESSES := os.environ.get("PORTAL_TRAIL_ADDRESSES", "masked")) not in {"masked", "full", "none"}:
    raise SystemExit(f"PORTAL_TRAIL_ADDRESSES must be masked, full or none, not {TRAIL_ADDRESSES!r}.")

# Sign-in with LINE is off unless a channel is named. It opens an account that exists; it never makes one.
LINE_CHANNEL_ID = os.environ.get("LINE_CHANNEL_ID", "")
SOCIALACCOUNT_ADAPTER = "welfare.accounts.ConnectedOnly"
_line = {"client_id": LINE_CHANNEL_ID, "secret": os.environ.get("LINE_CHANNEL_SECRET", "")}
SOCIALACCOUNT_PROVIDERS = {"line": {"APP": _line, "SCOPE": ["profile", "openid"]}}

INSTALLED_APPS = [
    "welfare",
    "funds",
    "members",
    "events",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *(["allauth.socialaccount", "allauth.socialaccount.providers.line"] if LINE_CHANNEL_ID else []),
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
]

MIDDLEWARE = [
    "welfare.watching.Numbered",
    "welfare.replicas.OwnWrites",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "welfare.http.LanguageChoice",
    "welfare.http.FromWhere",
    "django.middleware.common.CommonMiddleware",
    "welfare.http.RequestLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "welfare.http.PermissionsPolicy",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "welfare.urls"
WSGI_APPLICATION = "welfare.wsgi.application"
_LOADERS = [
    ("template_partials.loader.Loader", [
        ("django.template.loaders.cached.Loader", [
            "django.template.loaders.filesystem.Loader",
            "django.template.loaders.app_directories.Loader",
        ]),
    ]),
]  # fmt: skip
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS,
            # `partials` and `thai` are on every page; naming them here keeps {% load %} lines out of the templates.
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "welfare.templatetags.stencils",
                "welfare.templatetags.thai",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "welfare.http.page_context",
                "welfare.overview.navigation.navigation",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # The last one lets a migration make a table anew of which another table's trigger or a view speaks.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA legacy_alter_table=ON;",
    }

# How long a statement may take and wait for a lock, in seconds: a page's, and that of a command or a migration.
STATEMENT_SECONDS = int(os.environ.get("PORTAL_STATEMENT_SECONDS", "30"))
LOCK_SECONDS = int(os.environ.get("PORTAL_LOCK_SECONDS", "10"))
COMMAND_SECONDS = int(os.environ.get("PORTAL_COMMAND_SECONDS", "3600"))
IS_COMMAND = Path(sys.argv[0]).name == "manage.py" and sys.argv[1:2] != ["serve"]

# Copies that PostgreSQL keeps of that database. Dashboards and lists are read there: welfare/replicas.py says when.
REPLICAS: list[str] = []
for _url in env_list("DATABASE_REPLICA_URL", ""):
    REPLICAS.append(f"replica{len(REPLICAS) + 1}")
    DATABASES[REPLICAS[-1]] = dj_database_url.parse(_url, conn_max_age=600, conn_health_checks=True)
    DATABASES[REPLICAS[-1]]["TEST"] = {"MIRROR": "default"}
DATABASE_ROUTERS = ["welfare.replicas.Router"] if REPLICAS else []
# A replica that may be older than this, in seconds, is left out until it has caught up.
REPLICA_LAG_MAX = float(os.environ.get("PORTAL_REPLICA_LAG_MAX", "5"))

_limits = {
    "statement_timeout": COMMAND_SECONDS if IS_COMMAND else STATEMENT_SECONDS,
    "lock_timeout": COMMAND_SECONDS if IS_COMMAND else LOCK_SECONDS,
    "idle_in_transaction_session_timeout": COMMAND_SECONDS if IS_COMMAND else 2 * STATEMENT_SECONDS,
}
for _name, _database in DATABASES.items():
    if _database["ENGINE"].endswith("postgresql"):
        _database["OPTIONS"] = {
            # A server or a wire that is dead is noticed in seconds, a replica's sooner.
            "connect_timeout": 5 if _name == "default" else 2,
            "tcp_user_timeout": 10_000 if _name == "default" else 3_000,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 2,
            "options": " ".join(f"-c {what}={seconds}s" for what, seconds in _limits.items()),
        } | _database.get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One cache for all workers, so that a rate limit counts each attempt once.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "welfare_cache"}}

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
# A day that Django writes by itself says that its year is of ค.ศ.; pages write days by our filters.
FORMAT_MODULE_PATH = ["welfare.formats"]
# Who chose English is not asked again for a year.
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

# Photos and papers that people send. No address leads here: a view asks who may see each.
MEDIA_ROOT = DATA_DIR / "media"
# A form with photos may be this large in all; what is larger is refused before it is read.
REQUEST_BYTES_MAX = 64 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# Accounts. Nobody signs up by themselves: an appointment invites.
AUTH_USER_MODEL = "welfare.User"
AUTHENTICATION_BACKENDS = ["welfare.sessions.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "funds.signing_in.SigningIn"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
# Many officers have no e-mail; a second step must not wait for one.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A browser makes passkeys on https and, for a trial, on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "กองทุนสวัสดิการชุมชน"
# How often something may be tried: from one address, and for one account from anywhere.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "login": "60/m/ip", "join": "20/m/ip,100/h/ip"}

SESSION_ENGINE = "welfare.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "welfare.http.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # A browser follows a form to where the answer sends it, so LINE's own page is named when it is in use.
        "form-action": [SELF, *(["https://access.line.me"] if LINE_CHANNEL_ID else [])],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# The web address of the portal as outsiders reach it, for what is printed; empty is the one that a request came to.
PORTAL_ADDRESS = os.environ.get("PORTAL_ADDRESS", "").rstrip("/")
# The key that signs the files of certificates: a PKCS#12 file and its passphrase. Without one they go out unsigned.
SIGNING_KEY_FILE = os.environ.get("SIGNING_KEY_FILE", "")
SIGNING_KEY_PASSPHRASE = os.environ.get("SIGNING_KEY_PASSPHRASE", "")

# Whether a start fills an empty database with the demo province. A portal behind HTTPS is a real one, and a real one
# starts with no account that everybody knows.
DEMO = env_bool("PORTAL_DEMO", not HTTPS)
# The demo province opens its accounts with one password that everybody may know.
DEMO_PASSWORD = os.environ.get("DEMO_PASSWORD", "phuket-one-baht-a-day")

# Letters go out by this server: smtp://user:password@host:587, or smtps:// for TLS from the first byte on.
_mail = urlsplit(os.environ.get("PORTAL_MAIL", ""))
if _mail.scheme not in {"", "smtp", "smtps"} or bool(os.environ.get("PORTAL_MAIL")) != bool(_mail.hostname):
    raise SystemExit("PORTAL_MAIL must be smtp://user:password@host:587 or smtps://…, or be left out.")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail.hostname else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or (465 if _mail.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp" and EMAIL_PORT != 25
EMAIL_TIMEOUT = 20  # seconds
SENDS_MAIL = bool(_mail.hostname)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("PORTAL_MAIL_FROM", "") or EMAIL_HOST_USER

# A statement that takes longer is named in the log, without its values.
SLOW_QUERY_MS = int(os.environ.get("PORTAL_SLOW_QUERY_MS", "500"))
# Say with each answer how long the server and the database took; for measuring, not for the public.
SERVER_TIMING = env_bool("PORTAL_SERVER_TIMING", False)
# Who shows this word at /metrics reads what the portal measures of itself; without one nothing is measured.
METRICS_TOKEN = os.environ.get("PORTAL_METRICS_TOKEN", "")
METRICS_DIR = DATA_DIR / "metrics"

# Copies of the database and the files go here; sealed under the key, where one is given.
BACKUP_DIR = Path(os.environ.get("PORTAL_BACKUP_DIR", DATA_DIR / "backups"))
BACKUP_KEY = os.environ.get("PORTAL_BACKUP_KEY", "")
BACKUPS_KEPT = int(os.environ.get("PORTAL_BACKUPS_KEPT", "14"))

# A real portal does not start with a secret that everybody knows, nor with pages that tell too much.
for _wrong, _why in (
    (len(SECRET_KEY) < 32, "SECRET_KEY is too short: 32 characters or more, or none to have one made."),
    (DEMO and "DEMO_PASSWORD" not in os.environ, "PORTAL_DEMO needs a DEMO_PASSWORD that is not everybody's."),
    (DEBUG, "PORTAL_DEBUG shows the inside of the portal; switch it off behind HTTPS."),
):
    if HTTPS and _wrong:
        raise SystemExit(_why)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"number": {"()": "welfare.watching.RequestNumber"}},
    "formatters": {"line": {"()": "welfare.watching.Lines"}, "json": {"()": "welfare.watching.Json"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("PORTAL_LOG_FORMAT", "line") == "json" else "line",
            "filters": ["number"],
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    # Django would also write to a console of its own, and mail what went wrong.
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.server": {"handlers": [], "propagate": True}},
}
