"""What could answer an item, by its wording: which figure, how much is wanted, how points follow. A person confirms.

The words by which counties call a figure stand at the figure itself (``Figure.words``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from renda.foundation.chinese.numbers import from_chinese
from renda.kernel.figures import scopes
from renda.kernel.figures.registry import Figure, all_figures
from renda.modules.assessment.models import Item, Rule

#: Parts of a wording between which anything may stand.
GAP = "…"
#: What the item itself says weighs more than how it is scored.
IN_TITLE, IN_STANDARD = 3, 1
#: Two characters alone are no wording; one part of two characters in the item is not enough either.
ENOUGH = 9
N = r"(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)"
MEASURE = r"(?:个百分点|次|期|件|篇|个|份|场|条|名|人|项|类|处|卷|天|%|％)"
TARGETS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:不少于|不低于|至少|最少|达到|达|不得少于)\s*{N}\s*{MEASURE}",
        rf"{N}\s*{MEASURE}(?:\s*\(?（?含{N.replace('?P<n>', '')}{MEASURE}\)?）?)?\s*(?:及|或)?以上",
        rf"(?:召开|有|共|开展|组织|完成|举办|听取|报送|办理|撰写|刊发)[^，。；、]{{0,14}}?{N}\s*{MEASURE}",
        rf"(?:率|比例)(?:为|要)?\s*{N}\s*[%％]",
    )
)
BARE = re.compile(rf"{N}\s*{MEASURE}")
ALL_OF_IT = re.compile(r"全部|百分之百|件件|做到应")
LESS = re.compile(
    rf"每?(?:少|缺|差|低|降低)(?:于[^，。；]{{0,6}})?\s*(?:{N}\s*)?{MEASURE}?[^，。；扣]{{0,10}}扣\s*(?P<p>\d+(?:\.\d+)?)\s*分"
)
MINUS = re.compile(r"(?:每|有|发现)[^，。；扣少缺]{0,14}扣\s*(?P<p>\d+(?:\.\d+)?)\s*分")
PLUS = re.compile(r"每[^，。；扣]{0,16}(?:得|加|计)\s*(?P<p>\d+(?:\.\d+)?)\s*分")
REACHED = re.compile(r"(?:未|没有|没|不足|不够|少于|低于|达不到)[^，。；扣]{0,16}不得分")


@dataclass(frozen=True)
class Proposal:
    """``figure`` is empty where nothing that is counted fits; ``because`` tells the words it was recognised by."""

    figure: str
    target: Decimal | None
    rule: str
    each: Decimal | None
    because: str


def propose(title: str, standard: str = "") -> Proposal:
    """A proposal for one item, from its text and its scoring standard."""
    found, words = best(title, standard)
    if found is None:
        return Proposal("", None, Rule.HAND, None, "没有认出系统里的数")
    share = found.whole is not None
    target = wanted(f"{title}；{standard}", share)
    if target is None and not share and LESS.search(standard) and (bare := BARE.search(title)):
        target = number(
            bare["n"]
        )  # what is too few loses points: then the only number of the item is what is wanted
    rule, each = way(standard or title, target)
    return Proposal(found.key, target, rule, each, f"写有“{'”“'.join(words)}”")


def bind(item: Item) -> None:
    """Bind an item as its wording suggests; nobody has confirmed that yet."""
    found = propose(item.title, item.standard)
    item.figure, item.target, item.rule, item.each = found.figure, found.target, found.rule, found.each
    item.because, item.is_bound = found.because[:200], False


def best(title: str, standard: str) -> tuple[Figure | None, list[str]]:
    """The figure whose words weigh most, and those words; the first registered of equal ones."""
    top, chosen, seen = ENOUGH - 1, None, []
    for figure in all_figures():
        if scopes.PERIOD not in figure.scopes and wanted(title, figure.whole is not None) is None:
            continue  # what stands today is asked for by number only
        weight, words = weigh(figure, title, standard)
        if weight > top:
            top, chosen, seen = weight, figure, words
    return chosen, seen


def weigh(figure: Figure, title: str, standard: str) -> tuple[int, list[str]]:
    """How strongly a text speaks of a figure: the characters of its words that occur, those of the item three times."""
    weight, said = 0, []
    for word in (figure.label, *figure.words):
        parts = word.split(GAP)
        size = sum(len(part) for part in parts)
        if all(part in title for part in parts):
            weight += size * IN_TITLE
            said.append(word)
        elif all(part in standard for part in parts):
            weight += size * IN_STANDARD
            said.append(word)
    return weight, list(dict.fromkeys(said))


def wanted(text: str, share: bool) -> Decimal | None:
    """How much the text asks for; of a share 100 where everything is asked for."""
    for pattern in TARGETS:
        for found in pattern.finditer(text):
            percent = found[0].rstrip("以上及或").endswith(("%", "％"))
            if percent == share:
                return number(found["n"])
    return Decimal(100) if share and ALL_OF_IT.search(text) else None


def way(text: str, target: Decimal | None) -> tuple[str, Decimal | None]:
    """How points follow, and what one more or less is worth."""
    if target is not None and (found := LESS.search(text)):
        count = number(found["n"]) if found["n"] else Decimal(1)
        return Rule.LESS_EACH, Decimal(found["p"]) / (count or 1)
    if found := MINUS.search(text):
        return Rule.MINUS_EACH, Decimal(found["p"])
    if found := PLUS.search(text):
        return Rule.PLUS_EACH, Decimal(found["p"])
    if target is None:
        return Rule.HAND, None
    return (Rule.REACHED if REACHED.search(text) else Rule.SHARE), None


def number(words: str) -> Decimal:
    """A number in either writing."""
    return Decimal(words) if words[0].isascii() else Decimal(from_chinese(words))
