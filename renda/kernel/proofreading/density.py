"""Empty phrases and officialese (CON-20): how many to a thousand characters. A measure, never an error."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from renda.kernel.proofreading.rulefile import FOLDER
from renda.kernel.proofreading.text import SourceText
from renda.law.yamlfile import check_keys, read

NAME = "phrases.yaml"
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
SHORTEST = 200  # a text below has no meaningful density


@dataclass(frozen=True)
class Density:
    """``per_thousand`` phrases to a thousand characters, which ones how often, and in words how much that is."""

    characters: int
    count: int
    per_thousand: float
    phrases: tuple[tuple[str, int], ...]
    words: str


@cache
def _data() -> tuple[re.Pattern[str], tuple[tuple[float, str], ...]]:
    data = check_keys(read(FOLDER / NAME, NAME), ["phrases", "steps"], [], NAME)
    pattern = re.compile("|".join(sorted(map(re.escape, data["phrases"]), key=len, reverse=True)))
    return pattern, tuple((step["upto"], step["words"]) for step in data["steps"])


def measure(text: SourceText) -> Density:
    """How dense empty phrases stand in ``text``."""
    pattern, steps = _data()
    characters = len(HAN.findall(text.whole))
    counted = Counter(found[0] for found in pattern.finditer(text.whole))
    total = sum(counted.values())
    rate = round(total * 1000 / characters, 1) if characters else 0.0
    words = next((said for most, said in steps if rate <= most), steps[-1][1])
    return Density(
        characters, total, rate, tuple(counted.most_common()), words if characters >= SHORTEST else ""
    )
