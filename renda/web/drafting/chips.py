"""Figures in the text as people see them: 〖32〗 stands for the mark that ties the number to its rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from renda.kernel.documents.engine import model as engine_model
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.figures.marks import MARK, keyed, mark
from renda.modules.drafting.bindings import FigureChange

CHIP = re.compile(r"〖[^〖〗\n]{1,80}〗")
Known = dict[str, dict[str, Any]]


def words_for(bindings: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """name of a binding → its words; where two figures say the same number, the label tells them apart."""
    texts = [binding["text"] for binding in bindings.values()]
    found, used = {}, set()
    for name, binding in bindings.items():
        alone = texts.count(binding["text"]) == 1
        words = (
            f"〖{plain(binding['text'])}〗"
            if alone
            else f"〖{plain(binding['text'])}·{plain(binding['label'])}〗"
        )
        while words in used:
            words = f"{words[:-1]}·{plain(binding['scope_label'])}〗"
        used.add(words)
        found[name] = words
    return found


def plain(text: str) -> str:
    return re.sub(r"[〖〗\n\"\\]", "", text)[:30]


def shown(
    paper: OfficialPaper, bindings: Mapping[str, Mapping[str, Any]], changes: Iterable[FigureChange] = ()
) -> tuple[OfficialPaper, Known]:
    """The paper with words instead of marks, and what each of these words stands for."""
    moved = {keyed(change.key, change.scope): change.new for change in changes}
    words = words_for(bindings)
    known = {
        words[name]: {
            "key": binding["key"],
            "scope": binding["scope"],
            "label": binding["label"],
            "scope_label": binding["scope_label"],
            "changed": moved.get(name, ""),
        }
        for name, binding in bindings.items()
    }
    source = engine_model.to_json(paper)
    if "{{" not in source:
        return paper, known

    def say(found: re.Match[str]) -> str:
        return words.get(keyed(found["key"], found["scope"] or ""), found[0])

    return engine_model.from_json(MARK.sub(say, source)), known


def hidden(paper: OfficialPaper, known: Mapping[str, Any]) -> OfficialPaper:
    """The paper with marks for all words that are known; others stay as they were typed."""
    source = engine_model.to_json(paper)
    if "〖" not in source or not known:
        return paper

    def tie(found: re.Match[str]) -> str:
        meant = known.get(found[0])
        tied = mark(str(meant.get("key", "")), str(meant.get("scope", ""))) if isinstance(meant, dict) else ""
        return json.dumps(tied, ensure_ascii=False)[1:-1] if MARK.fullmatch(tied) else found[0]

    return engine_model.from_json(CHIP.sub(tie, source))


def known_of(posted: str | None) -> Known:
    """What the page says its figures are; nothing when it was tampered with."""
    try:
        found = json.loads(posted or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
