"""Articles cited behind the title of a law: whether they are there, whether they moved, and what they are said to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.library.laws import Article, Edition
from renda.kernel.library.numbering import DIGIT, ArticleNumber, parse_number
from renda.kernel.proofreading.computed import lawwords
from renda.kernel.proofreading.computed.lawfacts import LawFacts, law_facts
from renda.kernel.proofreading.computed.lawtexts import Held, articles, editions
from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText
from renda.law import yamlfile
from renda.law.reading import FOLDER as RULEBOOK

ISSUE = re.compile(r"(?:[（(][^（）()\n]{1,24}[）)]|(?:19|20)\d{2}年?(?:修正|修订)(?:本|版|文本)?)")
CITED = re.compile(
    rf"[、和及或与，]?的?(?P<all>(?P<a>第[{DIGIT}]+条)(?:之[一二三四五六七八九十]+)?"
    rf"(?P<paragraph>第[{DIGIT}]+款)?(?P<item>第[（(]?[{DIGIT}]+[）)]?项)?)"
)


@dataclass(frozen=True)
class Cited:
    """An article as it is cited: its number and where its words stand in the whole text."""

    number: ArticleNumber
    start: int
    end: int
    paragraph: tuple[int, int] | None = None
    item: tuple[int, int] | None = None


def after_title(
    text: SourceText, context: Context, held: Held, end: int, year: int | None
) -> Iterator[Finding]:
    """What is wrong with the articles behind a title that ends at ``end``.

    ``year``: the year of the edition that was named with the title. The articles of an older edition are looked up in
    its text when it is imported, and left alone otherwise.
    """
    chain = list(_chain(text, end))
    if not chain:
        return
    edition, last = held.edition, held.articles
    if year is not None and held.year is not None and year != held.year:
        edition = _edition_of(held, year)
        last = max((number for number, _ in articles(edition)), default=None) if edition else None
        if edition is None:
            return
    moved = set()
    if year is None:
        for cited in chain:
            for finding in _moved(text, context, held, cited, edition):
                moved.add(cited)
                yield finding
    for cited in chain:
        if cited not in moved:
            yield from _exists(text, held, cited, edition, last)
    if edition is not None and not moved:
        yield from lawwords.find(text, held.law, edition, chain)


def _chain(text: SourceText, end: int) -> Iterator[Cited]:
    """The articles that follow a title: 第四十二条、第五十一条第二款."""
    issue = ISSUE.match(text.whole, end)
    position = issue.end() if issue else end
    while found := CITED.match(text.whole, position):
        position = found.end()
        try:
            number = parse_number(found["all"])
        except ValueError:
            return
        spans = [found.span(part) if found[part] else None for part in ("paragraph", "item")]
        yield Cited(number, *found.span("a"), *spans)


def _edition_of(held: Held, year: int) -> Edition | None:
    """The imported text of that year."""
    found = [one for one in editions(held.law.title) if one.adopted_on and one.adopted_on.year == year]
    return found[0] if found else None


def _exists(
    text: SourceText, held: Held, cited: Cited, edition: Edition | None, last: int | None
) -> Iterator[Finding]:
    """An article, paragraph or item that the text does not have."""
    number, title = cited.number, held.law.title
    if last and not 1 <= number.number <= last:
        yield say(text, "law-no-article", cited.start, cited.end, title=title, most=last)
        return
    article = articles(edition).get(number.key) if edition else None
    if article is None:
        return
    if cited.paragraph and number.paragraph > len(article.paragraphs):
        count = f"只有{len(article.paragraphs)}款"
        yield say(text, "law-no-part", *cited.paragraph, title=title, article=article.label, count=count)
    elif cited.item and not _has_item(article, number):
        items = sum(len(items) for _, items in article.paragraphs)
        count = f"只有{items}项" if items else "没有分项"
        yield say(text, "law-no-part", *cited.item, title=title, article=article.label, count=count)


def _has_item(article: Article, number: ArticleNumber) -> bool:
    parts = (
        article.paragraphs[number.paragraph - 1 : number.paragraph]
        if number.paragraph
        else article.paragraphs
    )
    return any(number.item <= len(items) for _, items in parts)


@cache
def article_map() -> dict[str, Any]:
    """The table old article → new article of the deputies law, from the rulebook."""
    return yamlfile.read(RULEBOOK / "article-map.yaml", "article-map.yaml")


def _moved(
    text: SourceText, context: Context, held: Held, cited: Cited, edition: Edition | None
) -> Iterator[Finding]:
    """An article of the deputies law by its old number: the sentence speaks of what the old article was about."""
    facts, table, number = law_facts(), article_map(), cited.number.number
    if held.law.title != facts.short[facts.topic_law].title or context.on < table["switched_on"]:
        return
    new = table["map"].get(number)
    if new is None or new == number or lawwords.speaks_of(text, edition, cited):
        return
    back = {after: before for before, after in table["map"].items()}
    sentence = text.sentence_text(cited.start)
    old_fits = _fits(facts, number, sentence)
    now_fits = _fits(facts, back.get(number, 0), sentence)
    words = to_chinese if not text.whole[cited.start + 1].isdigit() else str
    if old_fits and not now_fits:
        right = f"第{words(new)}条"
        yield say(text, "law-moved", cited.start, cited.end, right=right, replacement=right)
    elif not now_fits:
        yield say(text, "law-maybe-moved", cited.start, cited.end, new=f"第{words(new)}条")


def _fits(facts: LawFacts, number: int, sentence: str) -> bool:
    return any(word in sentence for word in facts.topics.get(number, ()))
