"""The list of what is checked: lines typed by the office, and articles of a law, each once."""

from __future__ import annotations

import re

from django.db.models import Max

from renda.modules.supervision.models import CheckItem, Inspection

LONGEST, PLACE_LONGEST = 200, 80
NUMBERED = re.compile(r"^\s*(?:[（(]?(?:\d+|[一二三四五六七八九十]+)[）)、.．]\s*)")


def lines_of(text: str, longest: int = LONGEST) -> list[str]:
    """What stands in a box, one a line, numbers before it taken off, each once."""
    found = [NUMBERED.sub("", line).strip()[:longest] for line in text.splitlines()]
    return list(dict.fromkeys(line for line in found if line))


def shortened(text: str) -> str:
    """An article as a line of the list: its beginning up to the end of a sentence where it is long."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST:
        return plain
    cut = plain[: LONGEST - 1]
    end = max(cut.rfind("。"), cut.rfind("；"))
    return cut[: end + 1] if end > 0 else f"{cut}…"


def add(inspection: Inspection, text: str, *, article: str = "", url: str = "") -> None:
    """Put one thing on the list; what stands there already with the same words and article stays as it is."""
    if inspection.items.filter(text=text, article=article, struck_on=None).exists():
        return
    last = inspection.items.aggregate(last=Max("position"))["last"] or 0
    CheckItem.objects.create(inspection=inspection, position=last + 1, text=text, article=article, url=url)
