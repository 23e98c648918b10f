"""Who sits where. Everything follows the one ordered list; every change of seats can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.kernel.documents.cards.pdf import sizes
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import MovedMeanwhile, Refused
from renda.modules.sessions.attendance import ordering, policy
from renda.modules.sessions.attendance.models import (
    Answer,
    Area,
    Attendee,
    DutyKind,
    HallPlan,
    SeatingChange,
    Side,
)

Place = tuple[str, int, int]  # area, row from the front, seat from the left as the hall sees it
ON_ROSTRUM = (DutyKind.EXECUTIVE, DutyKind.SECRETARY_GENERAL, DutyKind.PRESIDIUM)
MOST_ROWS, MOST_SEATS = 60, 60


@dataclass(frozen=True)
class Move:
    """Somebody changes seats; ``old`` or ``new`` empty: had none, has none any more."""

    attendee: Attendee
    old: Place | None
    new: Place | None


def words(place: Place | None) -> str:
    """A place as people read it."""
    if place is None:
        return "没有座位"
    area, row, number = place
    return f"{'主席台' if area == Area.ROSTRUM else ''}{row}排{number}座"


def plan_of(session) -> HallPlan:
    """The hall of the session; a usual one, not saved, where none was set up yet."""
    found = HallPlan.objects.filter(session=session).first()
    if found is not None:
        return found
    usual = sizes()["hall"]
    return HallPlan(
        session=session,
        rows=[usual["seats"]] * usual["rows"],
        aisles=list(usual["aisles"]),
        rostrum_rows=[usual["rostrum"]],
    )


def seats(plan: HallPlan, area: str) -> list[Place]:
    """Every seat of an area somebody may get, row by row from the front."""
    rows = plan.rostrum_rows if area == Area.ROSTRUM else plan.rows
    blocked = set(plan.blocked) if area == Area.HALL else set()
    return [
        (area, row, number)
        for row, count in enumerate(rows, 1)
        for number in range(1, count + 1)
        if f"{row}-{number}" not in blocked
    ]


def place_of(attendee: Attendee) -> Place | None:
    return (attendee.area, attendee.seat_row, attendee.seat_number) if attendee.seat_row is not None else None


def present(session) -> dict:
    """Attendee → place, as they sit now."""
    return {one.pk: place for one in ordering.listed(session) if (place := place_of(one))}


# ------------------------------------------------------------------ what the list gives


def on_rostrum(people: Iterable[Attendee]) -> list[Attendee]:
    """Those whose duty puts them onto the rostrum, in the order of the list."""
    return [one for one in people if {duty.kind for duty in one.duties.all()} & set(ON_ROSTRUM)]


def from_list(plan: HallPlan, people: Sequence[Attendee]) -> dict:
    """Seats for everybody who comes: the rostrum from its middle, the hall row by row. People without a seat because
    the hall is full are left out; see :func:`unseated`."""
    come = [one for one in people if one.answer != Answer.LEAVE]
    top = on_rostrum(come)[: sum(plan.rostrum_rows)]
    raised = {one.pk for one in top}
    found = rostrum(plan, top)
    below = [one for one in come if one.pk not in raised]
    found |= {one.pk: place for one, place in zip(below, seats(plan, Area.HALL), strict=False)}
    return found


def rostrum(plan: HallPlan, people: Sequence[Attendee]) -> dict:
    """The first in the middle, the others to both sides in turn, the side of honour first; the front row first."""
    found: dict = {}
    rest = list(people)
    for row, count in enumerate(plan.rostrum_rows, 1):
        now, rest = rest[:count], rest[count:]
        for one, number in zip(now, from_middle(count, len(now), plan.lead_side), strict=True):
            found[one.pk] = (Area.ROSTRUM.value, row, number)
    return found


def from_middle(seats_in_row: int, people: int, lead_side: str) -> list[int]:
    """The seat of the first, second, third … of ``people`` in a row of ``seats_in_row``, numbered from the left as the
    hall sees it. Left of the first is the hall's right."""
    left_of_row = (seats_in_row - people) // 2
    step = 1 if lead_side == Side.LEFT else -1
    middle = (people + 1) // 2 if step == 1 else people // 2 + 1
    order = [middle]
    for distance in range(1, people):
        order += [middle + step * distance, middle - step * distance]
    return [left_of_row + number for number in order if 1 <= number <= people][:people]


def moves(session, wanted: Mapping) -> list[Move]:
    """Who would change seats, in the order of the list."""
    found = []
    for one in ordering.listed(session):
        old, new = place_of(one), wanted.get(one.pk)
        if old != new:
            found.append(Move(one, old, new))
    return found


def reflowed(session) -> dict:
    """Seats after somebody went on leave: those behind close up in the order they sit in, nobody jumps."""
    plan, people = plan_of(session), ordering.listed(session)
    sitting = [one for one in people if one.answer != Answer.LEAVE]
    here = {one.pk: place_of(one) for one in sitting}
    seated = sorted(
        (one for one in sitting if here[one.pk] and here[one.pk][0] == Area.HALL),
        key=lambda one: here[one.pk],
    )
    late = [
        one
        for one in sitting
        if here[one.pk] is None and one.pk not in {each.pk for each in on_rostrum(sitting)}
    ]
    top = sorted(
        (one for one in sitting if here[one.pk] and here[one.pk][0] == Area.ROSTRUM), key=lambda one: one.rank
    )
    found = rostrum(plan, top) if any(one.answer == Answer.LEAVE and one.area == Area.ROSTRUM for one in people) else {
        one.pk: here[one.pk] for one in top
    }  # fmt: skip
    found |= {one.pk: place for one, place in zip([*seated, *late], seats(plan, Area.HALL), strict=False)}
    return found


def unseated(session) -> list[Attendee]:
    """Who comes and has no seat."""
    return [one for one in ordering.listed(session) if one.answer != Answer.LEAVE and one.seat_row is None]


def empty_by_leave(session) -> list[Attendee]:
    """Who is on leave and still has a seat."""
    return [
        one for one in ordering.listed(session) if one.answer == Answer.LEAVE and one.seat_row is not None
    ]


# ------------------------------------------------------------------ writing


def apply(
    actor: Actor, session, wanted: Mapping, what: str, version: int | None = None
) -> SeatingChange | None:
    """Seat everybody as ``wanted`` (attendee key → place; who is missing loses the seat) and keep the way back.

    Raises MovedMeanwhile when the plan is no longer at ``version``; returns None when nobody moves.
    """
    require_verb(actor, policy.SEAT)
    with transaction.atomic():
        plan = claim(session, version)
        changed = moves(session, wanted)
        if not changed:
            return None
        write(changed)
        change = SeatingChange.objects.create(
            plan=plan, what=what[:200], made_by=actor.label[:40],
            before={str(move.attendee.pk): move.old for move in changed},
            after={str(move.attendee.pk): move.new for move in changed},
        )  # fmt: skip
        record(actor, "attendance.seat", session, {"what": what})
    return change


def claim(session, version: int | None) -> HallPlan:
    """Lock the plan and count its version up."""
    plan = HallPlan.objects.select_for_update().filter(session=session).first()
    if plan is None:
        plan = plan_of(session)
        plan.save()
    if version is not None and plan.version != version:
        raise MovedMeanwhile([Reason("刚才有别人动了座次。", "下面是最新的座次，请再看一看。")])
    plan.version += 1
    plan.save(update_fields=["version"])
    return plan


def write(changed: Sequence[Move]) -> None:
    """Empty all the seats first, so that two people may change places."""
    people = [move.attendee for move in changed]
    Attendee.objects.filter(pk__in=[one.pk for one in people]).update(
        area="", seat_row=None, seat_number=None
    )
    for move in changed:
        move.attendee.area, move.attendee.seat_row, move.attendee.seat_number = move.new or ("", None, None)
    Attendee.objects.bulk_update(people, ["area", "seat_row", "seat_number"], batch_size=200)


def seat_all(actor: Actor, session, version: int | None = None) -> SeatingChange | None:
    """Seat everybody anew by the list."""
    plan = plan_of(session)
    return apply(actor, session, from_list(plan, ordering.listed(session)), "按名单排座", version)


def put(
    actor: Actor, session, attendee: Attendee, target: Place | None, version: int | None = None
) -> SeatingChange | None:
    """Put somebody onto a seat; whoever sits there changes places with him. None: off the seat."""
    plan, wanted = plan_of(session), present(session)
    if target is not None and target not in set(seats(plan, target[0])):
        raise Refused([Reason(f"会场里没有{words(target)}，或者这个座位不坐人。", "请换一个座位。")])
    if attendee.answer == Answer.LEAVE and target is not None:
        raise Refused([Reason(f"{attendee.name}已经准假，不用排座。")])
    other = next((key for key, place in wanted.items() if place == target and key != attendee.pk), None)
    old = wanted.get(attendee.pk)
    wanted.pop(attendee.pk, None)
    if target is not None:
        wanted[attendee.pk] = target
    what = f"{attendee.name}坐到{words(target)}" if target else f"{attendee.name}离开座位"
    if other is not None:
        wanted.pop(other)
        if old is not None:
            wanted[other] = old
        what += "，与原来坐的人对调" if old else "，原来坐的人空出来"
    return apply(actor, session, wanted, what, version)


def last_change(session) -> SeatingChange | None:
    """What 'undo' would take back."""
    return (
        SeatingChange.objects.filter(plan__session=session, undone_at__isnull=True)
        .order_by("-made_at", "-id")
        .first()
    )


def undo(actor: Actor, session) -> SeatingChange:
    """Take back the last change that was not taken back yet. Who went on leave meanwhile stays away."""
    require_verb(actor, policy.SEAT)
    with transaction.atomic():
        plan = claim(session, None)
        change = last_change(session)
        if change is None:
            raise Refused([Reason("没有可以收回的变动了。")])
        people = {str(one.pk): one for one in ordering.listed(session)}
        back = [
            Move(people[key], place_of(people[key]), tuple(old) if old else None)
            for key, old in change.before.items()
            if key in people
        ]
        free_places(session, plan, back)
        write(back)
        change.undone_at = clock.now()
        change.save(update_fields=["undone_at"])
        record(actor, "attendance.seat", session, {"what": f"收回：{change.what}"})
    return change


def free_places(session, plan: HallPlan, back: Sequence[Move]) -> None:
    """Taking back is refused where a seat is gone from the hall or somebody else sits there by now."""
    standing = set(seats(plan, Area.HALL)) | set(seats(plan, Area.ROSTRUM))
    movers = {move.attendee.pk for move in back}
    taken = {place: key for key, place in present(session).items() if key not in movers}
    if any(move.new and (move.new not in standing or move.new in taken) for move in back):
        raise Refused([Reason("会场或者座位已经变了，收不回来。", "请直接改座位。")])


# ------------------------------------------------------------------ the hall


def save_hall(actor: Actor, session, data: Mapping) -> HallPlan:
    """Set up the hall: rows, rostrum_rows (seats of each row), aisles, blocked, order_rule, lead_side. Whoever would
    lose the seat is named and nothing is changed."""
    require_verb(actor, policy.SEAT)
    plan = plan_of(session)
    for key in ("rows", "rostrum_rows", "aisles", "blocked", "order_rule", "lead_side"):
        if key in data:
            setattr(plan, key, data[key])
    check_hall(plan)
    standing = set(seats(plan, Area.HALL)) | set(seats(plan, Area.ROSTRUM))
    lost = [one for one in ordering.listed(session) if (place := place_of(one)) and place not in standing]
    if lost:
        names = "、".join(one.name for one in lost[:10]) + ("等" if len(lost) > 10 else "")
        raise Refused(
            [Reason(f"这样改，{names}的座位就没有了。", "请先请他们坐到别处，或者改完以后按名单重新排。")]
        )
    plan.version += 1
    with transaction.atomic():
        plan.save()
        record(actor, "attendance.hall", plan)
    return plan


def check_hall(plan: HallPlan) -> None:
    """Rows and seats in sensible numbers."""
    for label, rows in (("会场", plan.rows), ("主席台", plan.rostrum_rows)):
        if len(rows) > MOST_ROWS or any(not 1 <= count <= MOST_SEATS for count in rows):
            raise Refused(
                [Reason(f"{label}的排数或座数不对。", f"最多{MOST_ROWS}排，每排1到{MOST_SEATS}座。")]
            )
    if not plan.rows:
        raise Refused([Reason("会场还没有一排座位。")])
    plan.aisles = sorted({aisle for aisle in plan.aisles if 1 <= aisle < max(plan.rows)})
    known = {f"{row}-{number}" for row, count in enumerate(plan.rows, 1) for number in range(1, count + 1)}
    plan.blocked = [seat for seat in dict.fromkeys(plan.blocked) if seat in known]


def clear_then_save_hall(actor: Actor, session, data: Mapping) -> HallPlan:
    """Set up the hall though people lose their seats: all are seated anew by the list, which can be taken back."""
    with transaction.atomic():
        apply(actor, session, {}, "改会场，座位清空")
        plan = save_hall(actor, session, data)
        seat_all(actor, session)
    return plan
