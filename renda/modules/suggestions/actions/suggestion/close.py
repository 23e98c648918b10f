"""Close and seal: the dossier is complete or the matter stays open."""

from __future__ import annotations

from renda.kernel.access.links import revoke_links
from renda.kernel.dossiers.filing import count_pages
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.documents import closing_paper


def effect(step: Step) -> None:
    step.matter.closed_on = step.today
    count_pages(step.dossier)
    closing_paper(step)
    revoke_links(step.matter._meta.label_lower, step.matter.pk)
