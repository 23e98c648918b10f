"""What stands against a chosen day, and what should be thought over."""

from __future__ import annotations

from datetime import date

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.declaration import Reason
from renda.law import session_plan
from renda.modules.sessions import planning, selectors
from renda.modules.sessions.models import SessionWork


def impossible(opens_on: date, closes_on: date, own: CongressSession | None = None) -> list[Reason]:
    """Days that can't be: past, the wrong way round, on top of another session."""
    found = []
    if opens_on < clock.today():
        found.append(Reason(f"{date_zh(opens_on)}已经过了，不能定在那天开幕。", "请选今天以后的日期。"))
    if closes_on < opens_on:
        found.append(Reason("闭幕日期在开幕日期以前。", "请核对两个日期。"))
    others = CongressSession.objects.filter(opens_on__lte=closes_on, closes_on__gte=opens_on).select_related(
        "term"
    )
    if own is not None:
        others = others.exclude(pk=own.pk)
    found += [Reason(f"{other}就在这几天（{date_zh(other.opens_on)}）。", "请另选日期。") for other in others]
    return found


def remarks(kind: str, opens_on: date, closes_on: date, counted_from: date | None = None) -> list[Reason]:
    """Weekends, holidays, too late in the year: people decide, the system says so."""
    found = session_plan.remarks(kind, opens_on, closes_on, selectors.where(), counted_from)
    return [Reason(one.text, rule=one.rule, articles=one.articles, blocks=False) for one in found]


def missed(kind: str, opens_on: date, closes_on: date) -> list[Reason]:
    """Steps whose last day by rule has passed already if the session opens on this day."""
    today, found = clock.today(), []
    for step in session_plan.plan(kind, opens_on, closes_on, selectors.where()):
        if step.last is not None and step.last.day < today:
            text = f"“{step.spec.label}”最迟要在{date_zh(step.last.day)}，已经来不及了。"
            found.append(
                Reason(
                    text,
                    "要赶得上，请把开幕日期往后放。",
                    step.last.rule.id,
                    step.last.articles,
                    blocks=False,
                )
            )
    return found


def missed_by_moving(work: SessionWork, opens_on: date, closes_on: date) -> list[Reason]:
    """The same for a session whose steps are partly done."""
    today, found = clock.today(), []
    again = again_steps(work)
    for step, planned in planning.changes(work, opens_on, closes_on):
        open_again = step.done_on is None or step.key in again
        if open_again and planned.last is not None and planned.last.day < today:
            text = f"“{step.label}”最迟要在{date_zh(planned.last.day)}，已经来不及了。"
            found.append(
                Reason(
                    text,
                    "要赶得上，请把开幕日期往后放。",
                    planned.last.rule.id,
                    planned.last.articles,
                    blocks=False,
                )
            )
    return found


#: What has to be done once more when a published day is changed.
TOLD = ("publish", "notice", "notice_observers", "notice_units")


def again_steps(work: SessionWork) -> tuple[str, ...]:
    return TOLD if work.published_on else ()


def numbers_cross(work_number: int, opens_on: date, term, own: CongressSession | None = None) -> list[Reason]:
    """Sessions are numbered in the order they are held."""
    others = (
        CongressSession.objects.filter(term=term)
        if term is not None and term.pk
        else CongressSession.objects.none()
    )
    if own is not None:
        others = others.exclude(pk=own.pk)
    for other in others.order_by("number"):
        if other.number == work_number:
            return [Reason(f"{other}已经有了。", "请核对是第几次会议。")]
        if (other.number < work_number) != (other.opens_on < opens_on):
            text = f"{other}定在{date_zh(other.opens_on)}，和这次会议的先后颠倒了。"
            return [Reason(text, "请核对日期，或者先更正那次会议的次数。")]
    return []
