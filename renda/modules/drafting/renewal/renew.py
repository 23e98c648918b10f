"""From last year's paper to the places that must change, and from rulings to this year's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.reading.result import UnclearRow
from renda.modules.drafting.renewal import (
    dates,
    figures,
    meetings,
    papers_and_laws,
    people,
    unclear,
    units,
    years,
)
from renda.modules.drafting.renewal.context import Context, make_context
from renda.modules.drafting.renewal.facts import SessionFact, TownFacts
from renda.modules.drafting.renewal.model import KEPT, REPLACED, Place, Renewal, Ruling, distinct
from renda.modules.drafting.renewal.slots import Edit, Slot, slots, with_edits

EXCERPT = 18
MARK = "【待核：{}】"
Bound = Mapping[str, Iterable[tuple[int, int, str, str]]]
Finder = Callable[[Slot, Context], Iterator[Place]]
# The order is the right of way: what an earlier one has taken, a later one leaves alone.
FINDERS: tuple[Finder, ...] = (
    papers_and_laws.find_numbers, papers_and_laws.find_laws, meetings.find, people.find, dates.find_hours,
    years.find, dates.find_weekdays, figures.find_fixed, units.find, figures.find_outcome,
    figures.find, figures.find_bare,
)


def renew(
    paper: OfficialPaper,
    facts: TownFacts,
    *,
    on: date | None = None,
    settings: Mapping[str, str] | None = None,
    of: SessionFact | None = None,
    bound: Bound | None = None,
    dated_by_signing: bool = False,
    unclear_rows: Sequence[UnclearRow] = (),
) -> Renewal:
    """Find everything in ``paper`` that tells of last year and settle what the data settle.

    Args:
        paper: last year's paper.
        facts: the town's data (may be empty).
        on: the day of the new paper (default: the coming session's opening, else today).
        settings: values given by hand, see :func:`.context.make_context`.
        of: the session of the set, for a paper that names none.
        bound: by path, the figures of which it is known what they counted: (start, end, key, scope).
        dated_by_signing: the paper's own day is written when it is signed, so nobody is asked for it.
        unclear_rows: of a scan, the rows with doubtful characters, in reading order.

    Raises:
        SettingError: a setting can't be understood.
    """
    context = make_context(paper, facts, on, settings or {}, of)
    memory: dict[str, int] = {}
    places: list[Place] = []
    texts = slots(paper)
    doubted, lost = unclear.find_rows(texts, unclear_rows)
    for slot in texts:
        if slot.path == "date" and dated_by_signing and not context.on_is_given:
            places.append(_finished(_own_day(slot), slot))
            continue
        known = _in_slot(slot, context, memory, (bound or {}).get(slot.path, ()))
        found = unclear.with_unclear(slot, known, doubted.get(slot.path, ()))
        places += [_finished(place, slot) if place.kind == "unclear" else place for place in found]
    return Renewal(paper, tuple(places), (*lost, *_notes(context)), _summary(context))


def _own_day(slot: Slot) -> Place:
    """The day of the paper itself: empty until somebody signs."""
    return Place("date", slot.path, 0, len(slot.text), slot.text, "", REPLACED, "成文日期不用填，签发的时候自动写上", "签发", group="date:own")


def _in_slot(slot: Slot, context: Context, memory: dict[str, int], bound: Iterable[tuple[int, int, str, str]]) -> list[Place]:
    claimed: list[Place] = []
    finders: list[Callable[[], Iterable[Place]]] = [lambda: _given(slot, context), lambda: figures.find_bound(slot, context, bound)]
    finders += [lambda finder=finder: finder(slot, context) for finder in FINDERS[:4]]
    finders.append(lambda: dates.find(slot, context, memory))
    finders += [lambda finder=finder: finder(slot, context) for finder in FINDERS[4:]]
    for finder in finders:
        for place in finder():
            if not any(place.start < other.end and place.end > other.start for other in claimed):
                claimed.append(_finished(place, slot))
    return sorted(claimed, key=lambda place: place.start)


def _given(slot: Slot, context: Context) -> Iterator[Place]:
    """Old words for which somebody named the new ones, wherever they stand; posts are no words of their own."""
    posts = {fact.post for fact in context.facts.posts} | set(people.words("posts"))
    for old, new in sorted(context.given.items(), key=lambda pair: -len(pair[0])):
        if old and old not in posts:
            for found in re.finditer(re.escape(old), slot.text):
                yield Place("given", slot.path, found.start(), found.end(), old, new, REPLACED, "按您给的换", "指定", group=f"given:{old}")


def _finished(place: Place, slot: Slot) -> Place:
    """With its group and the words around it; a replacement by the same words is none.

    A place that is no fact of a finder's has no group: nothing elsewhere, least of all in another paper, is the same.
    """
    left, right = slot.text[max(0, place.start - EXCERPT) : place.start], slot.text[place.end : place.end + EXCERPT]
    # the same fact in another writing takes another text, so the writing belongs to the group
    group = f"{place.group}={place.old}" if place.group else ""
    made = replace(place, group=group, excerpt=f"{left}〖{place.old}〗{right}",
                   choices=distinct(*place.choices))
    if made.decision == REPLACED and made.new == made.old:
        return replace(made, decision=KEPT, new=None, reason="今年也是这样")
    return made


def _notes(context: Context) -> Iterator[str]:
    if context.old_on is None and not (context.old_session and context.old_session.opens_on):
        yield f"旧文件没有写日期，当作{context.old_year}年的文件，年份按这个顺延；如果不对，请核对各处年份。"
    if not context.shift:
        yield "新文件和旧文件是同一年的，年份没有顺延；如果不对，请指定新文件的日期。"
    if context.old_session is not None and context.new_session is None:
        yield "会次表里没有今年的会议：届次、会期要您定。请先登记会次，这些会自动换好。"
    elif context.new_session is not None and context.new_session.opens_on is None:
        yield "今年的会议还没有定开幕日期，会期要您定。"
    if is_new_term(context):
        yield "今年换届，开的是新一届的第一次会议：主席团、代表分组等名单都要重新核对；选举办法、候选人名单、选票、选举结果公告等去年没有的文件，请到“范本”里另外起草。"
    if not context.facts.people:
        yield "没有人员数据可核对，文件里的姓名都要您定。"


def is_new_term(context: Context) -> bool:
    """Whether the new session is the first one of another term."""
    old, new = context.old_session, context.new_session
    return old is not None and new is not None and new.term > old.term and new.number == 1


def _summary(context: Context) -> dict[str, str]:
    def told(session) -> str:
        return f"{session.term}-{session.number}" if session else ""

    return {
        "old_year": str(context.old_year), "new_year": str(context.new_year), "on": context.on.isoformat(),
        "old_session": told(context.old_session), "new_session": told(context.new_session),
    }


# ------------------------------------------------------------------ rulings


def ruling_for(place: Place, rulings: Mapping[str, Ruling]) -> Ruling | None:
    """The ruling on this very place, or on its group."""
    return rulings.get(place.id) or (rulings.get(place.group) if place.group else None)


def open_places(renewal: Renewal, rulings: Mapping[str, Ruling]) -> list[Place]:
    """The places somebody must still rule on, in reading order."""
    return [place for place in renewal.places if place.must_be_ruled and ruling_for(place, rulings) is None]


def text_of(place: Place, rulings: Mapping[str, Ruling]) -> str:
    """What stands at the place once the rulings are followed; last year's words where nobody has ruled."""
    ruling = ruling_for(place, rulings)
    if ruling is not None:
        return place.old if ruling.text is None else ruling.text
    return place.new if place.decision == REPLACED and place.new is not None else place.old


def apply(renewal: Renewal, rulings: Mapping[str, Ruling] | None = None, *, mark_open: bool = False) -> OfficialPaper:
    """This year's paper. Words at no place stay as they are; a ruling taken back leaves no trace.

    Args:
        rulings: by ``Place.id`` or ``Place.group``; that on the place itself goes first.
        mark_open: places nobody has ruled on stand in 【待核：…】, so that they can't be overlooked.
    """
    given = rulings or {}
    edits: dict[str, list[Edit]] = {}
    for place in renewal.places:
        text = text_of(place, given)
        if mark_open and place.must_be_ruled and ruling_for(place, given) is None:
            text = MARK.format(place.old)
        if text != place.old:
            edits.setdefault(place.path, []).append((place.start, place.end, text))
    return with_edits(renewal.paper, edits)
