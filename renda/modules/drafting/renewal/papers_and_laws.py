"""Numbers of papers (云镇人发〔2025〕3号) and citations of laws with their articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.modules.drafting.renewal.context import Context
from renda.modules.drafting.renewal.facts import LawAnswer
from renda.modules.drafting.renewal.model import FLAGGED, KEPT, REPLACED, UNMATCHED, Choice, Place
from renda.modules.drafting.renewal.slots import Slot
from renda.modules.drafting.renewal.words import COUNT, HAN, either, value_of, written_like

NUMBER = re.compile(rf"(?:{HAN}{{1,12}}(?:[（(]{HAN}{{1,6}}[）)])?)?\s?[〔\[［【（(]\s?(?P<y>(?:19|20)\d\d)\s?[〕\]］】）)]\s?第?\s?\d+\s?号")
ISSUE = re.compile(rf"总?第\s?(?P<n>\d{{1,4}}|{COUNT}{{1,4}})\s?(?:期|号(?!线)|批|轮|版)")
TITLE = re.compile(r"《(?P<t>[^《》]{2,60})》(?P<e>[（(](?P<y>(?:19|20)\d\d)年[^（）()]{0,6}[）)])?")
SHORT = re.compile(
    r"(?P<t>村民委员会组织法|地方组织法|组织法|代表法|选举法|监督法|预算法|宪法|立法法)(?=第[〇零一二三四五六七八九十百\d]+条|[（(]|的?规定|修|新|施行)"
)
CITED = re.compile(rf"^(?:[（(](?P<e>[^（）()]{{0,12}})[）)])?第(?P<n>{COUNT}{{1,6}}|\d{{1,3}})条(?:之(?P<s>{COUNT}{{1,2}}))?")
NEXT_ARTICLE = re.compile(rf"^(?:第?{COUNT}{{1,3}}款)?(?:第?（?{COUNT}{{1,3}}）?项)?(?:、|和|及|至|，)第(?P<n>{COUNT}{{1,6}}|\d{{1,3}})条")


def find_numbers(slot: Slot, context: Context) -> Iterator[Place]:
    """Numbers of papers: the paper's own is emptied, a quoted one must be looked at."""
    for found in NUMBER.finditer(slot.text):
        number = found[0]
        while slot.path != "number" and (lead := re.match(rf"(?:{either('before_number')})", number)):
            number = number[lead.end() :]
        given = {"kind": "number", "path": slot.path, "start": found.end() - len(number), "end": found.end(), "old": number,
                 "group": f"number:{number}"}
        if slot.path == "number":
            yield Place(**given, new="", decision=REPLACED, reason="去年的文号不能再用；新文号签发后由登记簿给出", source="登记簿")
            continue
        year = int(found["y"])
        if year < context.old_year - 1:
            yield Place(**given, new=None, decision=KEPT, reason="更早的文件，是历史事实")
            continue
        choices = [Choice(one, f"登记簿里今年的同类文件：{subject}") for one, subject in _successors(number, context)]
        yield Place(**given, new=choices[0].text if choices else None, decision=FLAGGED if choices else UNMATCHED,
                    reason="引用的是去年的文件，今年引哪一份要您定", source="登记簿" if choices else "",
                    choices=(*choices, Choice(number, "照旧，引用的还是这份文件")))
    if slot.path == "number" and not NUMBER.search(slot.text):
        yield Place("number", slot.path, 0, len(slot.text), slot.text, "", REPLACED, "去年的编号不能再用；新编号签发后由登记簿给出", "登记簿", group="number:own")
        return
    for found in ISSUE.finditer(slot.text):
        number = value_of(found["n"])
        if number:
            following = found[0].replace(found["n"], written_like(number + 1, found["n"]), 1)
            yield Place("number", slot.path, found.start(), found.end(), found[0], None, UNMATCHED, "编号或期数，请核对今年是多少",
                        choices=(Choice(following, "往后一号"), Choice(found[0], "照旧")), group=f"issue:{found[0]}")


def _successors(number: str, context: Context) -> list[tuple[str, str]]:
    """Numbers of the new year whose papers have the subject of the one quoted, years and sessions left aside."""
    numbers = context.facts.numbers
    subject = next((one.subject for one in numbers if one.text == number), "")
    if not subject:
        return []
    bare = _bare(subject)
    return [(one.text, one.subject) for one in numbers if one.year == context.new_year and _bare(one.subject) == bare]


def _bare(subject: str) -> str:
    return re.sub(rf"\d+|(?<=第){COUNT}+(?=[届次期号])", "", subject)


def find_laws(slot: Slot, context: Context) -> Iterator[Place]:
    """Laws by title or short form, each with the articles cited after it."""
    text = slot.text
    claimed: list[tuple[int, int]] = []
    for pattern in (TITLE, SHORT):
        for found in pattern.finditer(text):
            if any(found.start() < end and found.end() > start for start, end in claimed):
                continue
            title = found["t"]
            if pattern is TITLE and not re.search(rf"(?:{either('law_ends')})(?:[（(][^（）()]+[）)])?$", title):
                continue
            claimed.append(found.span())
            yield from _law(slot, found, title, context)


def _law(slot: Slot, found: re.Match[str], title: str, context: Context) -> Iterator[Place]:
    text, at = slot.text, found.end()
    cited = CITED.match(text[at:])
    answer = context.facts.law(title, None, context.old_day, context.new_day)
    given = {"kind": "law", "path": slot.path, "start": found.start(), "end": found.end(), "old": found[0], "group": f"law:{title}"}
    edition = found["e"] if "e" in found.re.groupindex else None
    if answer.known and not answer.changed and not edition:
        yield Place(**given, new=None, decision=KEPT, reason="这一年里没有新的文本", source=answer.source)
    elif answer.changed or edition:
        yield Place(**given, new=None, decision=FLAGGED, reason=answer.note or "写明了文本年份，请核对现在是哪一版", source=answer.source,
                    choices=(Choice(found[0], "照旧"),))
    else:
        yield Place(**given, new=None, decision=UNMATCHED, reason="资料库里没有这份法规，请核对是不是还有效", choices=(Choice(found[0], "照旧"),))
    while cited:
        begin, end = at + cited.start("n") - 1, at + cited.end()
        yield _article(slot, begin, end, title, value_of(cited["n"]) or 0, cited["n"], context, answer)
        at = end
        cited = NEXT_ARTICLE.match(text[at:])


def _article(slot: Slot, start: int, end: int, title: str, number: int, model: str, context: Context, law: LawAnswer) -> Place:
    old = slot.text[start:end]
    given = {"kind": "law", "path": slot.path, "start": start, "end": end, "old": old, "group": f"law:{title}:{number}"}
    keep = Choice(old, "照旧")
    answer = context.facts.law(title, number, context.old_day, context.new_day)
    if not answer.known:
        return Place(**given, new=None, decision=UNMATCHED, reason="资料库里查不到这一条，请对照原文核对", choices=(keep,))
    if answer.article is None:
        return Place(**given, new=None, decision=FLAGGED, reason=answer.note or "这一条现在对应哪一条说不准，请对照原文核对",
                     source=answer.source, choices=(keep,))
    text = f"第{written_like(answer.article, model)}条" + (f"之{written_like(answer.sub, '一')}" if answer.sub else "")
    if text == old and answer.certain:
        return Place(**given, new=None, decision=KEPT, reason="条文序号没有变", source=answer.source)
    if answer.certain and text != old:
        return Place(**given, new=text, decision=REPLACED, reason="法律修正后条文序号变了", source=answer.source)
    return Place(**given, new=text, decision=FLAGGED, reason=answer.note or "条文可能移动了，请对照原文核对", source=answer.source,
                 choices=(Choice(text, "现在的条文序号"), keep))
