"""What an article is said to say, beside its imported text: quotations word for word, accounts by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.library.laws import Article, Edition
from renda.kernel.proofreading.computed.lawfacts import Law
from renda.kernel.proofreading.computed.lawtexts import articles, covered, editions, folded
from renda.kernel.proofreading.context import say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText

if TYPE_CHECKING:
    from renda.kernel.proofreading.computed.lawarticles import Cited

SAYS = r"(?:中|里)?(?:都|均|也|还|明确|具体)*(?:规定|指出|要求|写明|载明|提出)(?:了|的是)?[：:，,]?\s*"
QUOTE = re.compile(SAYS + r"“(?P<words>[^“”\n]{4,400})”")
ACCOUNT = re.compile(
    SAYS
    + r"(?!的|情形|情况|人员|条件|程序|范围|办理|处理|执行|向|申请|以及|和|或)(?P<words>[^“”《》。；：\n]{12,160})"
)
APPLIED = re.compile(
    r"(?:依照|按照|参照|适用|符合|违反|具有|有)[^。；，\n]{0,60}$"
)  # the law is acted on, not recounted
LEFT_OUT = re.compile(r"…+|\.{3,}")
LEAST_QUOTE = 8  # characters from which a quotation must be found in the article
SAME = 0.8  # share of a quotation that stands in the article in order, from which the rest is a slip
SPEAKS = 0.5  # share of an account's pairs of characters from which it speaks of an article
SILENT = 0.25  # and below which it does not
SURE = 0.65  # and from which another article is the one that was meant


def speaks_of(text: SourceText, edition: Edition | None, cited: Cited) -> bool:
    """Whether the sentence gives the words of the article that is cited, by the imported text."""
    article = articles(edition).get(cited.number.key) if edition else None
    said = _said(text, cited.end)
    return bool(article and said and covered(said[0], article.text) >= SPEAKS)


def _said(text: SourceText, end: int) -> tuple[str, int, bool] | None:
    """What stands behind the citation as its content, where it begins, and whether in quotation marks."""
    for pattern, quoted in ((QUOTE, True), (ACCOUNT, False)):
        if found := re.compile(r"(?:第[^第。，；\n]{1,6}[款项])*" + pattern.pattern).match(text.whole, end):
            return found["words"], found.start("words"), quoted
    return None


def find(text: SourceText, law: Law, edition: Edition, chain: Sequence[Cited]) -> Iterator[Finding]:
    """What is said of the articles of ``chain`` and is not in the text of ``edition``."""
    said = _said(text, chain[-1].end)
    cited = [articles(edition).get(one.number.key) for one in chain]
    if said is None or None in cited:
        return
    words, start, quoted = said
    if quoted:
        yield from _quote(text, law, edition, chain, [one for one in cited if one], words, start)
    elif len(chain) == 1 and cited[0]:
        yield from _account(text, law, edition, chain[0], cited[0], words)


def _quote(
    text: SourceText,
    law: Law,
    edition: Edition,
    chain: Sequence[Cited],
    cited: Sequence[Article],
    words: str,
    start: int,
) -> Iterator[Finding]:
    parts = [part for part in LEFT_OUT.split(words) if len(folded(part)) >= LEAST_QUOTE]
    missing = [part for part in parts if not any(folded(part) in folded(one.text) for one in cited)]
    if not missing:
        return
    part = missing[0]
    begin = start + words.index(part)
    span = (begin, begin + len(part))
    fields = {"title": law.title, "article": cited[0].label}
    elsewhere = [one for one in articles(edition).values() if folded(part) in folded(one.text)]
    older = _older_with(law, edition, part)
    if elsewhere and len(chain) == 1:
        right = _as_written(text, chain[0], elsewhere[0])
        yield say(text, "law-quote-elsewhere", chain[0].start, chain[0].end, right=right, replacement=right)
    elif older is not None:
        yield say(text, "law-quote-old", *span, label=older.label or older.title, **fields)
    else:
        nearest = max(cited, key=lambda one: _alike(part, one.text)[0])
        share, right = _alike(part, nearest.text)
        fields["article"] = nearest.label
        if share >= SAME:
            yield say(text, "law-quote", *span, right=right, replacement=right, **fields)
        else:
            yield say(text, "law-quote-none", *span, **fields)


def _alike(part: str, text: str) -> tuple[float, str]:
    """How much of ``part`` stands in ``text`` in order, and the stretch of ``text`` that it renders."""
    blocks = [
        block
        for block in SequenceMatcher(None, part, text, autojunk=False).get_matching_blocks()
        if block.size
    ]
    if not blocks:
        return 0.0, ""
    share = sum(block.size for block in blocks) / len(part)
    first, last = blocks[0], blocks[-1]
    start = max(0, first.b - first.a)
    end = last.b + last.size + (len(part) - last.a - last.size)
    if end - start > 2 * len(part):
        return 0.0, ""
    return share, text[start:end].strip()


def _older_with(law: Law, edition: Edition, part: str) -> Edition | None:
    """An older text of the law that holds these words."""
    for older in editions(law.title):
        earlier = older.in_force_on and edition.in_force_on and older.in_force_on < edition.in_force_on
        if earlier and any(folded(part) in folded(one.text) for one in articles(older).values()):
            return older
    return None


def _account(
    text: SourceText, law: Law, edition: Edition, cited: Cited, article: Article, words: str
) -> Iterator[Finding]:
    """Words that do not speak of the article that is cited, but plainly of another one."""
    applied = APPLIED.search(text.whole, text.sentence(cited.start)[0], cited.start)
    if applied or covered(words, article.text) > SILENT:
        return
    ranked = sorted(
        ((covered(words, one.text), one) for one in articles(edition).values()), key=lambda one: -one[0]
    )
    if ranked[0][0] < SURE or len(ranked) > 1 and ranked[1][0] >= SILENT + ranked[0][0] / 2:
        return
    right = _as_written(text, cited, ranked[0][1])
    yield say(text, "law-content", cited.start, cited.end, title=law.title, right=right, replacement=right)


def _as_written(text: SourceText, cited: Cited, article: Article) -> str:
    """第五十一条 or 第51条, in the manner of the citation that stands there."""
    words = str if text.whole[cited.start + 1].isascii() else to_chinese
    return f"第{words(article.number)}条"
