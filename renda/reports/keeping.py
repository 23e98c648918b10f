"""The keeper's desk: backups, accounts, the log. No content of any matter."""

from __future__ import annotations

from dataclasses import dataclass

from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.people.models import Account
from renda.kernel.safekeeping.models import BackupPlace, BackupRun, Often
from renda.kernel.safekeeping.schedule import Risk, plan, risk
from renda.kernel.units.scope import active_town_id

SHOWN = 6


@dataclass(frozen=True)
class Keeping:
    backups: list[BackupRun]
    is_scheduled: bool
    often: str
    places: list[BackupPlace]
    risk: Risk
    active: int
    shut: int
    locked: int
    first_password: int
    entries: int


def keeping() -> Keeping:
    """The last backups and the number of accounts in each condition; nine queries."""
    accounts = Account.objects.filter(town_id=active_town_id())
    active = accounts.filter(is_active=True)
    row = plan()
    return Keeping(
        list(BackupRun.objects.order_by("-at", "-id")[:SHOWN]),
        row.is_on,
        f"{row.get_often_display()}，{row.hour}时" if row.often == Often.DAILY else row.get_often_display(),
        list(BackupPlace.objects.all()),
        risk(),
        active.count(),
        accounts.filter(is_active=False).count(),
        active.filter(locked_until__gt=clock.now()).count(),
        active.filter(must_change_password=True).count(),
        AuditEntry.objects.filter(town_id=active_town_id()).count(),
    )
