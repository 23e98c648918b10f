"""Two texts of a paper side by side: which parts stayed, changed, came or went, and inside a part which words.

Own method: parts are lined up by longest common runs; inside a run that differs, parts are paired in order so that
the shared pairs of characters are the most (dynamic programming); inside a pair, words are lined up again. Numbers
are one word, so 12 → 13 reads as such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from renda.kernel.documents.engine.layout import clean, list_mark, numbered
from renda.kernel.documents.engine.model import (
    Block,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    PageBreak,
    Paragraph,
    Table,
)
from renda.modules.drafting.contents import resolved_version

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
WORD = re.compile(r"\d+(?:\.\d+)?%?|[A-Za-z]+|.", re.S)
CLAUSE = re.compile(r"[^，。；：！？\n]*[，。；：！？\n]?", re.S)
MOST_CELLS = 4_000_000
"""Above this many comparisons a pair is lined up by clauses instead of words."""
MOST_PAIRS = 40_000
ALIKE = 0.35
"""Parts with less in common than this count as one gone and one come."""


@dataclass(frozen=True)
class Part:
    """One line of the paper as a reader sees it. ``place`` is where it stands in words, ``style`` how it is set."""

    place: str
    kind: str
    text: str
    style: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two parts the same; where they stand does not."""
        return (self.kind, self.text, self.style)


@dataclass(frozen=True)
class Span:
    """A stretch of a changed part: in both texts, only in the new one, or only in the old one."""

    op: str
    text: str


@dataclass(frozen=True)
class Row:
    """One line of the side-by-side view. ``spans`` are filled for changed parts."""

    op: str
    old: Part | None
    new: Part | None
    spans: tuple[Span, ...] = ()

    @property
    def only_style(self) -> bool:
        """The words are the same, only the setting differs."""
        return self.op == CHANGED and self.old.text == self.new.text


@dataclass(frozen=True)
class Comparison:
    rows: tuple[Row, ...]

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows that differ."""
        return tuple(row for row in self.rows if row.op != SAME)

    @property
    def is_same(self) -> bool:
        return not self.changed

    @property
    def count(self) -> int:
        return len(self.changed)


def compare(old: OfficialPaper, new: OfficialPaper) -> Comparison:
    """The differences between two papers, in reading order."""
    return Comparison(tuple(lined_up(parts(old), parts(new))))


def compare_versions(old, new) -> Comparison:
    """The differences between two versions of a draft, figures written out as they were then."""
    return compare(resolved_version(old), resolved_version(new))


def applied(comparison: Comparison, old: Sequence[Part]) -> list[tuple[str, str, str]]:
    """The new parts' keys, made of the old parts and the differences alone: what the tests check the differences by."""
    waiting = iter(old)
    made = []
    for row in comparison.rows:
        if row.op == ADDED:
            made.append(row.new.key)
            continue
        part = next(waiting)
        if row.op == SAME:
            made.append(part.key)
        elif row.op == CHANGED:
            kept = "".join(span.text for span in row.spans if span.op != ADDED)
            if kept != part.text:
                raise ValueError(f"the differences do not fit the old text at {part.place}")
            made.append((row.new.kind, "".join(span.text for span in row.spans if span.op != REMOVED), row.new.style))
    return made


# ------------------------------------------------------------------ parts


def parts(paper: OfficialPaper) -> list[Part]:
    """Every part of the paper that has words, in reading order."""
    title = "".join(clean(paper.title).split("\n"))
    head = [
        Part("紧急程度", "urgency", paper.urgency),
        Part("发文机关标志", "organ_mark", clean(paper.organ_mark)),
        Part("文号", "number", clean(paper.number)),
        Part("签发人", "signers", "　".join(paper.signers)),
        Part("标题", "title", title),
        Part("题注", "pass_note", clean(paper.pass_note)),
        Part("主送机关", "addressees", "、".join(paper.addressees)),
    ]
    foot = [
        *(Part("署名", "signature", clean(name)) for name in paper.signature),
        Part("成文日期", "date", clean(paper.date)),
        Part("附注", "note", clean(paper.note)),
        *(Part("到会情况", "attendance", f"{row.label}：{'、'.join(row.names)}") for row in paper.attendance),
        Part("抄送", "cc", "、".join(paper.cc)),
        Part("印发机关", "printed_by", clean(paper.printed_by)),
        Part("印发日期", "printed_on", clean(paper.printed_on)),
    ]
    body = list(block_parts(paper.blocks, "正文"))
    for position, attachment in enumerate(paper.attachments, 1):
        name = f"附件{position}"
        body += [Part(f"{name}标题", "attachment", clean(attachment.title)), *block_parts(attachment.blocks, name)]
    return [part for part in [*head, *body, *foot] if part.text or part.kind == "page_break"]


def block_parts(blocks: Iterable[Block], where: str) -> Iterator[Part]:
    for position, (block, mark) in enumerate(numbered(blocks), 1):
        yield from parts_of(block, mark, f"{where}第{position}段")


def parts_of(block: Block, mark: str, place: str) -> Iterator[Part]:
    """The parts of one block; a table gives one for each row."""
    match block:
        case Heading():
            yield Part(f"{place}（标题“{mark}”）", f"heading{block.level}", clean(block.text))
        case Paragraph():
            yield Part(place, "paragraph", "".join(clean(run.text) for run in block.runs), style_of(block))
        case ListBlock():
            for n, item in enumerate(block.items, 1):
                yield Part(f"{place}第{list_mark(block, n).strip('.')}条", "item", clean(item), block.marks)
        case Table():
            if block.caption:
                yield Part(f"{place}表名", "caption", clean(block.caption))
            widths = ",".join(f"{column.width:g}{column.align}{column.group}" for column in block.columns)
            yield Part(f"{place}表头", "head", "\t".join(clean(column.title) for column in block.columns), widths)
            for n, row in enumerate(block.rows, 1):
                bold = ",".join(f"{one.column}{one.text}" for one in block.bold if one.row == n - 1)
                yield Part(f"{place}第{n}行", "row", "\t".join(clean(cell) for cell in row), bold)
        case KeyValue():
            for n, row in enumerate(block.rows, 1):
                yield Part(f"{place}第{n}行", "pair", "\t".join(f"{clean(pair.label)}：{clean(pair.value)}" for pair in row))
        case PageBreak():
            yield Part(place, "page_break", "")


def style_of(paragraph: Paragraph) -> str:
    """Alignment, indent and which stretches are in Kai."""
    kaiti, at = [], 0
    for run in paragraph.runs:
        if run.kaiti and run.text:
            kaiti.append(f"{at}-{at + len(run.text)}")
        at += len(run.text)
    return f"{paragraph.align}{'' if paragraph.indent else ' 顶格'} {','.join(kaiti)}".strip()


# ------------------------------------------------------------------ lining up


def lined_up(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Row]:
    """The rows of the comparison."""
    matcher = SequenceMatcher(None, [part.key for part in old], [part.key for part in new], autojunk=False)
    for op, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if op == "equal":
            yield from (Row(SAME, *pair) for pair in zip(old[from_old:to_old], new[from_new:to_new], strict=True))
        else:
            yield from paired(old[from_old:to_old], new[from_new:to_new])


def paired(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Row]:
    """A run that differs: parts that belong together become changed rows, the others went or came."""
    i = j = 0
    for a, b in [*partners(old, new), (len(old), len(new))]:
        yield from (Row(REMOVED, part, None) for part in old[i:a])
        yield from (Row(ADDED, None, part) for part in new[j:b])
        if a < len(old):
            yield Row(CHANGED, old[a], new[b], tuple(spans(old[a].text, new[b].text)))
        i, j = a + 1, b + 1


def partners(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
    """Pairs of indexes in rising order with the greatest likeness in all."""
    if not old or not new:
        return []
    if len(old) * len(new) > MOST_PAIRS:
        return [(n, n) for n in range(min(len(old), len(new))) if likeness(old[n], new[n]) >= ALIKE]
    likes = [[likeness(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = likes[i][j] + best[i + 1][j + 1] if likes[i][j] >= ALIKE else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return path(likes, best)


def path(likes: Sequence[Sequence[float]], best: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs that make up the best sum."""
    found, i, j = [], 0, 0
    while i < len(likes) and j < len(likes[0]):
        if likes[i][j] >= ALIKE and best[i][j] == likes[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def likeness(a: Part, b: Part) -> float:
    """0..1: parts that occur once in a paper belong together, others by the pairs of characters they share (Dice)."""
    if a.kind != b.kind:
        return 0.0
    if a.kind in ("title", "number", "date", "addressees", "organ_mark", "note", "cc", "signers", "head", "urgency"):
        return 1.0
    if a.text == b.text:
        return 1.0
    left, right = pairs_in(a.text), pairs_in(b.text)
    total = sum(left.values()) + sum(right.values())
    return 2 * sum((left & right).values()) / total if total else 0.0


def pairs_in(text: str) -> Counter[str]:
    """Neighbouring characters, the ends counted too so that one character has pairs."""
    framed = f"\x02{text}\x03"
    return Counter(framed[n : n + 2] for n in range(len(framed) - 1))


def spans(old: str, new: str) -> Iterator[Span]:
    """The stretches of two texts: reading those that are not added gives ``old``, those not removed ``new``."""
    left, right = WORD.findall(old), WORD.findall(new)
    if len(left) * len(right) > MOST_CELLS:
        left, right = CLAUSE.findall(old), CLAUSE.findall(new)
    for op, from_old, to_old, from_new, to_new in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if op == "equal":
            yield Span(SAME, "".join(left[from_old:to_old]))
            continue
        if gone := "".join(left[from_old:to_old]):
            yield Span(REMOVED, gone)
        if come := "".join(right[from_new:to_new]):
            yield Span(ADDED, come)
