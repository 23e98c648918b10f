"""What may have been meant at a place, and how much speaks for it.

A noisy channel: for every place that the statistics find unusual, what the same sound, a near sound, a similar shape, a
missed key or swapped fingers could have made of something usual. Each proposal is weighed by a logistic regression over
a dozen facts; its weights (``weights.yaml``) were fitted on development sentences and on our own open set.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from renda.kernel.proofreading.characters.language import KEY, NEAR, REACH, SHAPE, SOUND, Language
from renda.kernel.proofreading.characters.normal import MARK, is_han
from renda.kernel.proofreading.characters.sounds import keyboard_slips, near_sounds

PAIR, SWAP = "pair", "swap"  # a whole word for another of the same sound; two characters in the wrong order
CHANNELS = (SOUND, NEAR, SHAPE, KEY, PAIR, SWAP)
FEATURES = (
    "gain", "cut", "seen_before", "seen_after", "often_before", "often_after", "word_before", "word_after",
    "usual_before", "usual_after", "near", "shape", "key", "pair", "swap", "single", "new_word", "new_word_usual",
    "lost_word", "pairs_before", "pairs_after", "weakest_before", "weakest_after", "margin",
)  # fmt: skip
MOST_MARGIN = 6.0
LEAST_GAIN = 3.0
LEAST_SURPRISE = (
    4.0  # mean of minus the logarithm over a place and what follows, below which it is not questioned
)
WEIGHED = 2  # proposals per place that are weighed in full
NUMERALS = frozenset(
    "〇零一二三四五六七八九十百千万亿"
)  # figures are checked by what they say, not by how usual they are
CUT_REACH = 4
LONGEST_PIECE, LONGEST_WORD = 4, 4


@dataclass(frozen=True)
class Proposal:
    """``text[start:end]`` may have been meant as ``meant``; ``facts`` in the order of FEATURES."""

    start: int
    end: int
    meant: str
    channel: str
    facts: tuple[float, ...]
    chance: float


@lru_cache(maxsize=1)
def weights() -> dict:
    """Weights, constant and thresholds, from the file beside this one."""
    return yaml.safe_load((Path(__file__).parent / "weights.yaml").read_text("utf-8"))


def chance(facts: tuple[float, ...], weighing: dict) -> float:
    """Probability that the proposal is right, by the fitted weights."""
    table = weighing["weights"]
    total = weighing["constant"] + sum(table[name] * fact for name, fact in zip(FEATURES, facts, strict=True))
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


def piece_seen(language: Language, text: str, start: int, end: int) -> tuple[int, float]:
    """Length of the longest counted piece over ``start`` to ``end``, and the logarithm of its count."""
    for size in range(LONGEST_PIECE, 1, -1):
        if size < end - start:
            break
        first, last = max(0, end - size), min(start, len(text) - size)
        most = max((language.count(text[at : at + size]) for at in range(first, last + 1)), default=0.0)
        if most:
            return size, math.log(most)
    return 1, 0.0


def word_over(language: Language, text: str, start: int, end: int) -> tuple[int, float]:
    """Length of the longest dictionary word over ``start`` to ``end``, and how usual it is (0 to 25)."""
    words = language.words
    for size in range(LONGEST_WORD, 1, -1):
        if size < end - start:
            break
        first, last = max(0, end - size), min(start, len(text) - size)
        levels = [words.get(text[at : at + size], -1) for at in range(first, last + 1)]
        if levels and max(levels) >= 0:
            return size, max(levels) / 10
    return 1, 0.0


def _margin(gains: list[tuple], number: int) -> float:
    """How much more usual one proposal makes the text than the best other one of its place."""
    others = [gain for at, (gain, *_rest) in enumerate(gains) if at != number]
    return max(-MOST_MARGIN, min(MOST_MARGIN, gains[number][0] - max(others, default=-math.inf)))


class Reader:
    """One normalised paragraph under examination; ``kept`` are positions that must not be questioned."""

    def __init__(self, language: Language, text: str, kept: Collection[int] = ()) -> None:
        self.language, self.text, self.kept = language, text, kept
        self.in_word, self.in_three, self.safe = (bytearray(len(text)) for _ in range(3))
        self._survey()
        self.shares = [language.window(text, at, at + 1) for at in range(len(text))]

    def _survey(self) -> None:
        """Mark what lies inside dictionary words, inside counted pieces of three, and what is beyond question."""
        words, count, text = self.language.words, self.language.count, self.text
        for at in range(len(text) - 1):
            for size in (2, 3, 4):
                if text[at : at + size] in words and at + size <= len(text):
                    self.in_word[at : at + size] = bytes((size,)) * size
            if at + 3 <= len(text) and count(text[at : at + 3]):
                self.in_three[at : at + 3] = b"\1\1\1"
                if count(text[at : at + 4]) > 1 and at + 4 <= len(text):
                    self.safe[at : at + 4] = b"\1\1\1\1"
        for at in range(len(text)):
            if self.in_word[at] > 2 or self.in_word[at] and self.in_three[at]:
                self.safe[at] = 1

    def questionable(self, at: int) -> bool:
        """Whether what stands at ``at`` is unusual enough to look for something else."""
        if (
            self.safe[at]
            or at in self.kept
            or self.text[at] in NUMERALS
            or not self.language.knows(self.text[at])
        ):
            return False
        shares = self.shares[at : at + REACH + 1]
        return -sum(shares) >= LEAST_SURPRISE * len(shares)

    def proposals(self) -> list[Proposal]:
        """The best proposal of each unusual place; overlapping ones are settled for the likelier."""
        found: list[Proposal] = []
        for at in range(len(self.text)):
            if self.questionable(at):
                found.extend(self._best_at(at))
        found.sort(key=lambda proposal: -proposal.chance)
        taken = bytearray(len(self.text) + 1)
        kept = []
        for one in found:
            if not any(taken[max(0, one.start - 1) : one.end + 1]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                kept.append(one)
        return kept

    def _best_at(self, at: int) -> list[Proposal]:
        gains = [
            (gain, end, meant, channel)
            for end, meant, channel in self._thinkable(at)
            if (gain := self._gain(at, end, meant)) >= LEAST_GAIN
        ]
        gains.sort(reverse=True)
        weighed = [
            self._weighed(at, *one, margin=_margin(gains, number))
            for number, one in enumerate(gains[:WEIGHED])
        ]
        return [max(weighed, key=lambda proposal: proposal.chance)] if weighed else []

    def _thinkable(self, at: int) -> Iterator[tuple[int, str, str]]:
        """End, text and channel of what may have been meant at ``at`` and has been seen with its neighbours."""
        language, text = self.language, self.text
        before = text[at - 1] if at else MARK
        after = text[at + 1] if at + 1 < len(text) else MARK
        follows, leads = language.beside(before)[0], language.beside(after)[1]
        alike, every = language.alike(text[at]), language.alike_set(text[at])
        following, leading = every & follows, every & leads
        for other in following | leading:
            if self._has_trace(at, at + 1, other, other in following, other in leading):
                yield at + 1, other, alike[other]
        if is_han(after) and at + 1 not in self.kept and not self.safe[at + 1] and language.knows(after):
            yield from self._thinkable_pairs(at)

    def _thinkable_pairs(self, at: int) -> Iterator[tuple[int, str, str]]:
        first, second = self.text[at : at + 2]
        before = self.text[at - 1] if at else MARK
        after = self.text[at + 2] if at + 2 < len(self.text) else MARK
        follows, leads = self.language.beside(before)[0], self.language.beside(after)[1]
        if first != second and self._has_trace(at, at + 2, second + first, second in follows, first in leads):
            yield at + 2, second + first, SWAP
        for word, channel in self._same_sound(at).items():
            both = word[0] != first and word[1] != second
            if both and self._has_trace(at, at + 2, word, word[0] in follows, word[1] in leads):
                yield at + 2, word, channel

    def _same_sound(self, at: int) -> dict[str, str]:
        """Words that sound like the two characters; where there is no word, also those of near sound or one key away."""
        language, pair = self.language, self.text[at : at + 2]
        firsts, seconds = (language.readings.get(character, ())[:2] for character in pair)
        exact = [(one, two) for one in firsts for two in seconds]
        found: dict[str, str] = {}
        if not self.in_word[at] and not self.in_word[at + 1]:
            for one, two in exact:
                slips = [(slip, two) for slip in keyboard_slips(one)] + [
                    (one, slip) for slip in keyboard_slips(two)
                ]
                near = [(slip, two) for slip in near_sounds(one)] + [(one, slip) for slip in near_sounds(two)]
                for channel, sounds in ((KEY, slips), (PAIR, near)):
                    found.update(
                        (word, channel) for sound in sounds for word in language.words_sounding(*sound)
                    )
        found.update((word, PAIR) for sound in exact for word in language.words_sounding(*sound))
        return found

    def _has_trace(self, start: int, end: int, meant: str, follows: bool, leads: bool) -> bool:
        """Whether ``meant`` makes a counted piece of three with its neighbours or, where there was no word, a word.

        ``follows``, ``leads``: whether it has been seen after the character before it, and before the one after it.
        """
        text, language = self.text, self.language
        if not self.in_word[start] and not self.in_word[end - 1]:
            words = language.words
            if (
                follows
                and text[start - 1 : start] + meant in words
                or leads
                and meant + text[end : end + 1] in words
            ):
                return True
            if end - start == 2 and meant in words:
                return True
        count = language.count
        if follows and start > 1 and count(text[start - 2 : start] + meant[0]):
            return True
        if leads and end + 2 <= len(text) and count(meant[-1] + text[end : end + 2]):
            return True
        if end - start == 1:
            return (
                follows and leads and start > 0 and count(text[start - 1] + meant + text[end : end + 1]) > 0
            )
        if follows and start and count(text[start - 1] + meant):
            return True
        return leads and count(meant + text[end : end + 1]) > 0

    def _gain(self, start: int, end: int, meant: str) -> float:
        text = self.text
        first = max(0, start - REACH)
        local = text[first:start] + meant + text[end : end + REACH]
        new = self.language.window(local, start - first, end - first + REACH)
        return new - sum(self.shares[start : end + REACH])

    def _pairs(self, before: str, middle: str, after: str) -> tuple[float, float]:
        """How often the seams on both sides were seen (sum of logarithms), and the rarer of the two."""
        count = self.language.count
        left, right = math.log1p(count(before + middle[0])), math.log1p(count(middle[-1] + after))
        return left + right, min(left, right)

    def _weighed(
        self, start: int, gain: float, end: int, meant: str, channel: str, margin: float = MOST_MARGIN
    ) -> Proposal:
        language, text = self.language, self.text
        first = max(0, start - CUT_REACH)
        old = text[first : end + CUT_REACH]
        new = text[first:start] + meant + text[end : end + CUT_REACH]
        low, high = start - first, end - first
        seen_before, often_before = piece_seen(language, old, low, high)
        seen_after, often_after = piece_seen(language, new, low, high)
        word_before, usual_before = word_over(language, old, low, high)
        word_after, usual_after = word_over(language, new, low, high)
        before, after = text[start - 1] if start else MARK, text[end] if end < len(text) else MARK
        pairs_before, pairs_after = (
            self._pairs(before, text[start:end], after),
            self._pairs(before, meant, after),
        )
        new_word = word_after > 1 and word_before == 1
        facts = (
            gain, language.cut(new) - language.cut(old), seen_before, seen_after, often_before, often_after,
            word_before, word_after, usual_before, usual_after,
            *(float(channel == name) for name in (NEAR, SHAPE, KEY, PAIR, SWAP)),
            language.single(meant[0]) - language.single(text[start]), float(new_word), usual_after * new_word,
            float(word_before > 1 and word_after == 1), pairs_before[0], pairs_after[0], pairs_before[1],
            pairs_after[1], margin,
        )  # fmt: skip
        return Proposal(start, end, meant, channel, facts, chance(facts, weights()))
