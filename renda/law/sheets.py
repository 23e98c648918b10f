"""The arithmetic of a count sheet, before any law is asked: which figures can't be true together.

Whoever keys a sheet (a page, a file) asks here first; ``votes.decide`` and ``elections.decide`` ask again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from renda.law.statements import CountFault


@dataclass(frozen=True)
class Tally:
    """The votes of one candidate, project or write-in, in whole ballots.

    ``votes`` for; ``against`` and ``abstain`` where they were counted (None: not counted).
    ``key`` tells two people of one name apart; it is the name unless given. ``withdrawn``: gave up after
    the ballots were printed.
    """

    name: str
    votes: int
    against: int | None = None
    abstain: int | None = None
    key: str = ""
    withdrawn: bool = False
    write_in: bool = False

    @property
    def id(self) -> str:
        """The key, or the name where no key was given."""
        return self.key or self.name


@dataclass(frozen=True)
class Sheet:
    """Ballots given out, taken back, good and spoiled (whole ballots; ``returned = valid + invalid``)."""

    issued: int
    returned: int
    valid: int
    invalid: int

    @property
    def outnumbered(self) -> bool:
        """Whether more ballots came back than were given out."""
        return self.returned > self.issued


NAMES: Mapping[str, str] = {
    "issued": "发出的票",
    "returned": "收回的票",
    "valid": "有效票",
    "invalid": "无效票",
}


def sheet_faults(sheet: Sheet) -> Iterator[str]:
    """What can't be about the four figures; more back than out is no fault here but an invalid vote."""
    for key, name in NAMES.items():
        if getattr(sheet, key) < 0:
            yield f"{name}是{getattr(sheet, key)}，不能是负数"
    if sheet.valid + sheet.invalid != sheet.returned:
        yield (
            f"有效票{sheet.valid}张加无效票{sheet.invalid}张是{sheet.valid + sheet.invalid}张，"
            f"和收回的{sheet.returned}张对不上，请重新清点"
        )


def tally_faults(sheet: Sheet, tallies: Sequence[Tally], seats: int) -> Iterator[str]:
    """What can't be about the votes of single people, on ballots of ``seats`` marks at most."""
    for key, times in Counter(tally.id for tally in tallies).items():
        if times > 1:
            name = next(t.name for t in tallies if t.id == key)
            yield f"“{name}”出现了{times}次，请合并；确是同名的两个人，请注明区别"
    for tally in tallies:
        if not tally.name.strip():
            yield "有一个人没有写姓名"
        yield from _one_faults(tally, sheet.valid)
    written = {t.name for t in tallies if t.write_in} & {t.name for t in tallies if not t.write_in}
    for name in sorted(written):
        yield f"“{name}”既是候选人又列在另选他人里，请把票数并到候选人名下"
    total, most = sum(tally.votes for tally in tallies), sheet.valid * seats
    if total > most:
        yield (f"赞成票合计{total}票，多于有效票{sheet.valid}张乘应选{seats}名（最多{most}票），请重新清点")


def _one_faults(tally: Tally, valid: int) -> Iterator[str]:
    parts = {"赞成": tally.votes, "反对": tally.against, "弃权": tally.abstain}
    known = {name: number for name, number in parts.items() if number is not None}
    for name, number in known.items():
        if number < 0:
            yield f"“{tally.name}”的{name}票是{number}，不能是负数"
    total = sum(known.values())
    if total > valid:
        what = "、".join(known) + ("合计" if len(known) > 1 else "票")
        yield f"“{tally.name}”的{what}{total}票，多于有效票{valid}张，请重新清点"
    elif len(known) == len(parts) and total < valid:
        yield (
            f"“{tally.name}”的赞成、反对、弃权合计{total}票，比有效票{valid}张少{valid - total}票，"
            "没有画的要计作弃权"
        )


def check(faults: Iterator[str]) -> None:
    """Raises CountFault with every fault, if there is any."""
    found = tuple(faults)
    if found:
        raise CountFault(found)
