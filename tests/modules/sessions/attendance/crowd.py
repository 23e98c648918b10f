"""Many deputies at once: four-character names, and two people with the same name."""

from __future__ import annotations

from renda.kernel.people.models import DeputyGroup, Mandate, Person
from renda.modules.sessions.attendance import roll
from renda.modules.sessions.attendance.models import Attendee
from tests.harness.town import SINCE

SURNAMES = ("欧阳", "司马", "上官", "诸葛", "令狐", "皇甫", "尉迟", "慕容")
FIRST, SECOND = "建国春秀文德志玉海天", "平生华兰清明远芳"


def row_of(session, name: str) -> Attendee:
    return Attendee.objects.get(session=session, name=name, ended_on__isnull=True)


def names(count: int) -> list[str]:
    """Names of four characters; the last is the name of the first once more."""
    made = [f"{SURNAMES[n % 8]}{FIRST[n // 8 % 10]}{SECOND[n // 80 % 8]}" for n in range(count - 1)]
    return [*made, made[0]]


def crowd(town_set, count: int, session=None) -> list[Person]:
    """``count`` deputies in four groups; the two of the same name sit in different ones."""
    groups = [
        DeputyGroup.objects.get_or_create(name=f"第{word}代表小组", defaults={"position": place})[0]
        for place, word in enumerate("一二三四")
    ]
    people = Person.objects.bulk_create(
        [Person(name=name, employer="高岭村党支部书记") for name in names(count)]
    )
    given = {"term": town_set.term, "constituency": town_set.constituency, "from_on": SINCE}
    Mandate.objects.bulk_create(
        [
            Mandate(person=one, group=groups[n % 4], card_number=f"{n:03d}", **given)
            for n, one in enumerate(people)
        ]
    )
    if session is not None:
        roll.sync(town_set.actor("office"), session, roll.compare(session).digest)
    return people
