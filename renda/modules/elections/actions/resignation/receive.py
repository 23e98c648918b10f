"""A letter of resignation came in."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections.documents import resignation_paper
from renda.modules.elections.models import AddressedTo, Resignation
from renda.modules.elections.offices import post_of
from renda.modules.elections.procedure.resignation import LAW, RECESS

OVER = ("closed", "withdrawn", "refused")


def presidium_may() -> bool:
    """May the presidium accept between sessions? The organic law gives it no such power; a place may."""
    return bool(timing.rule(LAW).value("presidium_may_accept_in_recess")) or bool(timing.practice(RECESS)["enabled"])


def guard(step: Step) -> list[Reason]:
    data, reasons = step.data, []
    appointment = data.get("appointment")
    if appointment is not None and post_of(appointment) is None:
        reasons.append(reason(LAW, f"“{appointment}”不是大会选举的职务，辞职不由大会决定。", "请核对是哪一位、什么职务。"))
    if appointment is not None and Resignation.objects.filter(appointment=appointment).exclude(state__in=OVER).exists():
        reasons.append(Reason("这个人的辞职已经登记，正在办。", "请到那一件里接着办。"))
    if data.get("addressed_to") == AddressedTo.PRESIDIUM and not presidium_may():
        text = "闭会期间主席团没有接受辞职的职权，要由大会决定。"
        reasons.append(reason(LAW, text, "请改为向人民代表大会提出，在下次会议或者临时召集的会议上决定。"))
    return reasons


def prepare(step: Step) -> None:
    resignation, data = step.matter, step.data
    for name in ("appointment", "addressed_to", "requested_on", "reason"):
        setattr(resignation, name, data[name])
    resignation.congress_session = data.get("session") or data.get("congress_session")
    resignation.post_title = post_of(data["appointment"]).title


def effect(step: Step) -> None:
    resignation_paper(step)
    step.file_all("letter", "辞职书原件")
