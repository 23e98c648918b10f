"""Small questions the declarations ask: which choices there are, when a step applies."""

from __future__ import annotations

from renda.foundation.chinese.dates import day_zh
from renda.kernel.people.models import Mandate, Person, Term
from renda.law.candidacies import FURTHER, REVOTE
from renda.modules.deputy_elections import days, selectors
from renda.modules.deputy_elections.models.contest import Credentials

NEW_PERSON = "new"
AGAIN = (REVOTE, FURTHER, "repeat")


def terms(matter) -> list[tuple[str, str]]:
    return [(str(term.pk), f"{term}（{term.starts_on.year}年开始）") for term in Term.objects.order_by("-number")]


def open_steps(election) -> list[tuple[str, str]]:
    """Steps that are ticked by hand and are not yet."""
    derived = days.by_itself(election)
    return [
        (step.key, f"{step.title}（{day_zh(step.on)}）")
        for step in days.calendar(election)
        if step.done_on is None and step.key not in derived and not step.boundary
    ]


def ticked_steps(election) -> list[tuple[str, str]]:
    ticked = set(election.ticks.values_list("key", flat=True))
    return [(step.key, step.title) for step in days.calendar(election) if step.key in ticked]


def has_ticks(election) -> bool:
    return election.ticks.exists()


def all_confirmed(election) -> bool | str:
    """Has every constituency its credentials reviewed?"""
    waiting = election.contests.exclude(state__in=("confirmed", "closed")).count()
    return f"还有{waiting}个选区没有审查确认代表资格。" if waiting else True


def open_objections(contest) -> list[tuple[str, str]]:
    rows = contest.objections.filter(decided_on__isnull=True)
    return [(str(one.pk), f"第{one.number}号：{one.words}") for one in rows]


def answered_objections(contest) -> list[tuple[str, str]]:
    rows = contest.objections.filter(decided_on__isnull=False, sued_on__isnull=True)
    return [(str(one.pk), f"第{one.number}号：{one.words}") for one in rows]


def has_open_objection(contest) -> bool:
    return contest.objections.filter(decided_on__isnull=True).exists()


def has_answered_objection(contest) -> bool:
    return contest.objections.filter(decided_on__isnull=False, sued_on__isnull=True).exists()


def candidates(contest) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.name}（{one.post}）") for one in selectors.standing(contest)]


def has_candidates(contest) -> bool:
    return selectors.standing(contest).exists()


def too_many_candidates(contest) -> bool:
    """Are there more than the law lets stand, so that they are talked over or a primary is held?"""
    found = selectors.numbers(contest, contest.seats, contest.first_round)
    return found.maximum is not None and selectors.standing(contest).count() > found.maximum


def has_to_vote_again(contest) -> bool:
    return selectors.next_key(contest) in AGAIN and selectors.vacancies(contest) > 0


def without_seat(contest) -> list[tuple[str, str]]:
    rows = contest.elected.filter(credentials=Credentials.VALID, mandate__isnull=True)
    return [(str(one.pk), f"{one.name}（{one.votes}票）") for one in rows]


def somebody_has_no_seat(contest) -> bool:
    return bool(without_seat(contest))


def same_names(contest) -> list[tuple[str, str]]:
    """Registered people with the name of somebody elected here, told apart; a name alone decides nothing."""
    names = contest.elected.filter(mandate__isnull=True).values("name")
    known = Person.objects.filter(name__in=names).order_by("name", "id")
    return [(NEW_PERSON, "没有登记过，新登记"), *((str(one.pk), told_apart(one)) for one in known)]


def told_apart(person: Person) -> str:
    seat = Mandate.objects.filter(person=person).select_related("constituency", "term").order_by("-from_on", "id").first()
    facts = [
        person.get_gender_display() if person.gender else "",
        f"{person.birth_on.year}年生" if person.birth_on else "",
        person.employer or person.occupation,
        f"{seat.term}{seat.constituency or ''}代表" if seat else "",
    ]
    return f"{person.name}（{'，'.join(fact for fact in facts if fact) or '没有其他资料'}）"


def recall_passed(recall) -> bool:
    return bool(recall.passed) and recall.mandate.until_on is None
