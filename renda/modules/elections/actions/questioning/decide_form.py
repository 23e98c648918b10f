"""The presidium decides how the motion is answered."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.elections.models import Answer


def effect(step: Step) -> None:
    data, motion = step.data, step.matter
    answer = Answer.objects.create(
        questioning=motion, number=motion.answers.count() + 1, form=data["form"], decided_on=data["decided_on"],
        after_session=bool(data.get("after_session")),
    )  # fmt: skip
    step.result["form"] = answer.get_form_display()
