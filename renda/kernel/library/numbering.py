"""Numbers of articles, paragraphs and items as they are written: 第五十一条之一第2款第（三）项. Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renda.foundation.chinese.numbers import from_chinese, to_chinese

DIGIT = "0-9０-９零〇○一二三四五六七八九十百千两"
WHOLE = re.compile(
    rf"第?\s*(?P<number>[{DIGIT}]+)\s*(?:条|项)?"
    rf"(?:\s*之\s*(?P<sub>[{DIGIT}]+))?"
    rf"(?:\s*第?\s*(?P<paragraph>[{DIGIT}]+)\s*款)?"
    rf"(?:\s*第?\s*[（(]?(?P<item>[{DIGIT}]+)[）)]?\s*项)?\s*"
)


@dataclass(frozen=True, order=True)
class ArticleNumber:
    """``number`` and ``sub`` (之几, 0 for none) name the article; paragraph and item are 0 when not named."""

    number: int
    sub: int = 0
    paragraph: int = 0
    item: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """What tells articles of one edition apart."""
        return self.number, self.sub

    @property
    def text(self) -> str:
        """第五十一条之一"""
        return article_label(self.number, self.sub)

    @property
    def written(self) -> str:
        """第51条之1第2款第3项, as addresses carry it."""
        parts = [f"第{self.number}条", f"之{self.sub}", f"第{self.paragraph}款", f"第{self.item}项"]
        return "".join(
            part for part, given in zip(parts, (1, self.sub, self.paragraph, self.item), strict=True) if given
        )


def article_label(number: int, sub: int = 0) -> str:
    """第五十一条之一 for (51, 1)."""
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(sub)}" if sub else "")


def parse_number(text: str | int) -> ArticleNumber:
    """The number a writing stands for: 51, "51", "第五十一条", "第51条第2款第3项", "五十一条之一".

    Raises ValueError when it is no article number.
    """
    if isinstance(text, int):
        if text < 1:
            raise ValueError(f"不是条号：{text}")
        return ArticleNumber(text)
    found = WHOLE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"不是条号：{text}")
    number, sub, paragraph, item = (
        from_chinese(found[name]) if found[name] else 0 for name in ("number", "sub", "paragraph", "item")
    )
    if number < 1:
        raise ValueError(f"不是条号：{text}")
    return ArticleNumber(number, sub, paragraph, item)
