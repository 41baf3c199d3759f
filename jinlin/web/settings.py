"""How does this installation differ from any other? Only through the environment."""

from pathlib import Path

from jinlin.core.environment import (
    database_from_url,
    flag,
    key_file,
    networks,
    number,
    one_of,
    shared_networks,
    text,
    words,
)
from jinlin.core.secrets.ciphers import SUITES

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(text("JINLIN_VAR", str(ROOT / "var")))
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = flag("JINLIN_DEBUG", False)
DEMO = flag("JINLIN_DEMO", False)
ALLOWED_HOSTS = words("JINLIN_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
SITE_URL = text("JINLIN_SITE_URL", "http://127.0.0.1:8000")
TRUSTED_PROXIES = networks(
    "JINLIN_TRUSTED_PROXIES"
)  # whose X-Forwarded-For and X-Forwarded-Proto are believed: core.addresses
SHARED_NETWORKS = shared_networks("JINLIN_SHARED_NETWORKS")  # core.limits.times
IS_SECURE = SITE_URL.startswith("https://")

SECRET_KEY = key_file("JINLIN_SECRET_KEY", VAR / "secret-key")
KEY_RING = text("JINLIN_KEY_RING", str(VAR / "keys.json"))
CIPHER = one_of("JINLIN_CIPHER", SUITES, "aes")

INSTALLED_APPS = [
    "jinlin.web",
    "jinlin.demo",
    "jinlin.metrics",
    "jinlin.metrics.returns",
    "jinlin.metrics.ledgers",
    "jinlin.insight",
    "jinlin.journeys",
    "jinlin.domains.casework",
    "jinlin.domains.appeals",
    "jinlin.domains.projects",
    "jinlin.domains.wishes",
    "jinlin.domains.talents",
    "jinlin.domains.pacts",
    "jinlin.domains.consultations",
    "jinlin.domains.receptions",
    "jinlin.domains.visits",
    "jinlin.domains.servicedays",
    "jinlin.domains.training",
    "jinlin.domains.workforce",
    "jinlin.services.volunteers",
    "jinlin.services.points",
    "jinlin.services.seats",
    "jinlin.services.documents",
    "jinlin.services.notices",
    "jinlin.ground.people",
    "jinlin.ground.identities",
    "jinlin.ground.accounts",
    "jinlin.ground.places",
    "jinlin.shell",
    "jinlin.core",
    "jinlin.ground.accounts.apps.ReferenceDataConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "jinlin.web.running.probes.Probes",
    "jinlin.web.running.logs.Logged",
    "jinlin.web.running.metering.Metered",
    "jinlin.web.middleware.BehindProxy",
    "jinlin.web.middleware.ContentSecurityPolicy",
    "jinlin.web.middleware.KnownHost",
    "jinlin.web.middleware.NothingKept",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "jinlin.web.running.gate.SessionsWhileKept",
    "jinlin.web.middleware.ChosenLanguage",
    "jinlin.web.middleware.FewBytes",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jinlin.ground.accounts.middleware.ActorOnRequest",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jinlin.web.running.gate.Gate",
    "jinlin.web.middleware.FewPosts",
    "jinlin.web.telling.ReadOnlyWhileTelling",
    "jinlin.web.known_fields.KnownFieldsCounted",
    "jinlin.web.middleware.Refusals",
]

ROOT_URLCONF = "jinlin.web.urls"
WSGI_APPLICATION = "jinlin.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jinlin.web.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "jinlin.shell.templatetags.jinlin"],
        },
    }
]

FORM_RENDERER = "jinlin.shell.forms.HouseForms"

DATABASES = {
    "default": database_from_url(
        text("JINLIN_DATABASE_URL", "") or f"sqlite:///{VAR / 'jinlin.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {
            "MAX_ENTRIES": 100_000
        },  # it holds the counters of rate limits: none may be thrown out early
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "jinlin.ground.accounts.passwords.WithoutWordsOfTheHouse"},
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_ENGINE = "jinlin.core.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 24 * 3600
STAFF_IDLE_MINUTES = number("JINLIN_STAFF_IDLE_MINUTES", 30)
CSRF_FAILURE_VIEW = "jinlin.web.refusals.form_expired"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_SECURE else 0  # a browser then never asks in clear
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "jinlin.web.finders.FrontEndPackages",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOADS = VAR / "uploads"
ROOTS = text("JINLIN_ROOTS", str(VAR / "roots"))  # best where the database's user cannot write
ROOTS_TO = words("JINLIN_ROOTS_TO", [])  # who gets each day's roots by e-mail
UPLOAD_LIMIT_MB = number("JINLIN_UPLOAD_LIMIT_MB", 20)
FILE_UPLOAD_TEMP_DIR = str(VAR)
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

SMS_GATEWAY_URL = text("JINLIN_SMS_GATEWAY_URL", "")
SMS_GATEWAY_SECRET = text("JINLIN_SMS_GATEWAY_SECRET", "")

WEBHOOKS_PRIVATE = flag(
    "JINLIN_WEBHOOKS_PRIVATE", False
)  # whether webhooks may lead into the house's own network

EMAIL_HOST = text("JINLIN_EMAIL_HOST", "")  # empty: nothing is mailed
EMAIL_PORT = number("JINLIN_EMAIL_PORT", 25)
EMAIL_HOST_USER = text("JINLIN_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = text("JINLIN_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("JINLIN_EMAIL_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("JINLIN_EMAIL_FROM", "jinlin@localhost")

BACKUPS = text("JINLIN_BACKUPS", "")  # a folder; empty: the house makes none by itself
BACKUP_AT = text("JINLIN_BACKUP_AT", "02:30")
BACKUP_KEEP = [int(each) for each in words("JINLIN_BACKUP_KEEP", ["7", "5", "12"])]
BACKUP_WITH_KEYS = flag("JINLIN_BACKUP_WITH_KEYS", False)
DISK_WARN_MB = number("JINLIN_DISK_WARN_MB", 5 * 1024)
DISK_FULL_MB = number("JINLIN_DISK_FULL_MB", 100)  # below it nothing more is written
STATEMENT_SECONDS = number("JINLIN_STATEMENT_SECONDS", 30)  # of what serves pages, on PostgreSQL
METRICS_FROM = networks("JINLIN_METRICS_FROM")
METRICS_TOKEN = text("JINLIN_METRICS_TOKEN", "")  # without either there are no metrics

JSON_LOGS = flag("JINLIN_JSON_LOGS", False)
SLOW_QUERY_MS = number("JINLIN_SLOW_QUERY_MS", 0)  # 0: nothing is noted
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "jinlin.web.running.lines.JsonLines"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            **({"formatter": "json"} if JSON_LOGS else {}),
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"jinlin": {"level": "INFO"}},
}

from jinlin.ground.accounts.sign_in_settings import *  # noqa: E402, F403 - allauth reads flat names; its rules stand in one place
