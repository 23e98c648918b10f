"""Something on paper or from elsewhere is put into the dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    files = step.data["files"]
    for place, stored in enumerate(files, 1):
        title = step.data["title"] if len(files) == 1 else f"{step.data['title']}（{place}）"
        step.file(stored, role=step.data["role"], title=title)
