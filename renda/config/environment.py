"""What the settings take from the machine: folders, keys, the database address."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

INVALID_VARIABLE = "⟦缺少变量 %s⟧"
#: Seconds a connection to the database is used again before a new one is opened.
KEPT_OPEN = 60


def data_dir() -> Path:
    """The folder with everything that belongs to the office; made when it is missing."""
    folder = Path(os.environ.get("RENDA_DATA") or Path.cwd() / "data").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def testing() -> bool:
    """True inside the test suite."""
    return "pytest" in sys.modules


def secret_key(folder: Path) -> str:
    """The signing key of this installation: made once, kept beside the data, readable by its owner only."""
    if key := os.environ.get("RENDA_SECRET_KEY"):
        return key
    path = folder / "keys" / "signing.key"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(48))
    return path.read_text("ascii").strip()


def allowed_hosts() -> list[str]:
    """Names this server answers to. On the office network the phones come by IP address."""
    extra = [name for name in os.environ.get("RENDA_HOSTS", "").split(",") if name]
    return extra or ["*"]


def database(folder: Path) -> dict:
    """Django's database entry: SQLite by default, PostgreSQL when an address is given."""
    address = os.environ.get("RENDA_DATABASE_URL")
    if not address:
        return {
            "ENGINE": "renda.config.sqlite",
            "NAME": folder / "renda.sqlite3",
            # opening the file anew for every page costs as much as a third of a short request
            "CONN_MAX_AGE": KEPT_OPEN,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": KEPT_OPEN,
    }


def logging(folder: Path, testing: bool) -> dict:
    """Errors go to a rotating file beside the data (never form contents), and to the console."""
    handlers: dict = {"console": {"class": "logging.StreamHandler", "formatter": "plain"}}
    if not testing:
        (folder / "logs").mkdir(exist_ok=True)
        handlers["file"] = {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": folder / "logs" / "renda.log",
            "maxBytes": 5_000_000,
            "backupCount": 5,
            "encoding": "utf-8",
            "formatter": "plain",
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "WARNING"},
    }
