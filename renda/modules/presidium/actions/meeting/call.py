"""Tell the members: the notice goes into the dossier."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.presidium import documents


def effect(step: Step) -> None:
    documents.notice(step)
