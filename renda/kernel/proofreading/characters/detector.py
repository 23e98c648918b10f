"""Wrong characters in a text: near misses of fixed terms and names, repetitions, and what the statistics find unusual."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from renda.kernel.proofreading.characters import doubled, names, sounds, terms
from renda.kernel.proofreading.characters.language import KEY, NEAR, SHAPE, SOUND, Language, language
from renda.kernel.proofreading.characters.normal import normal
from renda.kernel.proofreading.characters.scoring import PAIR, SWAP, Proposal, Reader, weights
from renda.kernel.proofreading.findings import Finding, Strength, in_order, place_at

ID = "TXT-19"
STATISTICS = "本机的用语统计"
TERMS = "人大常用词语"
NOT_BUILT = (
    "用语统计还没有建立，错别字暂时只核对固定用语、姓名和写了两遍的字。"
    "系统会在后台自动建立（约一分钟），建立以后请再检查一遍。"
)
REASONS = {
    SOUND: "两个字读音相同，输入时容易选错",
    NEAR: "两个字读音相近，输入时容易选错",
    SHAPE: "两个字字形相近，容易看错",
    KEY: "按错相邻的键会打成这样",
    PAIR: "两个词读音相同或相近，输入时容易选错",
    SWAP: "两个字前后颠倒",
}
SLIPS = {
    terms.OTHER: "有一个字写错",
    terms.MISSING: "漏了一个字",
    terms.DOUBLED: "多了一个字",
    terms.SWAPPED: "两个字前后颠倒",
}


def ready(target: Path | None = None) -> bool:
    """Whether this installation has language statistics."""
    return language(target) is not None


def notes(target: Path | None = None) -> tuple[str, ...]:
    """What a person should know about the reach of the check, in plain words; empty when it is complete."""
    return () if ready(target) else (NOT_BUILT,)


def find(
    paragraphs: Sequence[str], *, known_names: Collection[str] = (), target: Path | None = None
) -> list[Finding]:
    """Wrong characters in ``paragraphs``, in reading order, one finding per place.

    ``known_names``: people of the town's roll; ``target``: folder of the statistics (default: this installation's).
    Without statistics only terms, names and never doubled words are checked (see ``notes``).
    """
    return Detector(language(target), known_names).find(paragraphs)


class Detector:
    """The check with its statistics (or None) and the names it knows, for many texts."""

    def __init__(self, statistics: Language | None, known_names: Collection[str] = ()) -> None:
        self.language = statistics
        self.roll = names.Roll(known_names)

    def find(self, paragraphs: Sequence[str]) -> list[Finding]:
        """As the function ``find``."""
        found: list[Finding] = []
        for number in range(len(paragraphs)):
            found.extend(self._paragraph(paragraphs, number))
        return in_order(found)

    def alike(self, wrong: str, right: str) -> bool:
        """Whether the one may be written for the other: by sound, near sound, or shape."""
        if self.language is not None and right in self.language.alike(wrong):
            return True
        return sounds_alike(wrong, right)

    def _paragraph(self, paragraphs: Sequence[str], number: int) -> Iterator[Finding]:
        text = normal(paragraphs[number])
        taken: set[int] = set()
        for miss in terms.near_misses(text, self.alike):
            if not self._usual(text, miss):
                taken.update(range(miss.start, miss.end))
                yield _term(paragraphs, number, miss)
        for name in names.near_misses(text, self.roll, self.alike):
            if taken.isdisjoint(range(name.start, name.end)):
                taken.update(range(name.start, name.end))
                yield _name(paragraphs, number, name)
        for twice in doubled.repetitions(text, self.language):
            if taken.isdisjoint(range(twice.start, twice.end)):
                taken.update(range(twice.start, twice.end))
                yield _repeated(paragraphs, number, twice)
        if self.language is not None:
            kept = taken | names.unquestioned(text, self.roll)
            for proposal in Reader(self.language, text, kept).proposals():
                strength = strength_of(proposal)
                if strength is not None and taken.isdisjoint(range(proposal.start, proposal.end)):
                    yield _statistical(paragraphs, number, proposal, strength)

    def _usual(self, text: str, miss: terms.NearMiss) -> bool:
        """Whether the statistics know the words as they stand, so that they are no miss of a term."""
        if self.language is None:
            return False
        first, last = max(miss.start, miss.wrong_at - 1), min(miss.end, miss.wrong_at + 2)
        return last - first == 3 and self.language.count(text[first:last]) >= 2


@lru_cache(maxsize=65536)
def sounds_alike(one: str, two: str) -> bool:
    """Whether two characters share a reading, or have readings that are often mixed up."""
    read = sounds.readings((one, two))
    first, second = read.get(one, ()), read.get(two, ())
    return any(a == b or b in sounds.near_sounds(a) for a in first for b in second)


def strength_of(proposal: Proposal) -> Strength | None:
    """How strongly a proposal is said, by the calibrated limits of its channel; None: not at all."""
    doubtful, hint = weights()["limits"][proposal.channel]
    if proposal.chance >= doubtful:
        return "疑似"
    return "提示" if proposal.chance >= hint else None


def _term(paragraphs: Sequence[str], number: int, miss: terms.NearMiss) -> Finding:
    place = place_at(paragraphs, number, miss.start, miss.end)
    certain = len(miss.term) >= terms.CERTAIN_FROM
    return Finding(
        ID,
        "必错" if certain else "疑似",
        place,
        f"“{place.excerpt}”应为“{miss.term}”",
        f"固定用语{SLIPS[miss.kind]}",
        TERMS,
        f"改为“{miss.term}”",
        miss.term,
        rule=f"characters.term.{miss.kind}",
    )


def _name(paragraphs: Sequence[str], number: int, miss: names.NameMiss) -> Finding:
    place = place_at(paragraphs, number, miss.start, miss.end)
    return Finding(
        ID,
        "疑似",
        place,
        f"“{place.excerpt}”与名册中的“{miss.meant}”只差一处",
        "名册里没有这个名字，有一个音形相近的",
        "名册",
        f"请核对，如果是同一个人，改为“{miss.meant}”",
        miss.meant,
        rule="characters.name",
    )


def _repeated(paragraphs: Sequence[str], number: int, twice: doubled.Repeated) -> Finding:
    place = place_at(paragraphs, number, twice.start, twice.end)
    return Finding(
        ID,
        "疑似",
        place,
        f"“{twice.once}”写了两遍",
        "同样的字连着出现，断不成词",
        STATISTICS,
        f"删去一个“{twice.once}”",
        twice.once,
        rule="characters.repeated",
    )


def _statistical(paragraphs: Sequence[str], number: int, proposal: Proposal, strength: Strength) -> Finding:
    place = place_at(paragraphs, number, proposal.start, proposal.end)
    return Finding(
        ID,
        strength,
        place,
        f"“{place.before[-3:]}{place.excerpt}{place.after[:3]}”中的“{place.excerpt}”疑为“{proposal.meant}”",
        REASONS[proposal.channel],
        STATISTICS,
        f"请核对，如果写错，改为“{proposal.meant}”",
        proposal.meant,
        rule=f"characters.{proposal.channel}",
    )
