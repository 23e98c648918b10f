"""What all acts share: the locked row, reasons, and the hall's code."""

from __future__ import annotations

import secrets

from django.db import transaction

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import MovedMeanwhile, Refused
from renda.modules.sessions.sittings.models import Sitting

CODE_DIGITS = 4


def locked(sitting: Sitting) -> Sitting:
    """The row as it stands now, locked until the end of the transaction."""
    found = Sitting.objects.select_for_update(of=("self",)).filter(pk=sitting.pk).first()
    if found is None:
        raise Refused("这场会议不存在，或不属于本乡镇。")
    return found


def refuse(text: str, mend: str = "", *, rule: str = "", articles: tuple[str, ...] = ()) -> None:
    """Stop with a reason and what to do about it."""
    raise Refused([Reason(text, mend, rule, articles)])


def moved(text: str) -> None:
    """Stop because somebody else acted first."""
    raise MovedMeanwhile([Reason(text, "请刷新页面看最新情况。")])


def hall_code() -> str:
    """A code for the hall's screen, new for every sitting."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


atomic = transaction.atomic
