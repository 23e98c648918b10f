"""Laws as the pages show them: contents, articles with their rules, tabs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from renda.kernel.access.actors import Actor
from renda.kernel.library import laws
from renda.kernel.library.models import ReferenceKind
from renda.kernel.library.policy import READ_PAPERS
from renda.kernel.library.usage import rules_by_article

LAWS = "laws"
TAB_LABELS = {ReferenceKind.MODEL: "范文", ReferenceKind.SPEECH: "讲话", ReferenceKind.NOTE: "学习笔记"}


def tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    """Laws, and for who may read them the kinds of papers."""
    found = [{"label": "法律法规", "url": reverse("library"), "current": current == LAWS}]
    if actor.has(READ_PAPERS):
        found += [
            {
                "label": label,
                "url": reverse("library-papers", args=[kind.value]),
                "current": current == kind.value,
            }
            for kind, label in TAB_LABELS.items()
        ]
    return found


def standing(edition: laws.Edition, on: date) -> tuple[str, str]:
    """(kind of light, words) of a text on a day."""
    if edition.repealed_on and edition.repealed_on <= on:
        return "withheld", "已废止"
    if edition.in_force_on is None:
        return "provisional", "施行日期不明"
    if edition.in_force_on > on:
        return "later", "还没有施行"
    if edition.superseded_on is not None and edition.superseded_on <= on:
        return "paused", "已被新版代替"
    return "done", "有效"


def articles(edition: laws.Edition) -> list[dict[str, Any]]:
    """Every article with the headings that begin before it and the rules that rest on it."""
    uses = rules_by_article(edition.title, edition.label)
    before: tuple[str, ...] = ()
    found = []
    for one in laws.articles(edition):
        found.append(
            {
                "article": one,
                "headings": [
                    {"level": min(level + 2, 6), "text": text, "id": f"{one.anchor}-h{level}"}
                    for level, text in enumerate(one.place)
                    if one.place[: level + 1] != before[: level + 1]
                ],
                "paragraphs": [
                    {"id": f"{one.anchor}k{number}", "text": words, "items": items}
                    for number, (words, items) in enumerate(one.paragraphs, 1)
                ],
                "rules": uses.get((one.number, one.sub), ()),
            }
        )
        before = one.place
    return found


def contents(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The table of contents from the headings."""
    return [
        {"text": heading["text"], "id": heading["id"], "depth": heading["level"] - 1}
        for row in rows
        for heading in row["headings"]
    ]
