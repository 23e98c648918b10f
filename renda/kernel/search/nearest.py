"""The texts nearest to a question: for when nothing has all of its words, and for what belongs to a paper.

Pairs of neighbouring characters take the place of words (Chinese has no spaces, and a dictionary misses names), and
texts are ranked by BM25 over them (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009), a pair in the
title or among the names counting several times. The index is only asked which texts hold a pair.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from renda.kernel.search import keys
from renda.kernel.search.backends import Narrowing, backend
from renda.kernel.search.fold import SEPARATOR, fold
from renda.kernel.search.grams import pairs
from renda.kernel.search.models import Entry
from renda.kernel.search.query import Query, Word

MOST_PAIRS = 48
"""Different pairs of a question that are looked up, in the order they stand in it."""
POSTINGS_READ = 1000
"""Newest texts read for one pair; a pair in more texts than that tells little, and counts as if it were in so many."""
RANKED = 80
"""Texts whose words are counted."""
LONGEST = 20_000
"""Characters of a text that are counted."""
K1, B = 1.2, 0.4
TITLE_COUNTS, NAMES_COUNT = 4, 3
"""A pair in the title or in a name counts as often as so many in the text."""


ASKING = tuple(
    fold(words)
    for words in (
        "什么时候 为什么 怎么样 怎么 怎样 什么 哪里 哪儿 哪个 哪些 哪一 多少 是不是 有没有 能不能 请问 关于 吗 呢"
    ).split()
)
"""Words that make a question or a title of what is asked; rare in papers, they would outweigh the matter itself."""


@dataclass(frozen=True)
class Near:
    """A text with its score; ``share`` (0 to 1): how much of what the question tells stands in it."""

    entry: Entry
    score: float
    share: float


def nearest(
    town: int, text: str, narrow: Narrowing, *, leave_out: frozenset[int] = frozenset()
) -> list[Near]:
    """The texts of a town nearest to ``text``, best first, up to ``RANKED``; of equals the newer first.

    Args:
        town: the town's number in the index.
        text: a question or a title as typed.
        narrow: kinds and years to look through.
        leave_out: ids of entries that are not wanted.
    """
    asked = telling_pairs(text)
    postings = {pair: _postings(town, pair, narrow) for pair in asked}
    total = Entry.objects.filter(id__range=keys.town_range(town)).count()
    weights = {pair: math.log(1 + total / len(ids)) for pair, ids in postings.items() if ids}
    held: Counter[int] = Counter()
    for pair, weight in weights.items():
        for key in postings[pair]:
            held[key] += weight
    candidates = [key for key, _ in held.most_common(RANKED + len(leave_out)) if key not in leave_out]
    entries = list(Entry.objects.filter(id__in=candidates[:RANKED]))
    found = _scored(entries, weights)
    return sorted(found, key=lambda one: (-one.score, -keys.age_of(one.entry.id)))


def telling_pairs(text: str) -> list[str]:
    """The pairs of a question or a title that are looked up."""
    folded = fold(text)
    for words in ASKING:
        folded = folded.replace(words, SEPARATOR)
    return list(dict.fromkeys(pairs(folded)))[:MOST_PAIRS]


def _postings(town: int, pair: str, narrow: Narrowing) -> list[int]:
    rows, _ = backend().find(town, Query((Word((pair,)),), ()), narrow, None, POSTINGS_READ)
    return [row.id for row in rows]


def _scored(entries: list[Entry], weights: dict[str, float]) -> list[Near]:
    texts = [(fold(one.title), fold(one.names), fold(one.body[:LONGEST])) for one in entries]
    usual = sum(sum(map(len, parts)) for parts in texts) / max(1, len(texts))
    whole = sum(weights.values()) or 1.0
    found = []
    for entry, (title, names, body) in zip(entries, texts, strict=True):
        length = 1 - B + B * (len(title) + len(names) + len(body)) / max(1.0, usual)
        score = share = 0.0
        for pair, weight in weights.items():
            count = TITLE_COUNTS * title.count(pair) + NAMES_COUNT * names.count(pair) + body.count(pair)
            score += weight * count * (K1 + 1) / (count + K1 * length)
            share += weight if count else 0.0
        found.append(Near(entry, score, share / whole))
    return found
