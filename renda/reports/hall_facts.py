"""What the lists, the seats, the sittings and the elections of a session know about its preparation."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.timezone import localtime

from renda.foundation.chinese.dates import date_zh
from renda.kernel.ballots.models import Ballot
from renda.kernel.ballots.selectors import result_of
from renda.kernel.people.models import CongressSession
from renda.modules.elections.models import Election, ElectionMethod
from renda.modules.sessions import facts, selectors
from renda.modules.sessions.attendance.models import (
    Attendee,
    Capacity,
    HallPlan,
    SeatingChange,
    SessionNotice,
)
from renda.modules.sessions.sittings.models import Programme, ProgrammeKind, Sitting, SittingKind
from renda.modules.sessions.sittings.quorum import quorum_of_session

#: A vote in these states has begun and has no result yet.
COUNTED_NOW = ("open", "counting", "compared")


def day_of(moment: datetime | None) -> date | None:
    return localtime(moment).date() if moment else None


def deputies(session: CongressSession):
    """The deputies on the list who have not been granted leave."""
    return Attendee.objects.of(session).expected().filter(capacity=Capacity.DEPUTY).order_by()


def all_listed(session: CongressSession) -> bool:
    """Whether every deputy in office on the opening day stands on the list; with leave or without."""
    listed = Attendee.objects.of(session).filter(capacity=Capacity.DEPUTY).count()
    return 0 < selectors.base_on(session.opens_on) <= listed


def when_all(session: CongressSession, field: str) -> date | None:
    """The day the last deputy was reached; None while one is missing."""
    rows = deputies(session)
    if not all_listed(session) or rows.filter(**{f"{field}__isnull": True}).exists():
        return None
    return rows.aggregate(last=Max(field))["last"]


def notice_sent(session: CongressSession) -> date | None:
    return when_all(session, "notified_on")


def materials_packed(session: CongressSession) -> date | None:
    return when_all(session, "packed_on")


def materials_handed_out(session: CongressSession) -> date | None:
    return when_all(session, "handed_on")


def cards_printed(session: CongressSession) -> date | None:
    return HallPlan.objects.filter(session=session).values_list("printed_on", flat=True).first()


def seats_settled(session: CongressSession) -> date | None:
    """Every deputy has a seat; the day of the last change of the seats."""
    rows = deputies(session)
    if not all_listed(session) or rows.filter(seat_row__isnull=True).exists():
        return None
    changes = SeatingChange.objects.filter(plan__session=session, undone_at__isnull=True).order_by()
    return day_of(changes.aggregate(last=Max("made_at"))["last"])


def agenda_frozen(session: CongressSession) -> date | None:
    first = Programme.objects.filter(session=session, kind=ProgrammeKind.AGENDA).order_by("n").first()
    return day_of(first.published_at) if first else None


def preparatory_held(session: CongressSession) -> date | None:
    rows = Sitting.objects.filter(
        session=session, kind=SittingKind.PREPARATORY, cancelled_at__isnull=True
    ).order_by()
    return day_of(rows.aggregate(last=Max("closed_at"))["last"])


def election_method(session: CongressSession) -> date | None:
    """The draft stands; what was given up does not count."""
    methods = ElectionMethod.objects.filter(congress_session=session).exclude(state="dropped")
    return day_of(methods.order_by().aggregate(last=Max("opened_at"))["last"])


def ballots_printed(session: CongressSession) -> date | None:
    """The slips of every election of the session are printed; the day of the last."""
    rows = Election.objects.filter(congress_session=session).order_by()
    if rows.filter(printed_on__isnull=True).exists():
        return None
    return rows.aggregate(last=Max("printed_on"))["last"]


def counted(session: CongressSession) -> facts.Attendance | None:
    """The sign-in of the full sitting that matters now; None while nobody has signed in."""
    found = quorum_of_session(session)
    return facts.Attendance(found.present, found.base) if found is not None and found.present else None


def still_going_on(session: CongressSession) -> list[facts.Unfinished]:
    """Sittings that are on, votes without a result, elections on their way."""
    found = [
        facts.Unfinished(f"“{one.title}”还没有散会。", "先到“会上”散会。")
        for one in Sitting.objects.filter(
            session=session, opened_at__isnull=False, closed_at__isnull=True, cancelled_at__isnull=True
        )
    ]
    found += [
        facts.Unfinished(f"“{one.title}”还没有宣布结果。", "先到“表决”宣布结果；不表决了的，作废这一轮。")
        for one in Ballot.objects.filter(congress_session=session, state__in=COUNTED_NOW).order_by(
            "opened_at", "id"
        )
    ]
    elections = Election.objects.filter(congress_session=session).exclude(
        state__in=("decided", "announced", "closed")
    )
    return found + [
        facts.Unfinished(
            f"{one}还没有结果，现在是“{one.state_label()}”。",
            "会上不选了的，请在主席团会议记录里写明。",
            must=False,
        )
        for one in elections.order_by("opened_at", "id")
    ]


def done_for_good(session: CongressSession) -> list[str]:
    """The notice went out, somebody signed in, a sitting was opened."""
    found = [
        f"会议通知{date_zh(one.sent_on)}已经发出。"
        for one in SessionNotice.objects.filter(session=session)[:1]
    ]
    met = Sitting.objects.filter(Q(opened_at__isnull=False) | Q(sign_ins__isnull=False), session=session)
    return found + [
        f"“{one.title}”已经有人签到或者开过会。" for one in met.order_by("begins_at", "id").distinct()[:1]
    ]


def decided(session: CongressSession) -> list[str]:
    """The declared results in the order in which they were declared."""
    rows = Ballot.objects.filter(congress_session=session, declared_at__isnull=False).exclude(state="void")
    results = [result_of(ballot) for ballot in rows.order_by("declared_at", "id")]
    return [result.sentence for result in results if result is not None]


def start() -> None:
    """Tell the sessions; called once when the application is ready."""
    facts.unfinished_with(still_going_on)
    facts.done_for_good_with(done_for_good)
    facts.decided_with(decided)
    facts.attendance_with(counted)
    facts.register("notice_sent", "每位代表都通知到了", notice_sent)
    facts.register("materials_packed", "每位代表的材料都装袋了", materials_packed)
    facts.register("materials_delivered", "每位代表的材料都送到了", materials_handed_out)
    facts.register("cards_printed", "证件、桌签和签到册印好了", cards_printed)
    facts.register("election_method", "选举办法拟好了", election_method)
    facts.register("ballots_printed", "选票印好了", ballots_printed)
    facts.register("seats_settled", "每位代表都有座位了", seats_settled)
    facts.register("agenda_frozen", "议程已公布", agenda_frozen)
    facts.register("preparatory_held", "预备会议开过了", preparatory_held)
