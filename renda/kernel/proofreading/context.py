"""What the computed checks know besides the text, and how they speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.proofreading.findings import Finding, Strength
from renda.kernel.proofreading.rulefile import wordings
from renda.kernel.proofreading.text import SourceText
from renda.kernel.proofreading.town import TownFacts


@dataclass(frozen=True)
class Context:
    """The day of the paper, its kind, the town's facts on that day (None: unknown), the paper itself when there is one.

    ``place`` and ``settings`` choose the rules of the place (see ``renda.law.book``).
    """

    on: date
    kind: str = ""
    town: TownFacts | None = None
    paper: OfficialPaper | None = None
    place: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


def say(
    text: SourceText,
    key: str,
    start: int,
    end: int,
    *,
    replacement: str | None = None,
    level: Strength | None = None,
    source: str = "",
    **fields: Any,
) -> Finding:
    """The finding of a computed check: its words from ``computed.yaml`` filled with ``fields``."""
    wording = wordings()[key]
    given = {"excerpt": text.whole[start:end], **fields}
    return Finding(
        wording.check.id,
        level or wording.level,
        text.place(start, end),
        wording.message.format(**given),
        wording.why.format(**given),
        source or wording.check.source,
        wording.mend.format(**given),
        replacement,
        wording.check.gate,
        key,
    )
