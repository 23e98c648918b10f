"""Two texts side by side: paragraphs paired, every change marked in words, long unchanged stretches folded."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from renda.kernel.documents.engine.model import OfficialPaper, plain_text
from renda.modules.drafting import contents
from renda.modules.drafting.models import Draft
from renda.modules.drafting.texts import TextMoved
from renda.web.ui import diff

#: Unchanged paragraphs that stay visible around a change.
AROUND = 1
ALIKE = 0.4
LONGEST_PAIRING = 40


@dataclass(frozen=True)
class Comparison:
    """``rows``: kind same, changed, added, removed or folded (``count`` paragraphs), with both texts marked."""

    rows: list[dict]
    changed: int
    added: int
    removed: int

    @property
    def words(self) -> str:
        """What changed, in one sentence."""
        if not (self.changed or self.added or self.removed):
            return "两稿的文字完全一样。"
        parts = [("改了", self.changed), ("增加", self.added), ("删去", self.removed)]
        return "，".join(f"{word}{count}段" for word, count in parts if count) + "。"


def compare(old: OfficialPaper, new: OfficialPaper) -> Comparison:
    """Both papers paragraph by paragraph, figures as they stand in them."""
    before, after = plain_text(old).split("\n"), plain_text(new).split("\n")
    rows: list[dict] = []
    for code, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if code == "equal":
            rows += [{"kind": "same", "old": line, "new": line} for line in before[a:b]]
        else:
            rows += [pair(left, right) for left, right in paired(before[a:b], after[c:d])]
    counts = {kind: sum(row["kind"] == kind for row in rows) for kind in ("changed", "added", "removed")}
    return Comparison(folded(rows), **counts)


def paired(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Which old paragraph became which new one: alike ones together, in order; an empty string where none did."""
    if len(before) > LONGEST_PAIRING or len(after) > LONGEST_PAIRING:
        return [(line, "") for line in before] + [("", line) for line in after]
    found, at = [], 0
    for line in before:
        partner = next((n for n in range(at, len(after)) if like(line, after[n])), None)
        if partner is None:
            found.append((line, ""))
            continue
        found += [("", other) for other in after[at:partner]]
        found.append((line, after[partner]))
        at = partner + 1
    return found + [("", other) for other in after[at:]]


def like(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def pair(old: str, new: str) -> dict:
    marked = diff.rows(old, new)[0]
    kind = "changed" if old and new else "removed" if old else "added"
    return {**marked, "kind": kind}


def folded(rows: list[dict]) -> list[dict]:
    """Long stretches without a change become one row that tells how many there are."""
    near = [
        any(other["kind"] != "same" for other in rows[max(0, at - AROUND) : at + AROUND + 1])
        for at in range(len(rows))
    ]
    found: list[dict] = []
    for row, keep in zip(rows, near, strict=True):
        if keep:
            found.append(row)
        elif found and found[-1]["kind"] == "folded":
            found[-1]["count"] += 1
        else:
            found.append({"kind": "folded", "count": 1})
    return found


def clash(moved: TextMoved, draft: Draft) -> dict:
    """What the page shows when somebody saved first: both texts, and who wrote the other."""
    theirs = contents.with_figures(moved.theirs, moved.theirs_version.bindings)
    mine = contents.with_figures(moved.mine, {**draft.bindings, **moved.theirs_version.bindings})
    version = moved.theirs_version
    return {"version": version, "their_label": f"{version.made_by}保存的", "compared": compare(theirs, mine)}
