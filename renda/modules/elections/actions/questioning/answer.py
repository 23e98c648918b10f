"""The organ answers: its head in person, or in writing signed by the head."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.elections import selectors
from renda.modules.elections.documents import answer_paper
from renda.modules.elections.models import Form
from renda.modules.elections.procedure.questioning import ANSWER


def guard(step: Step) -> list[Reason]:
    if step.data.get("by_head") == "yes":
        return []
    written = selectors.current_answer(step.matter).form == Form.WRITTEN
    text = "书面答复要由受质询机关的负责人签署。" if written else "口头答复要由受质询机关的负责人到会答复。"
    return [reason(ANSWER, text, "请受质询机关的负责人答复以后再登记。")]


def effect(step: Step) -> None:
    answer, data = selectors.current_answer(step.matter), step.data
    answer.answered_on, answer.answered_by, answer.content = data["answered_on"], data["answered_by"], data["content"]
    answer.save()
    answer_paper(step, answer)
    step.file_all("answer", "答复原件")
