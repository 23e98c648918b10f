"""Two texts side by side for the page: every change marked in words, long unchanged stretches folded."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from renda.modules.drafting import comparing, contents
from renda.modules.drafting.comparing import ADDED, CHANGED, REMOVED, SAME, Comparison, Row
from renda.modules.drafting.models import Draft
from renda.modules.drafting.texts import TextMoved

#: Unchanged parts that stay visible around a change.
AROUND = 1
WORDS = ((CHANGED, "改了"), (ADDED, "增加"), (REMOVED, "删去"))


def shown(comparison: Comparison) -> dict:
    """``words``: what changed in one sentence; ``rows`` with kind, place, old and new (marked), or a folded count."""
    rows = comparison.rows
    near = [
        any(other.op != SAME for other in rows[max(0, at - AROUND) : at + AROUND + 1])
        for at in range(len(rows))
    ]
    found: list[dict] = []
    for row, keep in zip(rows, near, strict=True):
        if keep:
            found.append(row_shown(row))
        elif found and found[-1]["kind"] == "folded":
            found[-1]["count"] += 1
        else:
            found.append({"kind": "folded", "count": 1})
    return {"rows": found, "words": summary(comparison), "is_same": comparison.is_same}


def summary(comparison: Comparison) -> str:
    if comparison.is_same:
        return "两稿完全一样。"
    ops = [row.op for row in comparison.changed]
    return "，".join(f"{word}{ops.count(op)}处" for op, word in WORDS if op in ops) + "。"


def row_shown(row: Row) -> dict:
    part = row.new or row.old
    note = "文字没有变，排法变了。" if row.only_style else ""
    if row.op == CHANGED and not row.only_style:
        old, new = side(row, REMOVED, "del"), side(row, ADDED, "ins")
    else:
        old = whole(row.old.text, "del" if row.op == REMOVED else "") if row.old else ""
        new = whole(row.new.text, "ins" if row.op == ADDED else "") if row.new else ""
    return {"kind": row.op, "place": part.place, "old": old, "new": new, "note": note}


def side(row: Row, op: str, tag: str) -> SafeString:
    """One side of a changed part: what both have, and what only this one has."""
    pieces = [
        format_html("<{}>{}</{}>", tag, span.text, tag) if span.op == op else format_html("{}", span.text)
        for span in row.spans
        if span.op in (SAME, op)
    ]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def whole(text: str, tag: str) -> SafeString:
    return format_html("<{}>{}</{}>", tag, text, tag) if tag else format_html("{}", text)


def clash(moved: TextMoved, draft: Draft) -> dict:
    """What the page shows when somebody saved first: both texts, and who wrote the other."""
    version = moved.theirs_version
    theirs = contents.with_figures(moved.theirs, version.bindings)
    mine = contents.with_figures(moved.mine, {**draft.bindings, **version.bindings})
    return {
        "version": version,
        "their_label": f"{version.made_by}保存的",
        "compared": shown(comparing.compare(theirs, mine)),
    }
