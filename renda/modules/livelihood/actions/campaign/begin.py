"""A year's campaign begins: for which session, how many projects, until when wishes are taken."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.livelihood.models import Campaign


def guard(step: Step) -> list[Reason]:
    data, found = step.data, []
    year, session, until = data.get("year"), data.get("congress_session"), data.get("wishes_until")
    if year and Campaign.objects.filter(year=year).exclude(state="cancelled").exists():
        found.append(Reason(f"{year}年的已经开始了。", "请到那一件里办理。"))
    if year and abs(year - step.today.year) > 1:
        found.append(Reason("年份好像写错了。", "请看一看。"))
    if data.get("seats") == 0:
        found.append(Reason("应选的项目至少1项。", "请写应选几项。"))
    if session is not None and session.closes_on < step.today:
        found.append(
            Reason("这次会议已经开过了。", "请选还没有开的会议；会议没有登记的，先在“大会会议”里登记。")
        )
    if until is not None and session is not None and until >= session.opens_on:
        found.append(Reason("征集的截止日期要在开会以前。", "请核对日期。"))
    return found


def prepare(step: Step) -> None:
    for key in ("year", "congress_session", "seats", "wishes_until"):
        setattr(step.matter, key, step.data[key])


def effect(step: Step) -> None:
    """Nothing more: wishes may be taken down."""
