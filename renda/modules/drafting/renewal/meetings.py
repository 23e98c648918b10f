"""届次: the town's sessions in every usual writing; meetings of other bodies; numbers of presidium meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.foundation.chinese.dates import date_zh
from renda.modules.drafting.renewal.context import SESSION, Context
from renda.modules.drafting.renewal.facts import SessionFact
from renda.modules.drafting.renewal.model import FLAGGED, KEPT, REPLACED, Choice, Place
from renda.modules.drafting.renewal.slots import Slot
from renda.modules.drafting.renewal.words import COUNT, value_of, words, written_like

NUMERAL = rf"(?:\d{{1,2}}|{COUNT}{{1,3}})"
PLENARY = re.compile(rf"第?({NUMERAL})届(?:第?({NUMERAL})[次中]|{COUNT}中)(?:全会|全体会议|全体|全委)")
ONLY_TERM = re.compile(rf"第({NUMERAL})届")
ONLY_NUMBER = re.compile(rf"(?:第|(?<=本届)|(?<=人大)|(?<=人代会)|(?<=大会))({NUMERAL})次(会议|全体会议|代表大会|人代会|人大会议|全会|主席团会议)")
OF_CONGRESS = re.compile(r"^(?:镇|乡)?(?:人民代表大会|人大|人代会|代表大会|主席团|镇人大|乡人大)")
PRESIDIUM = re.compile(r"主席团(?:第?[^，。；]{0,6})?$")
PARTY = re.compile(rf"党的({NUMERAL})大(?!队)|({NUMERAL})大报告")
OF_PRESIDIUM = re.compile(r"^(?:镇|乡)?人民代表大会主席团")
OF_TERM = re.compile(rf"(?:第{NUMERAL}届|本届)[^，。；次]{{0,12}}主席团$|(?:镇|乡)人民代表大会主席团$")
LOOK_BACK, MOST_IN_SESSION = 14, 5


def find(slot: Slot, context: Context) -> Iterator[Place]:
    """Every mention of a session or a numbered meeting in one text."""
    text = slot.text
    taken: list[tuple[int, int]] = []
    for pattern, make in ((PLENARY, _foreign), (SESSION, _session), (PARTY, _foreign), (ONLY_TERM, _term), (ONLY_NUMBER, _number)):
        for found in pattern.finditer(text):
            if any(found.start() < end and found.end() > start for start, end in taken):
                continue
            place = make(slot, found, context)
            if place is not None:
                taken.append(found.span())
                yield place


def is_foreign(text: str, start: int, end: int = -1) -> bool:
    """Whether the meeting named at ``start`` is that of another body (party, county, province, CPPCC)."""
    before = re.split(r"[，。；、：（）《》“”\s]", text[max(0, start - LOOK_BACK) : start])[-1]
    if before.endswith(("镇", "乡")) or "镇" in before[-4:]:
        return False
    if end > 0 and re.match(r"全会|全体会议", text[end:]):
        return True
    return any(word in before for word in words("foreign_before"))


def shifted(term: int, number: int, context: Context) -> tuple[SessionFact | None, bool]:
    """The session that takes the place of (term, number), and whether the data say so."""
    old, new = context.old_session, context.new_session
    if old is None or new is None:
        return None, False
    distance = number - old.number
    if term != old.term:
        return None, False
    if distance == 0:
        return new, True
    moved = SessionFact(new.term, new.number + distance)
    return (moved, False) if moved.number > 0 else (None, False)


def name_like(session: SessionFact, found: re.Match[str]) -> str:
    """The session in the writing of the place found."""
    text = found[0]
    begin = found.start()
    parts = [(found.span("term"), session.term), (found.span("number"), session.number)]
    for (start, end), value in reversed(parts):
        text = text[: start - begin] + written_like(value, text[start - begin : end - begin]) + text[end - begin :]
    return text


def _session(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    term, number = value_of(found["term"]), value_of(found["number"])
    if not term or not number:
        return None
    group = f"session:{term}-{number}"
    given = {"kind": "session", "path": slot.path, "start": found.start(), "end": found.end(), "old": found[0], "group": group}
    if is_foreign(slot.text, found.start(), found.end()):
        return _foreign(slot, found, context)
    new, certain = shifted(term, number, context)
    if new is not None and certain:
        text = name_like(new, found)
        return Place(**given, new=text, decision=REPLACED, reason="去年的这次会议，今年换成下一次", source=f"会次：{_told(new)}")
    keep = Choice(found[0], "照旧，说的就是那一次会议")
    old = context.old_session
    if old is not None and (term, number) < (old.term, old.number - 1):
        return Place(**given, new=None, decision=KEPT, reason="更早的会议，是历史事实")
    if new is not None:
        moved = Choice(name_like(new, found), "跟着这次会议顺延")
        return Place(**given, new=moved.text, decision=FLAGGED, reason="说的是以前的会议，顺延还是照旧要您定",
                     source="按届次推算", choices=(moved, keep))
    following = SessionFact(term, number + 1)
    guess = Choice(name_like(following, found), "按下一次会议推算，会次表里还没有这次会议")
    return Place(**given, new=guess.text, decision=FLAGGED, reason="会次表里没有今年的会议，请先登记会次，或在这里定",
                 source="", choices=(guess, keep))


def _told(session: SessionFact) -> str:
    opens = f"，{date_zh(session.opens_on)}开幕" if session.opens_on else ""
    return f"第{written_like(session.term, '一')}届第{written_like(session.number, '一')}次会议{opens}"


def within_session(text: str, found: re.Match[str], context: Context) -> bool:
    """Whether it is one of the meetings that every session of the congress counts from one again: its plenary meetings,
    and those of its presidium unless the presidium of the whole term is named (…届人民代表大会主席团第六次会议)."""
    if context.old_session is None:
        return False
    before = text[: found.start()]
    if found[2] == "全体会议":
        return not is_foreign(text, found.start())
    if OF_TERM.search(before):
        return False
    return bool(PRESIDIUM.search(before)) and (value_of(found[1]) or 0) <= MOST_IN_SESSION


def _foreign(slot: Slot, found: re.Match[str], context: Context) -> Place:
    return Place("meeting", slot.path, found.start(), found.end(), found[0], None, FLAGGED, "上级或其他机关的会议，一年里可能有了新的，请核对",
                 choices=(Choice(found[0], "照旧，还是引用这次会议"),), group=f"meeting:{found[0]}")


def _term(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    term = value_of(found[1])
    if not term or is_foreign(slot.text, found.start()):
        return _foreign(slot, found, context) if term else None
    given = {"kind": "session", "path": slot.path, "start": found.start(), "end": found.end(), "old": found[0], "group": f"term:{term}"}
    old, new = context.old_session, context.new_session
    if old is not None and new is not None and term == old.term:
        if new.term == old.term:
            return Place(**given, new=None, decision=KEPT, reason="届没有变", source=f"会次：{_told(new)}")
        text = f"第{written_like(new.term, found[1])}届"
        offered = [Choice(text, "新一届"), Choice(found[0], "上一届：新一届开幕以前的会议，由上一届的主席团开", note="上一届")]
        if OF_PRESIDIUM.match(slot.text[found.end() :]):
            offered.reverse()
        return Place(**given, new=offered[0].text, decision=FLAGGED, reason="换届了，说的是新一届还是上一届要您定",
                     source=f"会次：{_told(new)}", choices=tuple(offered))
    if old is not None and term < old.term and OF_CONGRESS.match(slot.text[found.end() :]):
        return Place(**given, new=None, decision=KEPT, reason="更早的一届，是历史事实")
    following = f"第{written_like(term + 1, found[1])}届"
    return Place(**given, new=following, decision=FLAGGED, reason="这一届每次不同，请核对",
                 choices=(Choice(following, "往后一届"), Choice(found[0], "照旧")))


def _number(slot: Slot, found: re.Match[str], context: Context) -> Place | None:
    number = value_of(found[1])
    if not number:
        return None
    presidium = PRESIDIUM.search(slot.text[: found.start()]) or "主席团" in found[2]
    old, new = context.old_session, context.new_session
    following = found[0].replace(found[1], written_like(number + 1, found[1]), 1)
    given = {"path": slot.path, "start": found.start(), "end": found.end(), "old": found[0]}
    if old is not None and new is not None and number == old.number and not presidium and not is_foreign(slot.text, found.start()):
        text = found[0].replace(found[1], written_like(new.number, found[1]), 1)
        return Place("session", **given, new=text, decision=REPLACED, reason="去年的这次会议，今年换成下一次",
                     source=f"会次：{_told(new)}", group=f"session-number:{number}")
    if within_session(slot.text, found, context):
        return Place("meeting", **given, new=None, decision=KEPT, reason="大会期间的会议，每次大会都从第一次算起")
    return Place("meeting", **given, new=following, decision=FLAGGED, reason="会议的序次每次不同，请核对",
                 choices=(Choice(following, "往后一次"), Choice(found[0], "照旧")), group=f"meeting:{found[0]}")
