"""Groups of the session and who does what: presidium, secretariat, scrutineers and tellers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.db import transaction

from renda.foundation.chinese.strokes import stroke_key
from renda.foundation.chinese.text import one_line
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Appointment
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import UnitKind
from renda.modules.sessions.attendance import policy
from renda.modules.sessions.attendance.models import (
    Answer,
    Attendee,
    Capacity,
    Duty,
    DutyKind,
    SessionGroup,
)

SCRUTINEERS = "officials-scrutineers"
SIZE, POSTS = "presidium-size", "presidium-members-no-administrative-post"
OVERSEE = (DutyKind.CHIEF_SCRUTINEER, DutyKind.SCRUTINEER)
COUNTING = (*OVERSEE, DutyKind.CHIEF_TELLER, DutyKind.TELLER)
OF_DEPUTIES = (DutyKind.PRESIDIUM, DutyKind.EXECUTIVE, *OVERSEE, DutyKind.BUDGET_REVIEW)
#: Stands last where a reason is all that is asked for.
WITH_REASON = Reason("确实要这样安排的，请写理由。", "理由会记下来。")

#: Each tells who stands for election at a session: (session) → person ids. The elections hang theirs in here.
candidate_sources: list[Callable] = []


def candidates(session) -> set:
    """Everybody who is a candidate at the session, from whoever keeps candidates."""
    return {person for source in candidate_sources for person in source(session)}


def articles_of(rule_id: str) -> tuple[str, ...]:
    return timing.rule(rule_id).articles


# ------------------------------------------------------------------ groups


def save_group(actor: Actor, session, data: Mapping, group: SessionGroup | None = None) -> SessionGroup:
    """Add or change a group: name, place, leader (an attendee of it), position."""
    require_verb(actor, policy.SAVE)
    row = group or SessionGroup(
        session=session, position=SessionGroup.objects.filter(session=session).count() + 1
    )
    row.name = one_line(data["name"])
    row.place = one_line(data.get("place") or "")
    row.leader = data.get("leader")
    same = SessionGroup.objects.filter(session=session, name=row.name).exclude(pk=row.pk)
    if not row.name or same.exists():
        raise Refused([Reason("小组要有名称，而且不能重名。", "请换一个名称。")])
    if row.leader and row.leader.group_id != row.pk:
        raise Refused([Reason(f"{row.leader.name}不在这个小组，不能当组长。", "请先把人分进来。")])
    with transaction.atomic():
        row.save()
        record(actor, "attendance.group", session, {"what": row.name})
    return row


def assign(actor: Actor, session, attendees: Iterable[Attendee], group: SessionGroup | None) -> int:
    """Put people into a group (None: into none); who led another group leads it no more."""
    require_verb(actor, policy.SAVE)
    people = [one for one in attendees if one.session_id == session.pk]
    with transaction.atomic():
        keys = [one.pk for one in people]
        SessionGroup.objects.filter(session=session, leader__in=keys).exclude(
            pk=group.pk if group else None
        ).update(leader=None)
        count = Attendee.objects.filter(pk__in=keys).update(group=group)
        record(actor, "attendance.group", session, {"what": f"{count}人分到{group or '不分组'}"})
    return count


def remove_group(actor: Actor, group: SessionGroup) -> None:
    """Take away an empty group."""
    require_verb(actor, policy.SAVE)
    if Attendee.objects.filter(group=group, ended_on__isnull=True).exists():
        raise Refused([Reason(f"{group.name}里还有人，不能撤掉。", "请先把人分到别的小组。")])
    with transaction.atomic():
        record(actor, "attendance.group", group.session, {"what": f"撤掉{group.name}"})
        group.delete()


# ------------------------------------------------------------------ duties


def give(actor: Actor, attendee: Attendee, kind: str, reason: str = "") -> Duty:
    """Give somebody a duty. What speaks against it is refused until a reason is given; that a member of the
    presidium or a scrutineer has to be a deputy is refused in any case."""
    require(actor, policy.SAVE, attendee)
    found = objections(attendee, kind)
    hard = [one for one in found if one.blocks]
    if hard or (found and not reason.strip()):
        raise Refused(hard or [*found, WITH_REASON])
    with transaction.atomic():
        position = Duty.objects.filter(kind=kind, attendee__session_id=attendee.session_id).count() + 1
        duty, _ = Duty.objects.get_or_create(
            attendee=attendee, kind=kind, defaults={"position": position, "kept_reason": reason.strip()[:200]}
        )
        record(actor, "attendance.duty", attendee, {"what": f"安排为{DutyKind(kind).label}"})
    return duty


def give_all(actor: Actor, people: Iterable[Attendee], kind: str, reason: str = "") -> list[Duty]:
    """The same duty for several people: all of them, or none, with everything that speaks against any of them."""
    made, against = [], []
    with transaction.atomic():
        for one in people:
            try:
                made.append(give(actor, one, kind, reason))
            except Refused as refused:
                against += [why for why in refused.reasons if why not in against]
        if against:
            raise Refused(sorted(against, key=lambda why: why == WITH_REASON))
    return made


def take(actor: Actor, duty: Duty) -> None:
    """End a duty."""
    require(actor, policy.SAVE, duty.attendee)
    with transaction.atomic():
        record(actor, "attendance.duty", duty.attendee, {"what": f"不再担任{duty.get_kind_display()}"})
        duty.delete()


def objections(attendee: Attendee, kind: str) -> list[Reason]:
    """What speaks against giving somebody a duty, with the articles."""
    label = DutyKind(kind).label
    found = []
    if kind in OF_DEPUTIES and attendee.capacity != Capacity.DEPUTY:
        found.append(
            Reason(
                f"{attendee.name}不是代表，不能做{label}。", "请从代表里选。", "presidium-elected-at-session"
            )
        )
    if attendee.answer == Answer.LEAVE:
        found.append(Reason(f"{attendee.name}准了假，不能做{label}。", "请换一个人。", blocks=False))
    barred = kind in COUNTING and timing.rule(SCRUTINEERS).value("exclude_candidates", False)
    if barred and attendee.person_id in candidates(attendee.session):
        words = f"{attendee.name}是候选人，不能做{label}。"
        found.append(Reason(words, "请换一个人。", SCRUTINEERS, articles_of(SCRUTINEERS), blocks=False))
    if kind in (DutyKind.PRESIDIUM, DutyKind.EXECUTIVE) and holds_office(attendee):
        words = f"{attendee.name}在政府任职，主席团成员一般不兼行政职务。"
        found.append(Reason(words, "请看本地规定，或换一个人。", POSTS, articles_of(POSTS), blocks=False))
    return found


def holds_office(attendee: Attendee) -> bool:
    """Does the person lead or work in the government or one of its bodies on the opening day?"""
    kinds = (UnitKind.GOVERNMENT, UnitKind.DEPARTMENT, UnitKind.STATION, UnitKind.COUNTY_DEPARTMENT)
    rows = Appointment.objects.on(attendee.session.opens_on).filter(
        person_id=attendee.person_id, unit__kind__in=kinds
    )
    return attendee.person_id is not None and rows.exists()


def warnings(session) -> list[Reason]:
    """What the lists of duties lack: the size of the presidium, scrutineers, who will not be there, a candidate among
    those who count."""
    rows = list(Duty.objects.filter(attendee__session=session).select_related("attendee"))
    of = {kind: [row for row in rows if row.kind == kind] for kind in DutyKind.values}
    return [*away(rows), *presidium_size(len(of[DutyKind.PRESIDIUM])), *counting(session, of)]


def away(rows: Iterable[Duty]) -> list[Reason]:
    """Who has a duty and will not be there: on leave for the whole session, or no longer on the list."""
    found: dict[Attendee, list[str]] = {}
    for row in rows:
        if row.attendee.state in ("leave", "ended"):
            found.setdefault(row.attendee, []).append(row.get_kind_display())
    return [
        Reason(
            f"{one.name}{'准了假' if one.state == 'leave' else '已经不在名单上'}，还安排了{'、'.join(labels)}。",
            "请换一个人。",
            blocks=False,
        )
        for one, labels in found.items()
    ]


def presidium_size(count: int) -> list[Reason]:
    rule = timing.rule(SIZE)
    low, high = rule.value("min"), rule.value("max")
    if not count or rule.holds(lo=low, hi=high, members=count):
        return []
    words = f"主席团名单有{count}人，应当是{low}到{high}人。"
    return [Reason(words, "请增加或者减少。", SIZE, articles_of(SIZE), blocks=False)]


def counting(session, of: Mapping[str, list[Duty]]) -> list[Reason]:
    """Those who watch and count: enough of them, and no candidate among them."""
    rule = timing.rule(SCRUTINEERS)
    articles = articles_of(SCRUTINEERS)
    found = []
    standing = candidates(session)
    people = {row.attendee.person_id: row for kind in COUNTING for row in of[kind]}
    if rule.value("exclude_candidates", False):
        for person in standing & set(people):
            row = people[person]
            words = f"{row.attendee.name}是候选人，又是{row.get_kind_display()}。"
            found.append(Reason(words, "请换一个人。", SCRUTINEERS, articles, blocks=False))
    few = sum(len(of[kind]) for kind in OVERSEE)
    if standing and few < rule.value("min_scrutineers"):
        words = f"有选举，监票人只有{few}人，至少要{rule.value('min_scrutineers')}人。"
        found.append(Reason(words, "请再安排监票人。", SCRUTINEERS, articles, blocks=False))
    chiefs = len(of[DutyKind.CHIEF_SCRUTINEER])
    if chiefs > rule.value("chief"):
        found.append(
            Reason(
                f"总监票人有{chiefs}人，应当是{rule.value('chief')}人。",
                "请只留一人。",
                SCRUTINEERS,
                articles,
                blocks=False,
            )
        )
    return found


def by_strokes(duties: Iterable[Duty]) -> list[Duty]:
    """A list of people as it is published: by strokes."""
    return sorted(duties, key=lambda row: stroke_key(row.attendee.name))
