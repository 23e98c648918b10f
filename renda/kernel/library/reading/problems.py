"""What is wrong or doubtful about a text that was read, in words that say what to do. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

from renda.kernel.library.numbering import article_label
from renda.kernel.library.reading.law import ReadLaw

SHORTEST = 20
FEW = 6


@dataclass(frozen=True)
class Judgement:
    """``stops``: it can't be taken in. ``doubts``: only after somebody has looked and said yes."""

    stops: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def judge(law: ReadLaw) -> Judgement:
    """Everything that speaks against taking the text in."""
    stops = [*_title(law), *_two_laws(law), *_no_articles(law)]
    doubts = [] if stops else [*_repeated(law), *_gaps(law), *_beginning(law), *_order(law), *_empty(law)]
    return Judgement(tuple(stops), tuple(doubts))


def _title(law: ReadLaw) -> list[str]:
    if not law.full_title.strip():
        return ["找不到法规名称。请在正文最前面单独写一行名称，再导入。"]
    if len(law.title) > 150:
        return ["开头一段太长，不像法规名称。请在正文最前面单独写一行名称，再导入。"]
    return []


def _two_laws(law: ReadLaw) -> list[str]:
    if law.restarts:
        return ["文件里“第一条”出现了两次，像是把两部法放在了一个文件里。请拆成两个文件，一个一个导入。"]
    return []


def _no_articles(law: ReadLaw) -> list[str]:
    if law.articles:
        return []
    if len(law.preface) < SHORTEST:
        return ["文件里没有法规正文。请检查是不是选错了文件。"]
    return [
        "文件里没有“第几条”，也没有“一、二、三”这样的编号，读不出条文。"
        "如果 Word 里的条号是自动编号，请全选复制，粘贴成“只保留文本”，保存后再导入；讲话、经验材料请存到“范文”或“讲话”里。"
    ]


def _repeated(law: ReadLaw) -> list[str]:
    return (
        [f"{_some(law.repeated_at)}出现了不止一次，后面的并入了前一条，请对照原文。"]
        if law.repeated_at
        else []
    )


def missing_numbers(law: ReadLaw) -> list[int]:
    """The article numbers left out between the first and the last."""
    have = {one.number for one in law.articles}
    return [n for n in range(min(have), max(have) + 1) if n not in have] if have else []


def _gaps(law: ReadLaw) -> list[str]:
    missing = [article_label(n) for n in missing_numbers(law)]
    return [f"条号不连续，缺{_some(missing)}，可能漏了或者写错了字，请对照原文。"] if missing else []


def _beginning(law: ReadLaw) -> list[str]:
    if law.articles and law.articles[0].number > 1:
        return [f"从{law.articles[0].label}开始，不是从第一条开始，可能只是其中一部分。"]
    return []


def _order(law: ReadLaw) -> list[str]:
    keys = [one.key for one in law.articles]
    return ["条文的先后次序是乱的，请对照原文。"] if keys != sorted(keys) else []


def _empty(law: ReadLaw) -> list[str]:
    empty = [one.label for one in law.articles if not one.text]
    return [f"{_some(empty)}只有条号，没有内容。"] if empty else []


def _some(labels: list[str]) -> str:
    shown = "、".join(labels[:FEW])
    return shown if len(labels) <= FEW else f"{shown}等 {len(labels)} 处"
