"""How a topic is written down.

Sentences have no full stop at the end and may use the slots of :mod:`renda.demo.content.scene`
in Chinese: {村} {邻村} {组} {邻组} {路} {桥} {渠} {塘} {库} {校} {医} {集} {场} {山} {河} for places,
{户} {人} {老} {孩} {公里} {米} {亩} {年} {次} {万} {月} {个} {处} {时} for figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    category: str
    titles: tuple[str, ...]
    facts: tuple[str, ...]
    effects: tuple[str, ...]
    asks: tuple[str, ...]
    done: tuple[str, ...]
    plans: tuple[str, ...]
    cannot: tuple[str, ...]
    lead: str
    supports: tuple[str, ...] = ()
    upward: str = ""  # county body to pass up to; "" when the town can do it
    typical: str = "solved"  # typical result class
    where: str = "village"  # village | community | any
    recurring: bool = False
    numbers: dict[str, tuple[int, int]] = field(default_factory=dict)
    unsuitable: str = ""  # why the gate advises against it; "" for a proper topic


def lines(text: str) -> tuple[str, ...]:
    """The non-empty lines of a block of text."""
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


def topic(key: str, category: str, lead: str, text: str, supports: str = "", **more) -> Topic:
    """A topic from a block: each line is ``mark sentence`` with the marks 题 实 影 请 办 划 难."""
    marks: dict[str, list[str]] = {mark: [] for mark in "题实影请办划难"}
    for line in lines(text):
        mark, _, sentence = line.partition(" ")
        marks[mark].append(sentence)
    parts = {mark: tuple(sentences) for mark, sentences in marks.items()}
    return Topic(key, category, parts["题"], parts["实"], parts["影"], parts["请"], parts["办"], parts["划"],
                 parts["难"], lead, tuple(supports.split()), **more)
