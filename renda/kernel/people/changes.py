"""What happens to seats and posts: they begin on a day and end on a day for a reason; nothing is erased.

Access follows by itself, because roles are read from seats and posts in force on the day.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Appointment, Mandate, Person, Term

ENDINGS_RULE = "deputy-qualification-end"
CAUSES = {
    "resignation_accepted": "辞职被接受",
    "ordered_resignation_accepted": "责令辞职被接受",
    "recalled": "被罢免",
    "death": "去世",
    "moved_out": "迁出或者调离本行政区域",
    "two_unapproved_absences": "未经批准两次不出席大会",
    "lost_nationality": "丧失国籍",
    "deprived_of_political_rights": "被剥夺政治权利",
    "lost_capacity": "丧失行为能力",
}
TERM_OVER = "届满"
BEGINNINGS = ("换届选举当选", "补选当选", "重新选举当选")


def ending_causes() -> list[str]:
    """The causes that end a seat under the law in force, the usual ones first, and the end of the term."""
    in_law = timing.rule(ENDINGS_RULE).value("causes")
    return [*(words for key, words in CAUSES.items() if key in in_law), TERM_OVER]


class ChangeRefused(Exception):
    """Nothing was changed; the message says what to put right."""


def end_mandate(mandate: Mandate, until_on: date, cause: str, actor: Actor) -> Mandate:
    """End a seat; ``until_on`` is the last day on which the person is a deputy.

    Raises ChangeRefused when it has ended already or would end before it began.
    """
    if mandate.until_on is not None:
        raise ChangeRefused("这项代表资格已经终止过了，不用再办。")
    if until_on < mandate.from_on:
        raise ChangeRefused(f"终止日期不能早于任职起始日期（{mandate.from_on}）。")
    mandate.until_on, mandate.end_cause = until_on, cause
    with transaction.atomic():
        mandate.save(update_fields=["until_on", "end_cause"])
        record(
            actor, "mandate.change", mandate, {"change": f"{cause}，最后一天{until_on}", "until_on": until_on}
        )
    return mandate


def begin_mandate(
    person: Person, term: Term, from_on: date, cause: str, actor: Actor, **seat: object
) -> Mandate:
    """Give ``person`` a seat from ``from_on``; ``seat``: level, constituency, group, card_number.

    Raises ChangeRefused when the person holds a seat of that level on that day, or the term has not begun.
    """
    if from_on < term.starts_on or (term.ends_on and from_on > term.ends_on):
        raise ChangeRefused(f"起始日期不在{term}之内（{term.starts_on}开始），请核对。")
    held = Mandate.objects.on(from_on).filter(person=person, level=seat.get("level") or "town")
    if held.exists():
        raise ChangeRefused("这个人在这一天已经有同一级的代表资格，不能重复登记。")
    with transaction.atomic():
        mandate = Mandate.objects.create(person=person, term=term, from_on=from_on, **seat)
        record(actor, "mandate.change", mandate, {"change": f"{cause}，自{from_on}起", "from_on": from_on})
    return mandate


def begin_appointment(actor: Actor, **post: object) -> Appointment:
    """Register a post: person, unit, post, role, from_on, paper.

    Raises ChangeRefused when the person holds the same role in the same body on that day.
    """
    held = Appointment.objects.on(post["from_on"]).filter(
        person=post["person"], unit=post["unit"], role=post["role"]
    )
    if held.exists():
        raise ChangeRefused("这个人在这个单位已经有同样的任职，不用重复登记。")
    with transaction.atomic():
        made = Appointment.objects.create(**post)
        record(
            actor,
            "appointment.begin",
            made,
            {"role": made.role, "paper": made.paper, "from_on": made.from_on},
        )
    return made


def end_appointment(appointment: Appointment, until_on: date, actor: Actor) -> Appointment:
    """End a post; ``until_on`` is its last day.

    Raises ChangeRefused when it has ended, would end before it began, or is the last post that can work in the
    office: nobody could open an account any more.
    """
    if appointment.until_on is not None:
        raise ChangeRefused("这项任职已经终止过了，不用再办。")
    if until_on < appointment.from_on:
        raise ChangeRefused(f"终止日期不能早于任职日期（{appointment.from_on}）。")
    if appointment.role == "office":
        others = Appointment.objects.filter(role="office", until_on__isnull=True).exclude(pk=appointment.pk)
        if not others.exists():
            raise ChangeRefused("这是人大办唯一在任的工作人员。请先登记接任的人，再终止这项任职。")
    appointment.until_on = until_on
    with transaction.atomic():
        appointment.save(update_fields=["until_on"])
        record(actor, "appointment.end", appointment, {"until_on": until_on})
    return appointment
