"""The method is put to the congress."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.elections import motions
from renda.modules.elections.documents import method_paper


def guard(step: Step) -> list[Reason]:
    return motions.day_in(step.matter.congress_session, step)


def effect(step: Step) -> None:
    method = step.matter
    method_paper(step, role="method_draft", passed_on=None)
    question = f"现在表决{method}（草案）。赞成的请举手，请放下；反对的请举手，请放下；弃权的请举手，请放下。"
    motions.put(step, method.congress_session, law_kind="election_method", title=f"{method}（草案）", question=question)
