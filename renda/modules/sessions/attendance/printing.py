"""Everything for the hall out of the one ordered list: plates, badges, book, slips, labels, the plan of the hall."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.audit.record import record
from renda.kernel.documents.cards import kit
from renda.kernel.documents.cards.guests import Guest
from renda.kernel.documents.cards.seating import Hall
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import TownProfile
from renda.modules.sessions.attendance import handouts, ordering, policy, seating
from renda.modules.sessions.attendance.models import Answer, Area, Attendee, Capacity, HallPlan
from renda.modules.sessions.selectors import base_on

CODE = "RENDA:"  # stands before the token in the code of a badge
ALL = ("plates", "badges", "sign_in", "slips", "labels", "seating")
BEGINNING = (2000, 1, 1, 0, 0, 0)  # the same archive for the same list


def badge_code(attendee: Attendee) -> str:
    """What the code on the badge says: a mark and a random text, nothing of the person."""
    return f"{CODE}{attendee.token}"


def token_of(scanned: str) -> str:
    """The token out of what a scanner read."""
    return scanned.strip().removeprefix(CODE)


def told_apart(people: Iterable[Attendee]) -> dict:
    """Attendee → what is printed beside the name of people with the same name: group, else post, else the number of the
    deputy's card, else capacity and a number."""
    people = list(people)
    names = Counter(one.name for one in people)
    found: dict = {}
    for one in people:
        if names[one.name] < 2:
            continue
        same = [each for each in people if each.name == one.name]
        for words in (
            group_words,
            lambda each: each.post,
            lambda each: f"{group_words(each)} {each.post}".strip(),
            card_words,
        ):
            mine = words(one)
            if mine and sum(words(each) == mine for each in same) == 1:
                found[one.pk] = mine
                break
        else:
            found[one.pk] = f"{one.get_capacity_display()}{same.index(one) + 1}"
    return found


def group_words(one: Attendee) -> str:
    return one.group.name if one.group_id else ""


def card_words(one: Attendee) -> str:
    return f"代表证{one.mandate.card_number}" if one.mandate_id and one.mandate.card_number else ""


def guest_of(one: Attendee, apart: dict, materials: tuple = ()) -> Guest:
    """A person as the kit prints it."""
    return Guest(
        name=one.name, post=one.post, group=group_words(one), seat=f"{one.seat_row}-{one.seat_number}" if one.seat_row else "",
        number=one.mandate.card_number if one.mandate_id else "", capacity=one.get_capacity_display(), rank=one.rank,
        code=badge_code(one), note=apart.get(one.pk, ""), on_rostrum=one.area == Area.ROSTRUM, materials=materials,
    )  # fmt: skip


def listed(session, capacities: Sequence[str] = (), *, comers_only: bool = True) -> list[Attendee]:
    """The ordered list of those who come, of all capacities or some."""
    people = ordering.listed(session)
    if comers_only:
        people = [one for one in people if one.answer != Answer.LEAVE]
    return [one for one in people if not capacities or one.capacity in capacities]


def event_of(session, plan: HallPlan, venue: str = "") -> kit.Event:
    """What the people come for, as the kit wants it."""
    return kit.Event(str_of(session), date_zh(session.opens_on), venue, hall=hall_of(plan), fixed=True)


def str_of(session) -> str:
    """The session as it is printed: 云岭镇第十九届人民代表大会第五次会议."""
    number = to_chinese(session.number)
    return f"{TownProfile.current().town.name}{session.term}人民代表大会第{number}次会议"


def hall_of(plan: HallPlan) -> Hall:
    return Hall(tuple(plan.rows), tuple(plan.aisles), tuple(plan.blocked), tuple(plan.rostrum_rows))


def make(
    session,
    key: str,
    *,
    capacities: Sequence[str] = (),
    file_format: str = "pdf",
    paper: str = "a4",
    venue: str = "",
) -> kit.Made:
    """One kind of print for everybody who comes.

    Args:
        key: a key of ``kit.KINDS``.
        capacities: only these, all when empty.
        paper: ``a4`` or ``a3`` for the plan of the hall.

    Raises:
        Refused: nobody to print for, or nothing for the folders.
        kit.NothingToPrint: the kind has no such format.
    """
    people = listed(session, capacities)
    if not people:
        raise Refused([Reason("名单上没有要印的人。", "请先列入参会人员。")])
    apart = told_apart(ordering.listed(session))
    plan = seating.plan_of(session)
    event = event_of(session, plan, venue)
    if key == "slips":
        return slips(session, people, event, apart)
    if key == "sign_in":
        event = replace(with_venue(event, session, venue), entitled=entitled(session, capacities))
    return kit.make(key, [guest_of(one, apart) for one in people], event, file_format, paper)


def entitled(session, capacities: Sequence[str]) -> int | None:
    """应到 of the book: the deputies in office, also those on leave; None where the book is only for others."""
    return base_on(session.opens_on) if not capacities or Capacity.DEPUTY in capacities else None


def with_venue(event: kit.Event, session, venue: str) -> kit.Event:
    days = date_zh(session.opens_on)
    if session.closes_on != session.opens_on:
        days += f"至{date_zh(session.closes_on)}"
    return replace(event, held_at=days, venue=venue)


def slips(session, people: Sequence[Attendee], event: kit.Event, apart: dict) -> kit.Made:
    """A packing slip for everybody with what belongs in this very folder."""
    found = handouts.folders(session, people)
    found = [folder for folder in found if folder.items]
    if not found:
        raise Refused([Reason("还没有要装袋的材料。", "请先在“材料和装袋”里列出材料。")])
    guests = [
        guest_of(
            folder.attendee, apart, tuple((material.title, material.copies) for material in folder.items)
        )
        for folder in found
    ]
    return kit.make("slips", guests, event)


def everything(session, *, venue: str = "", paper: str = "a4") -> bytes:
    """All kinds in one run, packed into one archive. What can't be made yet is told in a note inside."""
    buffer, notes = io.BytesIO(), []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, key in enumerate(ALL, 1):
            try:
                made = make(session, key, paper=paper, venue=venue)
            except (Refused, kit.NothingToPrint) as problem:
                notes.append(f"{kit.KINDS[key].label}：{problem}")
                continue
            archive.writestr(zipfile.ZipInfo(f"{number}{kit.KINDS[key].label}.pdf", BEGINNING), made.bytes)
            if made.missing_chars:
                notes.append(
                    f"{kit.KINDS[key].label}：本机没有这些字的字体，印成〓：{''.join(made.missing_chars)}"
                )
        if notes:
            archive.writestr(
                zipfile.ZipInfo("没有做成的.txt", BEGINNING), "\r\n".join(notes).encode("utf-8-sig")
            )
    return buffer.getvalue()


def capacity_words(capacities: Sequence[str]) -> str:
    return "、".join(Capacity(key).label for key in capacities)


def mark_printed(actor: Actor, session) -> None:
    """The cards and the sign-in book are on paper: from now on nobody's number changes by itself."""
    require_verb(actor, policy.SEAT)
    with transaction.atomic():
        plan = seating.claim(session, None)
        plan.printed_on = clock.today()
        plan.save(update_fields=["printed_on"])
        record(actor, "attendance.seat", session, {"what": "桌签、证件、签到册印好了"})
