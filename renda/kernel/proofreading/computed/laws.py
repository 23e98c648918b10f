"""Laws as they are cited: titles, editions, article numbers (CON-16), and texts that no longer hold (POL-03)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from renda.foundation.chinese.numbers import from_chinese, to_chinese
from renda.kernel.proofreading.computed.lawfacts import Law, LawFacts, distance, law_facts
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText
from renda.law import yamlfile
from renda.law.reading import FOLDER as RULEBOOK

TITLE = re.compile(
    r"《(?P<state>中华人民共和国)?(?P<name>[^《》\n]{2,60}?(?:法|法典|条例|办法|规定|规则|细则))》"
)
CN = "[一二三四五六七八九十百千零〇]+"
CITED = re.compile(
    rf"(?:（[^（）\n]{{1,20}}）)?[、和及或与]?(?:的)?(?P<a>第(?:{CN}|\d+)条)(?:之[一二三四五六七八九十])?"
    r"(?:第[一二三四五六七八九十\d]+款)?(?:第（?[一二三四五六七八九十\d]+）?项)?"
)
ABBREVIATED = re.compile(r"[^。\n]{0,20}以下简称")
PLAIN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:新)?(?P<name>地方组织法|代表法|选举法|监督法|预算法|村委会组织法)(?=第)|(?:依照|根据|按照|依据|违反|符合|和|、)(?P<name2>地方组织法|代表法|选举法|监督法|预算法|村委会组织法)(?=第)"
)
HISTORY = re.compile(
    r"原《|原[\u4e00-\u9fff]{0,4}$|旧|已?废止|当时|历史|曾|同时废止|代替|取代|失效|修订前|施行前"
)
YEAR_EDITION = re.compile(r"(?P<y>(?:19|20)\d{2})年[^，。；）\n]{0,6}(?:修正|修订|通过)")
WRONG_EDIT = {16: 5, 10: 2, 7: 1}  # how many characters a title of that length may be off and still be meant
NEW_WORDS = ("实施", "草案", "修正案", "解释", "若干", "关于", "暂行", "试行", "细则")


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Titles and articles of laws that are not right on the day of the paper."""
    facts = law_facts()
    seen: set[str] = set()
    for found in TITLE.finditer(text.whole):
        yield from _title(text, context, facts, found, seen)
    for found in PLAIN.finditer(text.whole):
        name = "name" if found["name"] else "name2"
        law = facts.law(found[name])
        if law:
            yield from _articles(text, context, facts, law, found.end())


def _title(
    text: SourceText, context: Context, facts: LawFacts, found: re.Match[str], seen: set[str]
) -> Iterator[Finding]:
    name, start, end = re.sub(r"[（(].*[）)]", "", found["name"]), found.start(), found.end()
    law = facts.law(name)
    if law is not None:
        yield from _known(text, law, name, found, seen)
        yield from _articles(text, context, facts, law, end)
        yield from _edition(text, context, law, end)
        return
    old = facts.replaced.get(name)
    if old is not None:
        sentence = text.sentence_text(start)
        before = text.whole[max(0, start - 6) : start]
        if context.on >= old.since and not HISTORY.search(sentence) and not before.endswith("原"):
            yield say(text, "law-replaced", start, end, by=old.by, since=old.since)
        return
    if name in facts.wrong:
        right = facts.law(facts.wrong[name])
        yield say(text, "law-title", start, end, right=f"《{right.full}》", replacement=f"《{right.full}》")
        return
    near = None if _loaded(name) else _near(name, facts)
    if near is not None:
        right = f"《{near.full if found['state'] or near.state else near.title}》"
        yield say(text, "law-title", start, end, right=right, replacement=right)


def _known(text: SourceText, law: Law, name: str, found: re.Match[str], seen: set[str]) -> Iterator[Finding]:
    """A law that is known: the state's name where it does not belong, the full title at the first mention."""
    start, end = found.span()
    if found["state"] and not law.state:
        yield say(text, "law-state", start, end, right=f"《{law.title}》", replacement=f"《{law.title}》")
    elif (
        law.title not in seen
        and not found["state"]
        and name in law.short
        and not ABBREVIATED.match(text.whole, end)
    ):
        yield say(text, "law-first", start, end, right=f"《{law.full}》")
    seen.add(law.title)


def _edition(text: SourceText, context: Context, law: Law, end: int) -> Iterator[Finding]:
    """《代表法》（2015年修正） when a later edition holds."""
    tail = re.match(r"[（(]([^（）()\n]{2,24})[）)]", text.whole[end : end + 28])
    year = YEAR_EDITION.search(tail[1]) if tail else None
    if not year or law.edition is None or context.on < law.edition:
        return
    if int(year["y"]) < law.edition.year:
        start = end + tail.start(1) + year.start("y")
        yield say(text, "law-edition", start, start + 4, title=law.title, year=law.edition.year)


def _articles(text: SourceText, context: Context, facts: LawFacts, law: Law, end: int) -> Iterator[Finding]:
    """The article numbers that follow a title: 第四十二条、第五十一条."""
    position = end
    while found := CITED.match(text.whole, position):
        number = _number(found["a"][1:-1])
        start, stop = found.span("a")
        if number is not None:
            yield from _article(text, context, facts, law, number, start, stop)
        position = found.end()


def _number(words: str) -> int | None:
    try:
        return from_chinese(words)
    except ValueError:
        return None


def _article(
    text: SourceText, context: Context, facts: LawFacts, law: Law, number: int, start: int, end: int
) -> Iterator[Finding]:
    current = law.edition is None or context.on >= law.edition
    table = article_map()
    if law.title == _topic_title(facts) and context.on >= table["switched_on"]:
        moved = list(_moved(text, facts, table, number, start, end))
        yield from moved
        if moved:
            return
    if current and law.articles and not 1 <= number <= law.articles:
        yield say(text, "law-no-article", start, end, title=law.title, most=law.articles)


def _topic_title(facts: LawFacts) -> str:
    return facts.short[facts.topic_law].title


@cache
def article_map() -> dict[str, Any]:
    """The table old article → new article of the deputies law, from the rulebook."""
    return yamlfile.read(RULEBOOK / "article-map.yaml", "article-map.yaml")


def _moved(
    text: SourceText, facts: LawFacts, table: dict[str, Any], number: int, start: int, end: int
) -> Iterator[Finding]:
    """An article cited by its old number: its sentence speaks of what the old article was about."""
    new = table["map"].get(number)
    if new is None or new == number:
        return
    back = {after: before for before, after in table["map"].items()}
    sentence = text.sentence_text(start)
    old_fits = _fits(facts.topics.get(number, ()), sentence)
    now_fits = _fits(facts.topics.get(back.get(number, 0), ()), sentence)
    words = to_chinese if not text.whole[start + 1].isdigit() else str
    if old_fits and not now_fits:
        right = f"第{words(new)}条"
        yield say(text, "law-moved", start, end, right=right, replacement=right)
    elif not now_fits:
        yield say(text, "law-maybe-moved", start, end, new=f"第{words(new)}条")


def _fits(words: tuple[str, ...], sentence: str) -> bool:
    return any(word in sentence for word in words)


def _near(name: str, facts: LawFacts) -> Law | None:
    """The known law that a mistyped title means; None when it may be another text."""
    allowed = next((most for length, most in WRONG_EDIT.items() if len(name) >= length), 0)
    if not allowed or any(word in name for word in NEW_WORDS) or name in facts.laws:
        return None
    near = sorted(
        (far, law.title)
        for law in facts.laws.values()
        if law.title[-1] == name[-1] and (far := distance(name, law.title, allowed)) <= allowed
    )
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return facts.laws[near[0][1]]


def _loaded(name: str) -> bool:
    """Whether the town's library holds a law of exactly this name."""
    titles = library_titles()
    return titles(name) if titles else False


def library_titles() -> Callable[[str], bool] | None:
    """A test for titles that the library holds; None outside a town."""
    from renda.kernel.units.scope import has_active_town

    if not has_active_town():
        return None
    from renda.kernel.library import laws

    return lambda name: laws.canonical_title(name) == name
