"""The text with what reviewers remarked beside its places."""

from __future__ import annotations

from collections.abc import Mapping

from renda.kernel.documents.engine.layout import bare_heading, numbered
from renda.kernel.documents.engine.model import Heading, KeyValue, PageBreak, Table
from renda.kernel.documents.engine.view import blocks_text
from renda.modules.drafting import contents, selectors
from renda.modules.drafting.models import Draft

TABLE_LINES = 6


def with_remarks(draft: Draft, own: Mapping[int, str] | None = None) -> list[dict]:
    """Every block of the body with its words and the remarks of this round; ``own`` what the reader is typing."""
    said: dict[int, list[dict]] = {}
    for opinion in (
        selectors.opinions_of_round(draft).select_related("request__reviewer").order_by("given_on", "id")
    ):
        for mark in opinion.marks:
            said.setdefault(mark["block"], []).append(
                {"who": opinion.request.reviewer.name, "text": mark["text"]}
            )
    rows = []
    for at, (block, mark) in enumerate(numbered(contents.resolved(draft).blocks)):
        if isinstance(block, PageBreak):
            continue
        lines = [f"{mark}{bare_heading(block)}"] if isinstance(block, Heading) else blocks_text([block])
        cut = lines[:TABLE_LINES] if isinstance(block, Table | KeyValue) else lines
        rows.append(
            {
                "at": at,
                "lines": cut,
                "more": len(lines) - len(cut),
                "heading": bool(mark),
                "remarks": said.get(at, []),
                "own": (own or {}).get(at, ""),
            }
        )
    return rows
