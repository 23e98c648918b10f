"""The deputy hands the suggestion in."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.suggestion.draft import write_content, write_links
from renda.modules.suggestions.documents import original_paper


def effect(step: Step) -> None:
    write_content(step)
    write_links(step)
    step.matter.submitted_on = step.today
    step.matter.save()
    original_paper(step)
