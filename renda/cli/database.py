"""Is the database up to date? Answered without loading a single migration, so that starting stays quick.

A stamp in the data folder holds the digest of all migration files and of the migrations that the
database had applied when it was last brought up to date. Both must still be the same: a restored
older backup changes the second one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

STAMP = "database.json"


def _stamp_path() -> Path:
    from django.conf import settings

    return Path(settings.DATA_DIR) / STAMP


def migration_files_digest() -> str:
    """Hex SHA-256 over the name and content of every migration of every installed application, and of what each wants a
    town to have (``founding.py``)."""
    from django.apps import apps

    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for path in (*sorted(Path(config.path).glob("migrations/*.py")), *Path(config.path).glob("founding.py")):
            digest.update(f"{config.label}/{path.name}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def applied_digest() -> str:
    """Hex SHA-256 over the migrations that the database says it has; empty for a database without tables."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return ""
    names = sorted(f"{row.app}/{row.name}" for row in recorder.migration_qs.all())
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def is_up_to_date() -> bool:
    """True when neither the migration files nor the database changed since the stamp was written."""
    try:
        stamp = json.loads(_stamp_path().read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return stamp == {"files": migration_files_digest(), "applied": applied_digest()}


def bring_up_to_date(tell: Callable[[str], None]) -> bool:
    """Apply outstanding migrations; ``tell`` gets the progress lines. Returns whether there was work to do."""
    if is_up_to_date():
        return False
    from django.core.management import call_command

    from renda.kernel.units.founding import catch_up_towns

    tell("正在准备数据库……")
    call_command("migrate", interactive=False, verbosity=0)
    catch_up_towns()
    stamp = {"files": migration_files_digest(), "applied": applied_digest()}
    path = _stamp_path()
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(stamp), "utf-8")
    draft.replace(path)
    tell("数据库已就绪。")
    return True
