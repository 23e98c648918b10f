"""The deputy goes on writing."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.suggestion.draft import write_content, write_links


def effect(step: Step) -> None:
    write_content(step)
    write_links(step)
