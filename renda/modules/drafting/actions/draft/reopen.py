"""The signed text changes: the signature holds no more, the number stays with the draft."""

from __future__ import annotations

from renda.kernel.documents import papers
from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    draft = step.matter
    step.result["reason"] = step.data["reason"]
    step.result["was_signed_by"] = draft.signed_by
    draft.signed_by, draft.signed_on, draft.signed_hash, draft.sign_note = "", None, "", ""
    draft.signed_on_paper = False
    papers.take_back(draft.paper)
