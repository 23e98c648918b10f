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
    file_attachments(step)


def file_attachments(step: Step) -> None:
    """The photographs and other enclosures follow the original into the dossier, each once."""
    filed = set(step.dossier.items.filter(file__isnull=False).values_list("file_id", flat=True))
    for attachment in step.matter.attachments.select_related("file"):
        if attachment.file_id not in filed:
            step.file(attachment.file, role="enclosure", title=f"附件：{attachment}")
