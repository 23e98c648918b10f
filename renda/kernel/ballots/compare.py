"""Two keyings of the same count, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renda.kernel.ballots.fields import layout
from renda.kernel.ballots.models import Ballot, CountSheet


@dataclass(frozen=True)
class Difference:
    """A field in which the sheets differ, with what stands in each ("" where one has nothing)."""

    key: str
    label: str
    first: str
    second: str


def differences(ballot: Ballot, sheets: Sequence[CountSheet]) -> list[Difference]:
    """The fields in which two finished sheets differ; none when there is only one sheet."""
    if len(sheets) < len(("first", "second")):
        return []
    one, two = sheets[0], sheets[1]
    plan = layout(ballot)
    words = dict(plan.answers)
    found = []
    for field in plan.fields:
        a, b = one.figures.get(field.key), two.figures.get(field.key)
        if a != b:
            found.append(Difference(field.key, plan.labels[field.key], shown(a, words), shown(b, words)))
    names = {name: [votes, None] for name, votes in one.write_ins}
    for name, votes in two.write_ins:
        names.setdefault(name, [None, None])[1] = votes
    found += [
        Difference("write_ins", f"另选他人 {name}", shown(a, words), shown(b, words))
        for name, (a, b) in sorted(names.items())
        if a != b
    ]
    return found


def shown(value, words) -> str:
    return "" if value is None else words.get(value, str(value))
