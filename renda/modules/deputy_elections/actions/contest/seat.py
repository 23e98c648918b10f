"""Somebody elected becomes a deputy; a person says whether the register knows them already."""

from __future__ import annotations

from renda.kernel.people.changes import ChangeRefused, begin_mandate
from renda.kernel.people.models import Person
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.deputy_elections.models.contest import Credentials
from renda.modules.deputy_elections.models.election import Way
from renda.modules.deputy_elections.procedure.conditions import NEW_PERSON

CAUSES = {Way.GENERAL: "换届选举当选", Way.BY_ELECTION: "补选当选"}


def chosen(step: Step):
    rows = step.matter.elected.filter(credentials=Credentials.VALID, mandate__isnull=True).select_related(
        "candidate"
    )
    return rows.filter(pk=step.data.get("elected") or None).first()


def known_person(step: Step, name: str) -> Person | None:
    """The registered person that was picked; None for somebody new. Raises Refused for another name."""
    key = step.data.get("person")
    if key == NEW_PERSON:
        return None
    found = Person.objects.filter(pk=key, name=name).first()
    if found is None:
        raise Refused([Reason(f"选的不是“{name}”。", "请选同名的人，或者选“新登记”。")])
    return found


def guard(step: Step) -> list[Reason]:
    one, day = chosen(step), step.data.get("from_on")
    if one is None:
        return [Reason("这个人已经登记过代表资格，或者资格没有确认。", "请刷新页面。")]
    if day and day < one.elected_on:
        return [Reason("代表资格不能早于当选日期。", "请核对日期。")]
    return []


def effect(step: Step) -> None:
    contest, one = step.matter, chosen(step)
    person = known_person(step, one.name) or register(one)
    cause = CAUSES[contest.election.way]
    try:
        one.mandate = begin_mandate(
            person,
            contest.election.term,
            step.data["from_on"],
            cause,
            step.actor,
            level="town",
            constituency=contest.constituency,
        )
    except ChangeRefused as refused:
        raise Refused([Reason(str(refused), "请核对届和日期。")]) from refused
    one.person = person
    one.save()


def register(one) -> Person:
    """A new person with the facts that were published about the candidate."""
    facts = one.candidate
    if facts is None:
        return Person.objects.create(name=one.name)
    return Person.objects.create(
        name=one.name,
        gender=facts.gender,
        ethnicity=facts.ethnicity,
        education=facts.education,
        employer=facts.post,
    )
