"""What waits on the office's desk: piles of work, what was done lately, whether the data are safe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import reachable, visible
from renda.kernel.audit.models import AuditEntry
from renda.kernel.deadlines import revision
from renda.kernel.notices.models import Delivery, DeliveryState
from renda.kernel.safekeeping import schedule
from renda.kernel.safekeeping.models import BackupPlace
from renda.kernel.units.scope import active_town_id
from renda.modules.assessment.models import Assessment
from renda.modules.assessment.models import Item as AssessmentItem
from renda.modules.county_sessions.models import Item
from renda.modules.sessions.attendance.models import LeaveRequest
from renda.modules.sessions.models import PlanStep, SessionWork
from renda.modules.sessions.selectors import tasks_near
from renda.modules.suggestions.models import (
    Assignment,
    Extension,
    Objection,
    Promise,
    RhythmEvent,
    Suggestion,
)
from renda.modules.suggestions.procedure import conditions
from renda.reports import supervision_piles
from renda.reports.deadlines import soon_until
from renda.reports.firsts import Firsts, first_of, firsts_by
from renda.reports.piles import Line, Pile, in_state

SHOWN = 5
LATELY = 12
QUIET = ("account.login", "account.logout", "account.locked", "account.password", "account.second_factor")
"""Log verbs that are no news on a desk."""


@dataclass
class Heap:
    """A pile as the desk shows it: the first lines and the number of all."""

    pile: Pile
    lines: list[Line] = field(default_factory=list)
    total: int = 0

    @property
    def key(self) -> str:
        return self.pile.key

    @property
    def label(self) -> str:
        return self.pile.label


def suggestions(actor: Actor) -> QuerySet:
    """Suggestions in whose way the office is."""
    rows = visible(actor, Suggestion).filter(state__in=("submitted", "registered", "judged"))
    return rows.select_related("author__person", "lead_unit", "merged_into")


def returned() -> Q:
    """A lead unit has handed it back and no unit has it in hand now."""
    shares = Assignment.objects.filter(suggestion=OuterRef("pk"), returned_on__isnull=False)
    return Q(Exists(shares), state="registered")


def not_returned() -> Q:
    return Q(~returned(), state="registered")


def of_visible(actor: Actor, model) -> QuerySet:
    """Rows about a suggestion the actor sees."""
    return model.objects.filter(reachable(actor, Suggestion, "suggestion_id"))


def objections(actor: Actor) -> QuerySet:
    rows = of_visible(actor, Objection).filter(answered_on__isnull=True, suggestion__closed_at__isnull=True)
    return rows.select_related("suggestion", "mandate__person")


def extensions(actor: Actor) -> QuerySet:
    rows = of_visible(actor, Extension).filter(decided_on__isnull=True, suggestion__closed_at__isnull=True)
    return rows.select_related("suggestion", "unit")


def promises(actor: Actor) -> QuerySet:
    rows = visible(actor, Promise).filter(state__in=("open", "shown"))
    return rows.select_related("unit", "suggestion")


def near() -> Q:
    """Promises to be kept within the reach of the first reminder, and those already over."""
    return Q(state="open", due_on__lte=soon_until(clock.today()))


def rhythm(actor: Actor) -> QuerySet:
    return visible(actor, RhythmEvent).filter(state__in=("planned", "held"))


def session_tasks(actor: Actor) -> QuerySet:
    """Steps of the sessions being prepared or wound up that are due soon or over."""
    return tasks_near().filter(work__in=visible(actor, SessionWork).order_by())


def county_items(actor: Actor) -> QuerySet:
    """Items to the county that wait for the office: to be checked, printed, handed in, or closed."""
    rows = visible(actor, Item).filter(state__in=("collected", "checked", "printed", "judged"))
    return rows.exclude(~Q(promise=""), promise_end="")


def assessment_items(actor: Actor) -> QuerySet[AssessmentItem]:
    """Items of the county's assessment without points whose material is wanted soon, or should be there."""
    rows = AssessmentItem.objects.filter(assessment__in=visible(actor, Assessment).order_by(), assessment__state="open")
    rows = rows.filter(settled_on__isnull=True, due_on__lte=soon_until(clock.today()))
    return rows.select_related("assessment")


def leave_requests(actor: Actor) -> QuerySet:
    """Who asked for leave from a session and waits for the answer."""
    rows = LeaveRequest.objects.filter(
        granted__isnull=True, withdrawn_on__isnull=True, attendee__ended_on__isnull=True
    )
    return rows.select_related("attendee__session__term")


def print_list(actor: Actor) -> QuerySet:
    """Notices for those without an account that nobody has passed on yet."""
    rows = visible(actor, Delivery).filter(channel="print", state=DeliveryState.QUEUED)
    return rows.select_related("notice", "person__village", "unit").order_by("notice__made_at", "id")


def line_of_suggestion(row: Suggestion) -> Line:
    who = f"{row.author.person.name}代表" + (f"，{row.lead_unit.name}" if row.lead_unit else "")
    return Line(str(row), who, row.get_absolute_url(), row.state_since)


def line_of_judged(row: Suggestion) -> Line:
    """What stands in the way of closing, or that nothing does."""
    line, answer = line_of_suggestion(row), conditions.may_close(row)
    return replace(line, note=f"{line.note}。{'可以结案归档。' if answer is True else answer}")


def line_of_objection(row: Objection) -> Line:
    note = f"{row.mandate.person.name}代表：{row.text[:60]}"
    return Line(str(row.suggestion), note, row.suggestion.get_absolute_url(), row.made_on)


def line_of_extension(row: Extension) -> Line:
    note = f"{row.unit.name}：{row.reason[:60]}"
    return Line(str(row.suggestion), note, row.suggestion.get_absolute_url(), row.asked_on)


def line_of_promise(row: Promise) -> Line:
    return Line(row.text, f"{row.unit.name}，{row.suggestion.number}", row.get_absolute_url(), row.due_on)


def line_of_event(row: RhythmEvent) -> Line:
    return Line(str(row), row.state_label(), row.get_absolute_url(), row.due_on)


def line_of_task(row: PlanStep) -> Line:
    note = f"{row.work.session}，{row.who}" if row.who else str(row.work.session)
    return Line(row.label, note, row.get_absolute_url(), row.due_on)


def line_of_county_item(row: Item) -> Line:
    note = f"{row.author.person.name}代表，{row.state_label()}"
    return Line(str(row), note, row.get_absolute_url(), row.state_since)


def line_of_assessed(row: AssessmentItem) -> Line:
    return Line(row.title, row.lacking or "材料齐了，等定分", row.get_absolute_url(), row.due_on)


def line_of_leave(row: LeaveRequest) -> Line:
    session = row.attendee.session
    return Line(
        f"{row.attendee.name}请假",
        f"{session}，{row.reason}",
        reverse("session_people:leave-decide", args=[session.pk, row.pk]),
        row.asked_on,
    )


WAITING, DUE, BY_DAY = ("state_since", "id"), ("due_on", "id"), ("due_on", "position", "id")
PILES = (
    Pile("submitted", "待登记", "登记，给出编号", suggestions, WAITING, line_of_suggestion, "pk", in_state("submitted")),
    Pile("registered", "待交办", "交给承办单位", suggestions, WAITING, line_of_suggestion, "pk", not_returned),
    Pile("returned", "退回", "看退回理由，重新交办", suggestions, WAITING, line_of_suggestion, "pk", returned),
    Pile("objections", "代表异议", "答复代表", objections, ("made_on", "id"), line_of_objection, "suggestion_id"),
    Pile("extensions", "延期待批", "同意或者不同意", extensions, ("asked_on", "id"), line_of_extension, "suggestion_id"),
    Pile("judged", "待结案", "决定是否公开，结案归档", suggestions, WAITING, line_of_judged, "pk", in_state("judged")),
    Pile("promises", "承诺到期", "请单位报告办成没有", promises, DUE, line_of_promise, where=near),
    Pile("shown", "承诺待确认", "请代表确认办成没有", promises, DUE, line_of_promise, where=in_state("shown")),
    Pile("rhythm", "督办活动", "开展，记录，归档", rhythm, DUE, line_of_event),
    Pile("leave", "大会请假", "批准或者不批准", leave_requests, ("asked_on", "id"), line_of_leave),
    *supervision_piles.PILES,
    Pile("session", "大会筹备", "按清单办，办好打勾", session_tasks, BY_DAY, line_of_task),
    Pile("assessment", "年终考评缺的材料", "补材料，定分", assessment_items, BY_DAY, line_of_assessed),
    Pile("county", "县人大议案、建议", "把关，编号打印，报送，了结", county_items, WAITING, line_of_county_item),
)
FOR_CHAIR = ("registered", "extensions", "returned", "rhythm", *supervision_piles.FOR_CHAIR, "leave", "session")


def pile(key: str) -> Pile:
    """The pile with this key; KeyError when there is none."""
    return {found.key: found for found in PILES}[key]


def heaps(actor: Actor, keys: tuple[str, ...] = ()) -> list[Heap]:
    """All piles (or those named) with their first lines; one query for each kind of rows."""
    wanted = [one for one in PILES if not keys or one.key in keys]
    together: dict[tuple, list[Pile]] = {}
    for one in wanted:
        together.setdefault((one.among, one.order), []).append(one)
    found: dict[str, Firsts] = {}
    for (among, order), piles in together.items():
        parts = {one.key: one.where() for one in piles}
        if len(parts) == 1:
            found[piles[0].key] = first_of(piles[0].rows(actor), SHOWN)
        else:
            found |= firsts_by(among(actor), parts, order, SHOWN)
    return [Heap(one, [one.line(row) for row in found[one.key].rows], found[one.key].total) for one in wanted]


def lately(actor: Actor) -> list[AuditEntry]:
    """The last sentences of the town's log, without logins; only for those who may read the log."""
    if not actor.has("audit.view"):
        return []
    rows = AuditEntry.objects.filter(town_id=active_town_id()).exclude(verb__in=QUIET)
    return list(rows.order_by("-number")[:LATELY])


@dataclass(frozen=True)
class Safety:
    """When the data were last backed up; ``words`` is empty when nothing needs to be said. ``cost``: what is lost if the
    disk breaks now."""

    at: datetime | None
    verified: bool
    words: str
    cost: str = ""


def safety() -> Safety:
    """The last good backup, and what is wrong about it if it is not of yesterday or today."""
    last, attempt = schedule.last_backup(), schedule.last_attempt()
    if last is None:
        return Safety(None, False, "还没有备份过数据。请系统管理员尽快设置备份。")
    words = ""
    if attempt is not None and not attempt.ok:
        words = f"最近一次备份没有成功：{attempt.message}"
    elif (clock.now() - last.at).days > 1:
        words = "已经不止一天没有备份了，请系统管理员检查备份位置。"
    elif (place := BackupPlace.objects.exclude(problem="").first()) is not None:
        words = f"备份做好了，没有拷到“{place}”：{place.problem}"
    return Safety(last.at, last.verified, words, schedule.risk().words)


def open_shifts() -> int:
    """How many deadlines would move under a new holiday table and wait for a decision."""
    return revision.open_shifts().count()
