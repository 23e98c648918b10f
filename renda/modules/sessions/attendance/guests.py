"""Those who are not deputies: proposed from the units' leaders and the rulebook, typed by hand, taken off again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from renda.foundation.chinese.names import normalize_name
from renda.foundation.chinese.text import one_line
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Appointment, Mandate, Person
from renda.kernel.people.register import MandateLevel
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import TownProfile, Unit
from renda.law import majorities
from renda.modules.sessions.attendance import ordering, policy, roll
from renda.modules.sessions.attendance.models import Attendee, Capacity, HallPlan, OrderRule

BY_LAW, BY_PRESIDIUM = "session-observers-statutory", "session-observers-by-presidium"
HEADS = {"township_head": ("镇长", "乡长"), "deputy_township_heads": ("副镇长", "副乡长")}
CAPPED = {"beijing": "11"}  # key of the rule → beginning of the place code
LEADER_ROLES = ("leader", "unit_leader")
EDITABLE = ("capacity", "name", "post", "group", "phone", "needs", "note", "basis")


@dataclass(frozen=True)
class Proposal:
    """Somebody who might sit in without a vote. ``must``: by law; ``rule``: where that stands."""

    person: Person
    unit: Unit | None
    post: str
    basis: str
    rule: str
    must: bool = False

    @property
    def key(self) -> str:
        return str(self.person.pk)


def proposals(session) -> list[Proposal]:
    """Who is not on the list yet and belongs there by law or usually: government leaders, heads of units and
    villages, county deputies elected here. Those the law names come first."""
    taken = {one.person_id for one in Attendee.objects.of(session)}
    taken |= {mandate.person_id for mandate in roll.in_office(session)}
    wanted = timing.rule(BY_LAW).value("must_attend")
    found: dict = {}
    posts = (
        Appointment.objects.on(session.opens_on)
        .filter(role__in=LEADER_ROLES)
        .select_related("person", "unit")
    )
    for post in posts.order_by("unit__position", "unit__name", "person__name", "id"):
        must = by_law(post.post, wanted)
        rule, basis = (BY_LAW, "政府领导人员") if must else (BY_PRESIDIUM, "单位负责人")
        words = f"{post.unit.short_name or post.unit.name}{post.post}"
        if post.person_id not in found or must:
            found[post.person_id] = Proposal(post.person, post.unit, words, basis, rule, must)
    county = Mandate.objects.on(session.opens_on).filter(level=MandateLevel.COUNTY).select_related("person")
    for seat in county.order_by("person__name", "id"):
        found.setdefault(
            seat.person_id, Proposal(seat.person, None, seat.person.employer, "在本地选出的县级代表", BY_LAW)
        )
    return sorted((one for key, one in found.items() if key not in taken), key=lambda one: not one.must)


def by_law(post: str, wanted: Iterable[str]) -> bool:
    """Does the law name the holders of this post among those who sit in?"""
    return any(post.endswith(word) for key in wanted for word in HEADS.get(key, ()))


def add_observers(actor: Actor, session, keys: Iterable[str]) -> list[Attendee]:
    """Put the chosen proposals on the list."""
    require_verb(actor, policy.SAVE)
    chosen = set(keys)
    rows = [
        Attendee(
            session=session, person=one.person, unit=one.unit, capacity=Capacity.OBSERVER, name=one.person.name,
            post=one.post[: roll.POST_LENGTH], basis=one.basis,
        )
        for one in proposals(session)
        if one.key in chosen
    ]  # fmt: skip
    if not rows:
        raise Refused([Reason("还没有选人。", "请在要请的人前面打勾。")])
    with transaction.atomic():
        put_on_list(session, rows)
        record(actor, "attendance.save", session, {"what": f"列席{len(rows)}人"})
    return rows


def put_on_list(session, rows: list[Attendee]) -> None:
    """Write new rows and give them their place in the order."""
    Attendee.objects.bulk_create(rows)
    plan = HallPlan.objects.filter(session=session).first()
    ordering.insert(session, rows, plan.order_rule if plan else OrderRule.GROUP)


def save_guest(actor: Actor, session, data: Mapping, attendee: Attendee | None = None) -> Attendee:
    """Add somebody typed by hand, or change somebody on the list.

    ``data``: name, capacity, post, group, phone, needs, note, basis. A deputy is made by the roll alone, and keeps
    the name and post of the roll.
    """
    require_verb(actor, policy.SAVE)
    one = attendee or Attendee(session=session)
    if attendee is not None:
        require(actor, policy.SAVE, attendee)
    given = {key: data[key] for key in EDITABLE if key in data}
    if attendee is not None and attendee.capacity == Capacity.DEPUTY:
        given = {key: value for key, value in given.items() if key in ("group", "phone", "needs", "note")}
    elif given.get("capacity") == Capacity.DEPUTY:
        raise Refused(
            [Reason("代表要从名册取，不能手写。", "请按“按名册核对代表”；名册上没有的，先到代表名册登记。")]
        )
    for key, value in given.items():
        setattr(one, key, one_line(value) if isinstance(value, str) else value)
    one.name = normalize_name(one.name)
    if not one.name:
        raise Refused([Reason("还没有写姓名。")])
    with transaction.atomic():
        if attendee is None:
            put_on_list(session, [one])
        else:
            one.save()
        record(actor, "attendance.save", one, {"what": one.get_capacity_display()})
    return one


def end(actor: Actor, attendee: Attendee, why: str) -> None:
    """Take somebody off the list, with the reason. A deputy in office stays: leave is asked for."""
    require(actor, policy.SAVE, attendee)
    if not why.strip():
        raise Refused([Reason("还没有写理由。", "请写为什么不再列入。")])
    if attendee.capacity == Capacity.DEPUTY and attendee.person_id in {
        m.person_id for m in roll.in_office(attendee.session)
    }:
        raise Refused(
            [
                Reason(
                    f"{attendee.name}还是代表，不能移出名单。",
                    "不能来的请办请假；资格终止的请先在代表名册办理，再按名册核对。",
                )
            ]
        )
    with transaction.atomic():
        roll.take_off(attendee, why.strip())
        record(actor, "attendance.end", attendee, {"why": why.strip()})


def observer_warnings(session) -> list[Reason]:
    """Who the law wants to sit in and is not on the list; too many where the place has a cap."""
    reasons = []
    missing = [one for one in proposals(session) if one.must]
    if missing:
        rule = timing.rule(BY_LAW)
        names = "、".join(one.person.name for one in missing)
        articles = rule.articles
        reasons.append(
            Reason(f"政府领导人员还没有列席：{names}。", "请列入名单。", BY_LAW, articles, blocks=False)
        )
    return [*reasons, *too_many(session)]


def too_many(session) -> list[Reason]:
    """The cap on observers where the place's rules set one."""
    rule = timing.rule(BY_PRESIDIUM)
    code = TownProfile.current().place_code
    place = next(
        (key for key, prefix in CAPPED.items() if code.startswith(prefix) and rule.value(f"cap.{key}", None)),
        None,
    )
    if place is None:
        return []
    counts = Attendee.objects.of(session).order_by()
    observers = counts.filter(capacity=Capacity.OBSERVER).count()
    total = counts.filter(capacity=Capacity.DEPUTY).count()
    if majorities.meets(observers, total, rule.share(f"cap.{place}")):
        return []
    articles = rule.articles
    return [
        Reason(
            f"列席{observers}人，代表{total}人，列席的太多了。",
            "请减少列席人员。",
            BY_PRESIDIUM,
            articles,
            blocks=False,
        )
    ]
