"""Backups by the clock, and the trial that proves a backup can be brought back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from renda.foundation import clock
from renda.kernel.safekeeping import restore
from renda.kernel.safekeeping.backup import make_backup, scratch_folder
from renda.kernel.safekeeping.errors import BackupFailed
from renda.kernel.safekeeping.models import BackupPlan, BackupRun
from renda.kernel.safekeeping.reader import opened

PATTERN = "人大办备份-*.zip"


def plan() -> BackupPlan:
    """The backup settings (not yet saved when nobody changed them)."""
    return BackupPlan.objects.filter(pk=BackupPlan.THE_ONE).first() or BackupPlan()


def folder_of(settings_row: BackupPlan) -> Path:
    """Where scheduled backups go: the chosen folder, or ``backups`` in the data folder."""
    if settings_row.folder:
        return Path(settings_row.folder).expanduser()
    own = Path(settings.DATA_DIR) / "backups"
    own.mkdir(exist_ok=True)
    return own


def last_backup() -> BackupRun | None:
    """The latest backup that was written completely."""
    return BackupRun.objects.filter(ok=True).order_by("-at").first()


def last_attempt() -> BackupRun | None:
    """The latest attempt, good or not."""
    return BackupRun.objects.order_by("-at").first()


def is_due(now: datetime) -> bool:
    """Has the hour of today's backup come without one having been made (or tried within the hour)?"""
    row = plan()
    today = now.astimezone(clock.ZONE).replace(hour=row.hour, minute=0, second=0, microsecond=0)
    # Switched off at night: the morning makes up for it.
    slot = today if now >= today else today - timedelta(days=1)
    runs = BackupRun.objects.filter(scheduled=True)
    if not row.is_on or runs.filter(ok=True, at__gte=slot).exists():
        return False
    return not runs.filter(at__gt=now - timedelta(hours=1)).exists()


def run_scheduled(now: datetime) -> BackupRun | None:
    """Make today's backup if it is due, try restoring it, and clear away the oldest ones.

    Returns:
        The run, also when it failed (``ok`` False, ``message`` says why); None when not due.
    """
    if not is_due(now):
        return None
    row = plan()
    try:
        target = folder_of(row) / f"人大办备份-{now.astimezone(clock.ZONE):%Y%m%d-%H%M}.zip"
        run = make_backup(target, scheduled=True).run
    except BackupFailed as failure:
        return failure.run
    except OSError:
        return BackupRun.objects.create(path=row.folder, scheduled=True, message="备份文件夹不能用，请检查位置。")
    _try_out(run)
    if run.verified:
        _clear_away(target.parent, row.keep)
    return run


def try_restore(path: Path, *, password: str | None = None) -> dict[str, int]:
    """Restore into a scratch folder that is thrown away; rows for each table. Raises as ``restore``."""
    with opened(path, password) as archive, scratch_folder() as scratch:
        return restore.unpack(archive, scratch)


def _try_out(run: BackupRun) -> None:
    try:
        try_restore(Path(run.path))
    except restore.RestoreRefused as error:
        run.ok, run.message = False, str(error)
    else:
        run.verified = True
    run.save(update_fields=["ok", "message", "verified"])


def _clear_away(folder: Path, keep: int) -> None:
    """Only scheduled backups, only the oldest, only after the new one was proved."""
    for path in sorted(folder.glob(PATTERN))[: -max(keep, 1)]:
        path.unlink(missing_ok=True)
