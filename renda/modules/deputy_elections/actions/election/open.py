"""A round begins; its whole calendar is counted back from polling day."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.people.models import Term
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.kernel.procedures.reasons import reason
from renda.law import quota
from renda.law.errors import RulebookError
from renda.law.statements import CountFault
from renda.modules.deputy_elections import days
from renda.modules.deputy_elections.founding import share
from renda.modules.deputy_elections.models import DeputyElection
from renda.modules.deputy_elections.words import asked

FACTS = ("way", "polling_on", "quota", "population", "organ", "decision")


def guard(step: Step) -> list[Reason]:
    data = step.data
    reasons = size_reasons(data, data.get("way"))
    if data.get("polling_on") and data["polling_on"] < clock.today():
        reasons.append(
            Reason("选举日已经过去了。", "请填今天以后的日子；补登以前的选举，请写进档案，不在这里排日程。")
        )
    same = DeputyElection.objects.filter(
        term_id=data.get("term") or None,
        way="general",
        state__in=("preparing", "underway", "concluded", "closed"),
    )
    if data.get("way") == "general" and data.get("term") and same.exists():
        reasons.append(Reason("这一届的换届选举已经登记过了。", "请到已有的那一次里办理。"))
    return reasons


def size_reasons(data, way: str) -> list[Reason]:
    """The number of deputies against the formula; the county's own decision is what holds."""
    number, population = data.get("quota"), data.get("population")
    if number is not None and number < 1:
        return [Reason("代表名额要大于零。")]
    if way != "general" or not population or not number:
        return []
    try:
        most = quota.quota(population, **asked(None))
    except CountFault as fault:
        return [reason("deputy-quota", f"{text}。") for text in fault.faults]
    if number <= most.number:
        return []
    text = f"名额{number}名，多于按人口{population}人算出的{most.number}名。"
    return [reason("deputy-quota", text, "请核对人口数和县人大常委会确定的名额。", blocks=False)]


def prepare(step: Step) -> None:
    term = Term.objects.filter(pk=step.data["term"]).first()
    if term is None:
        raise Refused("没有这一届。")
    step.matter.term = term
    for key in FACTS:
        setattr(
            step.matter,
            key,
            step.data.get(key) if key in ("quota", "population") else step.data.get(key) or "",
        )


def effect(step: Step) -> None:
    share()
    try:
        days.sync(step.matter)
    except RulebookError as fault:
        raise Refused(f"排不出日程：{fault}") from fault
    missed = [one for one in days.calendar(step.matter) if one.missed and one.statutory]
    for one in missed:
        text = f"“{one.title}”最迟应在{date_zh(one.on)}，已经错过。"
        step.warnings.append(
            Reason(text, days.mend_missed(step.matter), one.rule.id, one.articles, blocks=False)
        )
