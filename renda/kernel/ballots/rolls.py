"""The roll of a vote: deputies with a seat on the day, frozen when the vote is opened."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import QuerySet, Sum

from renda.foundation.chinese.dates import day_zh
from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.ballots import rules
from renda.kernel.ballots.models import Ballot, RollEntry, RollSnapshot
from renda.kernel.people.models import Constituency, Mandate
from renda.kernel.people.register import MandateLevel


def seated(on: date) -> QuerySet[Mandate]:
    """The town's seats in force on a day, in the order of the printed roll."""
    return (
        Mandate.objects.on(on).filter(level=MandateLevel.TOWN).select_related("person", "group", "constituency")
        .order_by("group__position", "group__name", "constituency__number", "person__name", "id")
    )  # fmt: skip


def quota(ballot: Ballot) -> int | None:
    """All seats of the congress, filled or not, where the office takes them as the whole; else None."""
    if not rules.counts_nominal_seats(ballot):
        return None
    return Constituency.objects.aggregate(all=Sum("seats"))["all"] or 0


def entitled(ballot: Ballot) -> int:
    """How many deputies are in office on the day of the vote, as the register stands."""
    return seated(ballot.held_on).order_by().count()


def digest(ballot: Ballot, mandates: list[Mandate]) -> str:
    """A digest of the question, what can be chosen and who is on the roll: it proves that nothing was changed later."""
    return sha256_hex(
        canonical_json(
            {
                "question": [ballot.title, ballot.question, ballot.method, ballot.seats],
                "options": [option.label for option in ballot.options.all()],
                "roll": sorted(str(mandate.pk) for mandate in mandates),
            }
        )
    )


def freeze(ballot: Ballot, *, present: int | None, others: int | None = None) -> RollSnapshot:
    """Write the roll down. ``others``: the number entitled where they are no deputies (voters of a constituency,
    members of a presidium); then nobody is listed. Of a secret vote only the number is kept, never who."""
    if others is not None:
        return RollSnapshot.objects.create(
            ballot=ballot,
            on=ballot.held_on,
            entitled=others,
            present=present,
            digest=digest(ballot, []),
            from_register=False,
        )
    mandates = list(seated(ballot.held_on))
    roll = RollSnapshot.objects.create(
        ballot=ballot, on=ballot.held_on, entitled=len(mandates), quota=quota(ballot), present=present,
        digest=digest(ballot, mandates),
    )  # fmt: skip
    if not ballot.is_secret:
        names = Counter(mandate.person.name for mandate in mandates)
        rows = [
            RollEntry(
                roll=roll, position=position, mandate=mandate, group=mandate.group.name if mandate.group else "",
                name=told_apart(mandate) if names[mandate.person.name] > 1 else mandate.person.name,
            )
            for position, mandate in enumerate(mandates, 1)
        ]  # fmt: skip
        RollEntry.objects.bulk_create(rows)
    return roll


def told_apart(mandate: Mandate) -> str:
    """A name that another deputy has too, with the constituency."""
    place = (
        mandate.constituency.name if mandate.constituency else (mandate.group.name if mandate.group else "")
    )
    return f"{mandate.person.name}（{place or mandate.card_number}）"[:60]


def changed_since(ballot: Ballot) -> str:
    """What has changed in the register since the roll was frozen, in words; "" when nothing has."""
    roll = getattr(ballot, "roll", None)
    if roll is None or not roll.from_register:
        return ""
    mandates = list(seated(roll.on))
    if digest(ballot, mandates) == roll.digest:
        return ""
    return (
        f"冻结名册时应到{roll.entitled}人，现在登记簿上{day_zh(roll.on)}在任{len(mandates)}人。"
        "这次表决仍按冻结的名册算；要按新名册的，作废这一轮，重新表决。"
    )
