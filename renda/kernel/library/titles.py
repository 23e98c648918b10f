"""Names of laws: one key for all ways of writing a title, and what a short form stands for. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from renda.foundation.chinese.text import one_line
from renda.law import book, yamlfile

SHORT_FORMS = Path(__file__).parent / "short_forms.yaml"
STATE = "中华人民共和国"
MARKS = re.compile(r"[《》〈〉<>「」“”\"、，,·\s]")
OUTER = re.compile(r"^[《〈<]([^《》]*(?:《[^《》]*》[^《》]*)*)[》〉>]$")
MEASURE = re.compile(r"^(.{2,12}?)实施[《〈<]?(.+?)[》〉>]?((?:若干)?(?:办法|细则|条例|规定))$")
ISSUE = re.compile(r"[（(](?:\d{4}年?)?(?:第.{1,3}次)?(?:修正|修订|通过|公布|修改)?(?:文本|版)?[)）]$")
COPY_MARK = re.compile(r"[（(_\-\s]*(?:\d{4}-\d{2}-\d{2}|\d{8})[)）]?$")


def tidy_title(text: str) -> str:
    """The title without outer 《》, spaces between Han characters, the state's name in front and the edition behind.

    《中华人民共和国代表法》（2015年修正） → 代表法. Inner brackets stay.
    """
    title = one_line(text).strip("。；;，, ")
    title = COPY_MARK.sub("", title)
    title = ISSUE.sub("", title).strip()
    if wrapped := OUTER.match(title):
        title = wrapped[1]
    title = re.sub(r"\s+", "", title).replace("(", "（").replace(")", "）")
    return title.removeprefix(STATE) or title


def key_of(text: str) -> str:
    """The title folded for comparison: no brackets, commas, spaces, nor the name of the state anywhere."""
    folded = MARKS.sub("", tidy_title(text))
    return folded.replace(STATE, "") or folded


@lru_cache(maxsize=1)
def known_short_forms() -> Mapping[str, str]:
    """Key of a short form → official title, from our list and from the rulebook's sources."""
    found: dict[str, str] = {}
    for title, forms in yamlfile.read(SHORT_FORMS, SHORT_FORMS.name)["short_forms"].items():
        for form in forms:
            found[key_of(form)] = title
    for source in book().sources.values():
        if source.kind != "practice" and source.short and key_of(source.short) != key_of(source.title):
            found.setdefault(key_of(source.short), source.title)
    return found


def short_forms_of(title: str) -> list[str]:
    """The usual short forms of an official title, longest first."""
    key = key_of(title)
    forms = {form for form, official in known_short_forms().items() if key_of(official) == key}
    return sorted(forms - {key}, key=lambda form: (-len(form), form))


def expanded(text: str) -> str:
    """The title with short forms written out, also inside “某省实施代表法办法”."""
    title = tidy_title(text)
    short = known_short_forms()
    if official := short.get(key_of(title)):
        return official
    if (measure := MEASURE.match(title)) and (inner := short.get(key_of(measure[2]))):
        return f"{measure[1]}实施《{inner}》{measure[3]}"
    return title


def same_work(one: str, other: str) -> bool:
    """Whether two titles name the same law."""
    return key_of(expanded(one)) == key_of(expanded(other))
