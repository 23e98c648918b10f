"""Settings, read from the environment; the defaults are those of one office computer.

RENDA_DATA          folder of the database, the files, the keys and the backups
RENDA_DATABASE_URL  postgres://user:password@host:port/name for a county or province
RENDA_HOSTS         extra host names, comma separated
RENDA_HTTPS         1 when the pages are served over HTTPS
"""

from __future__ import annotations

import os
from pathlib import Path

from renda.config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_dir()
TESTING = environment.testing()

SECRET_KEY = environment.secret_key(DATA_DIR)
DEBUG = False
ALLOWED_HOSTS = environment.allowed_hosts()
USE_HTTPS = os.environ.get("RENDA_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "renda.kernel.crypto",
    "renda.kernel.units",
    "renda.kernel.people",
    "renda.kernel.access",
    "renda.kernel.audit",
    "renda.kernel.files",
    "renda.kernel.dossiers",
    "renda.kernel.archive",
    "renda.kernel.documents",
    "renda.kernel.documents.office_templates",
    "renda.kernel.deadlines",
    "renda.kernel.notices",
    "renda.kernel.figures",
    "renda.kernel.procedures",
    "renda.kernel.ballots",
    "renda.kernel.secret_votes",
    "renda.kernel.search",
    "renda.kernel.library",
    "renda.kernel.proofreading",
    "renda.kernel.exchange",
    "renda.kernel.safekeeping",
    "renda.kernel.rehearsal",
    "renda.modules.suggestions",
    "renda.modules.drafting",
    "renda.modules.drafting.renewal",
    "renda.modules.sessions",
    "renda.modules.sessions.attendance",
    "renda.modules.sessions.sittings",
    "renda.modules.elections",
    "renda.modules.deputy_elections",
    "renda.modules.presidium",
    "renda.modules.livelihood",
    "renda.modules.county_sessions",
    "renda.modules.intake",
    "renda.modules.supervision",
    "renda.modules.appraisals",
    "renda.modules.archive_work",
    "renda.modules.assessment",
    "renda.modules.handover",
    "renda.reports",
    "renda.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "renda.web.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "renda.web.middleware.ActingAccount",
    "renda.web.rehearsal.middleware.PlayingPart",
    "renda.web.middleware.LoginByDefault",
    "renda.web.middleware.ReadOnlyGet",
]

ROOT_URLCONF = "renda.web.urls"
WSGI_APPLICATION = "renda.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "renda.web.context.shell",
            ],
            "builtins": ["renda.web.templatetags.renda"],
            "string_if_invalid": environment.INVALID_VARIABLE if TESTING else "",
        },
    }
]

DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-renda" if USE_HTTPS else "renda"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = USE_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if USE_HTTPS else 0
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "renda.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
#: A long paper posts a handful of fields for each of its paragraphs.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
#: Without scripts a whole folder of old papers comes in one piece.
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = environment.logging(DATA_DIR, TESTING)

RENDA_ROLES = BASE_DIR / "config" / "roles.yaml"
RENDA_REHEARSAL = "renda.demo.rehearsal.fill"
#: The office, the chair and the keeper log in with a second factor; a demonstration may switch it off.
RENDA_SECOND_FACTOR = os.environ.get("RENDA_SECOND_FACTOR", "1") == "1"
