"""Laws as they are cited: titles and editions (CON-16), and texts that no longer hold (POL-03).

Article numbers and quotations behind a title are looked at by ``lawarticles``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.kernel.proofreading.computed.lawarticles import after_title
from renda.kernel.proofreading.computed.lawfacts import Law, LawFacts, distance, law_facts
from renda.kernel.proofreading.computed.lawtexts import Held, editions, held_on, library
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

TITLE = re.compile(
    r"《(?P<state>中华人民共和国)?(?P<name>[^《》\n]{2,60}?(?:法|法典|条例|办法|规定|规则|细则))"
    r"(?P<issue>[（(][^（）()《》\n]{2,24}[）)])?》"
)
ABBREVIATED = re.compile(r"[^。\n]{0,20}以下简称")
KNOWN = "地方组织法|代表法|选举法|监督法|预算法|村委会组织法|村民委员会组织法|民法典|信访工作条例"
PLAIN = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])新?|(?:依照|根据|按照|依据|违反|符合|和|、))(?P<name>{KNOWN})(?=(?:[（(][^（）()\n]{{2,24}}[）)])?第)"
)
HISTORY = re.compile(
    r"原《|原[\u4e00-\u9fff]{0,4}$|旧|已?废止|原称|原名|更名|当时|历史|曾|同时废止|代替|取代|失效|修订前|修正前|施行前|相比|对比|沿革"
)
YEAR = r"(?P<y>(?:19|20)\d{2})"
CHANGED = "修正|修订|修改|通过|公布|颁布|制定"
YEAR_EDITION = re.compile(rf"{YEAR}(?:年?$|[年版]?[^，。；）\n]{{0,10}}?(?:{CHANGED}|版|本))")
YEAR_BEFORE = re.compile(
    rf"{YEAR}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:最?新)?(?:第[一二三四五六七八九十]次)?(?:{CHANGED})(?:过|后|并施行|施行)?的新?(?:的)?$"
)
YEAR_BEHIND = re.compile(rf"{YEAR}年?(?:修正|修订)(?:本|版|文本)")
WRONG_EDIT = {18: 5, 10: 2, 7: 1}  # how many characters a title of that length may be off and still be meant
OF_PLACES, IMPORTED = (
    1,
    2,
)  # at most, for regulations of a place, of which many are alike, and for imported texts
NEW_WORDS = ("实施", "草案", "修正案", "解释", "若干", "关于", "暂行", "试行", "细则")
PLACE = re.compile(r"^\w{1,8}?(?:省|自治区|自治州|市|县|盟|旗)")


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Titles, editions and articles of laws that are not right on the day of the paper."""
    facts = law_facts()
    seen: set[str] = set()
    for found in TITLE.finditer(text.whole):
        yield from _title(text, context, facts, found, seen)
    for found in PLAIN.finditer(text.whole):
        held = held_on(found["name"], context.on)
        if held and found.start("name") not in text.titles:
            yield from _cited(text, context, held, found.start("name"), found.end())


def _title(
    text: SourceText, context: Context, facts: LawFacts, found: re.Match[str], seen: set[str]
) -> Iterator[Finding]:
    name, start, end = re.sub(r"[（(].*[）)]", "", found["name"]), found.start(), found.end()
    held = None if name in facts.replaced else held_on(name, context.on)
    if held is not None:
        yield from _known(text, held.law, name, found, seen)
        yield from _cited(text, context, held, start, end, found)
    elif name in facts.replaced:
        yield from _replaced(text, context, facts, name, start, end)
    elif name in facts.wrong:
        right = facts.law(facts.wrong[name])
        yield say(text, "law-title", start, end, right=f"《{right.full}》", replacement=f"《{right.full}》")
    elif not HISTORY.search(text.sentence_text(start)) and (near := _near(name, facts)) is not None:
        right = f"《{near.full if found['state'] or near.state else near.title}》"
        yield say(text, "law-title", start, end, right=right, replacement=right)


def _replaced(
    text: SourceText, context: Context, facts: LawFacts, name: str, start: int, end: int
) -> Iterator[Finding]:
    old = facts.replaced[name]
    before = text.whole[max(0, start - 6) : start]
    if (
        context.on >= old.since
        and not HISTORY.search(text.sentence_text(start))
        and not before.endswith("原")
    ):
        yield say(text, "law-replaced", start, end, by=old.by, since=old.since)


def _known(text: SourceText, law: Law, name: str, found: re.Match[str], seen: set[str]) -> Iterator[Finding]:
    """A law that is known: the state's name where it does not belong, the full title at the first mention."""
    start, end = found.span()
    issue = found["issue"] or ""
    if found["state"] and not law.state:
        yield say(
            text, "law-state", start, end, right=f"《{law.title}》", replacement=f"《{law.title}{issue}》"
        )
    elif found["state"] and name != law.title:
        right = f"《{law.full}{issue}》"
        yield say(text, "law-title", start, end, right=right, replacement=right)
    elif law.title not in seen and name in _short(law) and not ABBREVIATED.match(text.whole, end):
        yield say(text, "law-first", start, end, right=f"《{law.full}》")
    seen.add(law.title)


def _short(law: Law) -> set[str]:
    facts = law_facts()
    return {*law.short, *(form for form, one in facts.short.items() if one.title == law.title)}


def _cited(
    text: SourceText,
    context: Context,
    held: Held,
    start: int,
    end: int,
    found: re.Match[str] | None = None,
) -> Iterator[Finding]:
    """The edition that is named around a title, and the articles behind it."""
    named = _named_year(text, start, end, found)
    if named is not None:
        yield from _edition(text, context, held, *named)
    yield from after_title(text, context, held, end, named[0] if named else None)


def _named_year(
    text: SourceText, start: int, end: int, found: re.Match[str] | None
) -> tuple[int, int] | None:
    """The year of the edition that is named before, inside or behind the title, and where it stands."""
    if before := YEAR_BEFORE.search(text.whole, max(0, start - 32), start):
        return int(before["y"]), before.start("y")
    if found is not None and found["issue"]:
        inside = YEAR_EDITION.match(found["issue"][1:-1])
        if inside:
            return int(inside["y"]), found.start("issue") + 1
    if bracket := re.compile(r"[（(]([^（）()\n]{2,24})[）)]").match(text.whole, end):
        words = bracket[1].removeprefix("根据").removeprefix("据")
        if behind := YEAR_EDITION.match(words):
            return int(behind["y"]), bracket.start(1) + len(bracket[1]) - len(words)
    if plain := YEAR_BEHIND.match(text.whole, end):
        return int(plain["y"]), end
    return None


def _edition(text: SourceText, context: Context, held: Held, year: int, start: int) -> Iterator[Finding]:
    """An edition that is named and is not the one of the day."""
    law = held.law
    if held.year is None or year == held.year or HISTORY.search(text.sentence_text(start)):
        return
    known = {one.adopted_on.year for one in editions(law.title) if one.adopted_on} | set(law.past or ())
    if year > held.year:
        key = "law-newer"
    elif law.past is not None and year not in known:
        key = "law-no-edition"
    else:
        key = "law-edition"
    years = "、".join(str(one) for one in sorted({*known, held.year}))
    yield say(text, key, start, start + 4, title=law.title, year=held.year, years=years)


def _near(name: str, facts: LawFacts) -> Law | None:
    """The known law that a mistyped title means; None when it may be another text."""
    allowed = next((most for length, most in WRONG_EDIT.items() if len(name) >= length), 0)
    if not allowed or any(word in name for word in NEW_WORDS) or name in facts.laws:
        return None
    laws = {**_imported_titles(), **facts.laws}
    place = PLACE.match(name)
    allowed = min(allowed, OF_PLACES) if place else allowed
    near = sorted(
        (far, title)
        for title in laws
        if title[-1] == name[-1]
        and (far := distance(name, title, allowed))
        <= (allowed if title in facts.laws else min(allowed, IMPORTED))
        and _same_place(place, title)
    )
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return laws[near[0][1]]


def _same_place(place: re.Match[str] | None, title: str) -> bool:
    """Whether neither names a place or both the same one: 甲省某条例 is no slip for 乙省某条例."""
    other = PLACE.match(title)
    return (place[0] if place else "") == (other[0] if other else "")


def _imported_titles() -> dict[str, Law]:
    """The titles of the imported texts."""
    laws = library()
    return {title: Law(title, state=full != title) for title, full in laws.loaded_titles()} if laws else {}
