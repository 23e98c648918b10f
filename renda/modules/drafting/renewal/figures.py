"""Figures with their units and sums of money; and whatever else is written with digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from renda.modules.drafting.renewal.context import Context
from renda.modules.drafting.renewal.facts import FigureFact, SessionFact
from renda.modules.drafting.renewal.model import FLAGGED, KEPT, REPLACED, UNMATCHED, Choice, Place
from renda.modules.drafting.renewal.slots import Slot
from renda.modules.drafting.renewal.words import (
    COUNT,
    either,
    sentence_around,
    value_of,
    vocabulary,
    words,
    written_like,
)

ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
PERCENT = re.compile(rf"(?P<n>{ARABIC})\s?[%％‰]|百分之(?P<c>{COUNT}+(?:点{COUNT}+)?)|(?<!{COUNT})(?!百分)(?P<f>{COUNT}{{1,2}}分之{COUNT}{{1,2}})")
COUNTED = re.compile(rf"(?<![\d.第])(?P<n>{ARABIC})\s?(?:余|多|几)?\s?(?P<u>{either('measures')})")
SPELLED = re.compile(rf"(?<!{COUNT})(?<!第)(?P<n>{COUNT}{{1,7}}|{COUNT}{{1,4}}万)(?:余|多)?(?P<u>{either('measures')})")
DIGITS = re.compile(rf"(?<![A-Za-z\d])(?P<n>{ARABIC})(?![A-Za-z])")
ORDINAL = re.compile(r"^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳])")
LASTS = re.compile(rf"会期(?:为|共)?(?P<d>(?P<n>\d{{1,2}}|两|{COUNT}{{1,2}})天)")
LEAST_SPELLED = 2
GENERIC = re.compile(r"[的件数年度个今去和及与]|情况|数量|总数|比例|建议|代表|全部")
#: How well the name of a figure must fit the words around a number: to be offered, and to be believed (see ``_fit``).
OFFERED_NEAR, OFFERED_WIDE, COVERED = 1 / 3, 1.0, 1.5


ROOM = re.compile(r"^\s?(?:号?室|号?房间|号楼|号会议室)")
AT_THE_MEETING = re.compile(r"(?:实到|请假|缺席|出席)(?:代表|成员|人员)?$")
AT_THE_VOTE = re.compile(r"实到|赞成|反对|弃权|得票")
OUTCOME = re.compile(r"^(?:未?获?通过|未?当选|另行选举)$")
BLANK = "（　　）"


def find_bound(slot: Slot, context: Context, bound: Iterable[tuple[int, int, str, str]]) -> Iterator[Place]:
    """Figures of which the old paper itself knows what they counted: the same over this year's stretch of time."""
    for start, end, key, scope in bound:
        old = slot.text[start:end]
        fact = context.facts.figure(key, scope, context.shift, (context.old_session, context.new_session))
        if fact is None:
            continue
        given = {"kind": "figure", "path": slot.path, "start": start, "end": end, "old": old, "bound": f"{key}|{fact.scope}",
                 "source": f"数据：{fact.label}，{fact.new_label}", "group": f"figure:{key}|{scope}"}
        if fact.new_text == old:
            yield Place(**given, new=None, decision=KEPT, reason=f"“{fact.label}”今年也是这个数")
        else:
            yield Place(**given, new=fact.new_text, decision=REPLACED, reason=f"去年这里取的是“{fact.label}”，换成{fact.new_label}的")


def find_fixed(slot: Slot, context: Context) -> Iterator[Place]:
    """Numbers that are no figures of the year: what the law fixes, and how many days the session lasts."""
    for words_, label in context.facts.legal:
        for found in re.finditer(re.escape(words_), slot.text):
            yield Place("figure", slot.path, found.start(), found.end(), found[0], None, KEPT, f"{label}是法律规定的，现在也是这样", "规则库")
    for found in LASTS.finditer(slot.text):
        days = _days(context.new_session)
        start, end = found.span("d")
        if days is None or _days(context.old_session) != value_of(found["n"]):
            continue
        text = _like(str(days), found["n"], "天") + "天"
        yield Place("figure", slot.path, start, end, found["d"], text, REPLACED, "会期，按今年的开幕和闭幕日期", "会次表", group="figure:days")


def _days(session: SessionFact | None) -> int | None:
    if session is None or session.opens_on is None or session.closes_on is None:
        return None
    return (session.closes_on - session.opens_on).days + 1


def find_outcome(slot: Slot, context: Context) -> Iterator[Place]:
    """What came of last year's votes, in the cell of a table."""
    if slot.role == "cell" and "结果" in slot.head and OUTCOME.match(slot.text.strip()):
        yield Place("outcome", slot.path, 0, len(slot.text), slot.text, None, UNMATCHED, "表决以后才知道，会前可以留空",
                    choices=(Choice(BLANK, "表决以后再填"), Choice(slot.text, "照旧")))


def find(slot: Slot, context: Context) -> Iterator[Place]:
    """Every figure in one text."""
    for pattern in (PERCENT, COUNTED, SPELLED):
        for found in pattern.finditer(slot.text):
            if pattern is SPELLED and not _counts(found):
                continue
            yield _figure(slot, found, context)


def find_bare(slot: Slot, context: Context) -> Iterator[Place]:
    """Digits that nothing else recognised. Row numbers and marks of lists are none of them."""
    if slot.role == "cell" and re.fullmatch(r"序\s?号|编\s?号|顺\s?序|次\s?序", slot.head.strip()):
        return
    if slot.role == "cell" and re.fullmatch(ARABIC, slot.text.strip()):
        start = slot.text.index(slot.text.strip())
        yield _settle(slot, start, start + len(slot.text.strip()), slot.text.strip(), slot.head, context, "figure")
        return
    first = ORDINAL.match(slot.text)
    for found in DIGITS.finditer(slot.text, first.end() if first else 0):
        if ROOM.match(slot.text[found.end() :]):
            yield Place("bare", slot.path, found.start(), found.end(), found[0], None, KEPT, "房间号，不随年份变")
            continue
        yield Place("bare", slot.path, found.start(), found.end(), found[0], None, UNMATCHED, "数字没有来源，请核对",
                    choices=(Choice(found[0], "照旧"),))


def _counts(found: re.Match[str]) -> bool:
    value = value_of(found["n"])
    if value is None:
        return False
    before, after = found.string[: found.start()], found.string[found.end() :]
    if found["u"] in vocabulary()["loose_measures"] and not before.endswith(words("counted_days_before")):
        return value >= vocabulary()["loose_from"]
    ends = not after or after[0] in "，。；、）"
    return value >= LEAST_SPELLED or (value == 1 and ends)


def _figure(slot: Slot, found: re.Match[str], context: Context) -> Place:
    groups = found.groupdict()
    unit = groups.get("u") or "%"
    name = next(name for name in ("n", "c", "f") if groups.get(name))
    kind = "amount" if unit in words("money") else "figure"
    label = sentence_around(slot.text, found.start(), found.end()) if slot.role != "cell" else slot.head
    return _settle(slot, *found.span(), found[name], label, context, kind, unit=unit, inner=found.span(name))


def _settle(
    slot: Slot, start: int, end: int, number: str, label: str, context: Context, kind: str, *, unit: str = "", inner: tuple[int, int] | None = None
) -> Place:
    old = slot.text[start:end]
    given = {"kind": kind, "path": slot.path, "start": start, "end": end, "old": old}
    keep = Choice(old, "照旧")
    matched = _matches(number, unit, slot, start, end, label, context)
    if AT_THE_MEETING.search(slot.text[:start]) or (slot.role == "cell" and AT_THE_VOTE.search(slot.head)):
        blank = Choice(BLANK + unit, "开会时清点了再填")
        return Place(**given, new=None, decision=UNMATCHED, reason="开会时才知道，会前可以留空", choices=(blank, keep))
    if not matched:
        return Place(**given, new=None, decision=UNMATCHED, reason="没有来源可查，请填今年的数", choices=(keep,))
    low, high = (inner[0] - start, inner[1] - start) if inner else (0, end - start)
    choices, seen = [], set()
    for fact, _ in matched:
        text = old[:low] + _like(fact.new_text, number, unit) + old[high:]
        if text not in seen:
            seen.add(text)
            choices.append(Choice(text, f"{fact.label}，{fact.new_label}（去年写的是{fact.old_label}：{fact.old_text}）"))
    best, strength = matched[0]
    sure = strength >= COVERED and (len(choices) == 1 or matched[1][1] < strength)
    source = f"数据：{best.label}，{best.new_label}"
    bound = f"{best.key}|{best.scope}"
    if sure and best.new_text == best.old_text:
        return Place(**given, new=None, decision=KEPT, reason="今年的数和去年一样", source=source, bound=bound)
    if sure:
        return Place(**given, new=choices[0].text, decision=REPLACED, reason=f"去年的数和“{best.label}”（{best.old_label}）一样，换成今年的",
                     source=source, bound=bound)
    return Place(**given, new=choices[0].text, decision=FLAGGED, reason="数目和去年的数据一样，是不是这一项请您定", source=source,
                 choices=(*choices, keep), bound=bound)


def _matches(number: str, unit: str, slot: Slot, start: int, end: int, label: str, context: Context) -> list[tuple[FigureFact, float]]:
    """Facts with last year's number, and how well their names fit the words around, the best first."""
    value = _plain(number)
    if value is None:
        return []
    near = _near_words(slot.text, start, end) if slot.role != "cell" else label
    found = []
    for offer in context.figures:
        if (unit == "%") != offer.is_share:
            continue
        if unit and unit != "%" and offer.unit and offer.unit != unit and not {offer.unit, unit} <= {"人", "名", "位"}:
            continue
        fit = max(_fit(name, near, label) for name in (offer.label, *vocabulary()["figure_names"].get(offer.key, ())))
        fact = offer.count() if fit else None
        if fact is not None and _plain(fact.old_text) == value:
            found.append((fact, fit))
    return sorted(found, key=lambda pair: -pair[1])


def _near_words(text: str, start: int, end: int) -> str:
    left = max([0, *(m.end() for m in re.finditer(r"[，。；：！？\n]", text[:start]))])
    right = re.search(r"[，。；：！？\n]", text[end:])
    return text[left : end + right.start() if right else len(text)]


def _fit(label: str, near: str, wide: str) -> float:
    """How much of a figure's name stands around: above 1 the share of its telling words in the clause, 1 when all of
    them stand in the sentence, 0 when it is another matter."""
    pairs = [label[n : n + 2] for n in range(len(label) - 1)]
    telling = [pair for pair in pairs if not GENERIC.search(pair)]
    if not telling:
        return COVERED if any(pair in near for pair in pairs) else 0
    in_clause, in_sentence = (sum(pair in words_ for pair in telling) / len(telling) for words_ in (near, wide))
    if in_clause >= OFFERED_NEAR:
        return 1 + in_clause
    return 1 if in_sentence >= OFFERED_WIDE else 0


def _plain(text: str) -> float | None:
    bare = re.sub(r"[,，%％\s]", "", text)
    try:
        return float(bare)
    except ValueError:
        value = value_of(bare)
        return float(value) if value is not None else None


def _like(new: str, model: str, unit: str = "") -> str:
    """``new`` in the numerals of ``model``; before a measure two is 两."""
    bare = new.rstrip("%")
    if re.match(r"[\d.]", model) or not bare.isdigit():
        return f"{int(bare):,}" if re.search(r"[,，]", model) and bare.isdigit() else bare
    if unit not in ("", "%") and int(bare) == LEAST_SPELLED:
        return "两"
    return written_like(int(bare), model)

