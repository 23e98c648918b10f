"""Backups by the clock, and the trial that proves a backup can be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.crypto.cipher import Unreadable
from renda.kernel.safekeeping import places, restore
from renda.kernel.safekeeping.backup import make_backup, scratch_folder
from renda.kernel.safekeeping.errors import BackupFailed
from renda.kernel.safekeeping.models import BackupPlace, BackupPlan, BackupRun, Often
from renda.kernel.safekeeping.reader import opened

NO_FOLDER = "数据文件夹里放备份的地方不能用，请检查磁盘。"
TRY_AGAIN = timedelta(hours=1)


def plan() -> BackupPlan:
    """The backup settings (not yet saved when nobody changed them)."""
    return BackupPlan.objects.filter(pk=BackupPlan.THE_ONE).first() or BackupPlan()


def own_folder() -> Path:
    """Where backups are made before they are carried elsewhere: ``backups`` in the data folder."""
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
    """Is it time for the next backup, without one having failed within the hour (or within the interval, if shorter)?"""
    row = plan()
    runs = BackupRun.objects.filter(scheduled=True)
    if not row.is_on or runs.filter(ok=True, at__gte=_slot(row, now)).exists():
        return False
    wait = min(TRY_AGAIN, timedelta(minutes=row.often)) if row.often else TRY_AGAIN
    return not runs.filter(at__gt=now - wait).exists()


def _slot(row: BackupPlan, now: datetime) -> datetime:
    """From when on a backup counts as the one that is wanted now."""
    if row.often != Often.DAILY:
        # The rounds come every minute, a little late.
        return now - timedelta(minutes=row.often - 1)
    today = now.astimezone(clock.ZONE).replace(hour=row.hour, minute=0, second=0, microsecond=0)
    # Switched off at night: the morning makes up for it.
    return today if now >= today else today - timedelta(days=1)


def run_scheduled(now: datetime) -> BackupRun | None:
    """Make the backup that is due, try restoring it, carry it to every place, and clear away old ones. A place that
    was not connected gets its copy as soon as it is.

    Returns:
        The run, also when it failed (``ok`` False, ``message`` says why); None when not due.
    """
    if not is_due(now):
        catch_up()
        return None
    row = plan()
    try:
        target = own_folder() / f"人大办备份-{now.astimezone(clock.ZONE):%Y%m%d-%H%M}.zip"
        password = row.password or None
        run = make_backup(target, password=password, scheduled=True).run
    except BackupFailed as failure:
        return failure.run
    except (OSError, Unreadable) as error:
        message = str(error) if isinstance(error, Unreadable) else NO_FOLDER
        return BackupRun.objects.create(path="", scheduled=True, message=message)
    _try_out(run, password)
    if run.verified:
        places.clear_away(target.parent, row.keep)
        for place in BackupPlace.objects.all():
            places.carry(place, run, row.keep)
    return run


def catch_up() -> int:
    """Carry the newest proved backup to places that are connected (again) and have not got it; how many got it."""
    run = BackupRun.objects.filter(ok=True, verified=True, scheduled=True).order_by("-at").first()
    if run is None or not Path(run.path).is_file():
        return 0
    behind = BackupPlace.objects.exclude(reached_at__gte=run.at)
    return sum(places.carry(place, run, plan().keep) for place in behind if places.is_there(place))


def try_restore(path: Path, *, password: str | None = None) -> dict[str, int]:
    """Restore into a scratch folder that is thrown away; rows for each table. Raises as ``restore``."""
    with opened(path, password) as archive, scratch_folder() as scratch:
        return restore.unpack(archive, scratch)


def _try_out(run: BackupRun, password: str | None) -> None:
    try:
        try_restore(Path(run.path), password=password)
    except restore.RestoreRefused as error:
        run.ok, run.message = False, str(error)
    else:
        run.verified = True
    run.save(update_fields=["ok", "message", "verified"])


# ------------------------------------------------------------------ what a lost disk costs


@dataclass(frozen=True)
class Risk:
    """What is lost if this computer's disk breaks now. ``since``: from when on the work has no copy elsewhere; None when
    there is no copy on another disk at all."""

    since: datetime | None
    minutes: int

    @property
    def words(self) -> str:
        """One sentence for the page."""
        if self.since is None:
            return "备份只在这台电脑自己的硬盘上：硬盘坏了，数据和备份会一起丢。请在“备份和恢复”里加一块移动硬盘，或者一个网络文件夹。"
        at = self.since.astimezone(clock.ZONE)
        when = f"{day_zh(at)}{at:%H:%M}"
        return f"这台电脑的硬盘要是现在坏了，最多丢最近{_span(self.minutes)}里做的事（别的盘上最新的一份是{when}的）。"


def _span(minutes: int) -> str:
    if minutes < 120:
        return f"{max(minutes, 1)}分钟"
    return f"{minutes // 60}小时" if minutes < 2880 else f"{minutes // 1440}天"


def risk() -> Risk:
    """What a lost disk would cost at this moment."""
    since = places.elsewhere()
    return Risk(since, int((clock.now() - since).total_seconds() // 60) if since else 0)
