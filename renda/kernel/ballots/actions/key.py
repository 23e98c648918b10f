"""One sheet of the count is finished: it adds up, and from now on nobody changes it."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.ballots import arithmetic, fields
from renda.kernel.ballots.words import refusal
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    sheet = step.data["sheet"]
    if sheet.is_finished:
        return [Reason("这份计票表已经录完了。", "要改的，请点“重新录入”。")]
    plan = fields.layout(step.matter)
    found = arithmetic.findings(plan, fields.read(plan, sheet.typed, sheet.write_ins), finishing=True)
    return [
        refusal(one.rule, one.text, "请看原始计票单，数字不符的请监票人复点。", blocks=one.blocks)
        for one in found
    ]


def effect(step: Step) -> None:
    sheet = step.data["sheet"]
    plan = fields.layout(step.matter)
    typed = fields.read(plan, sheet.typed, sheet.write_ins)
    sheet.figures = fields.figures_of(plan, typed)
    sheet.write_ins = [[name, votes] for name, _, votes in typed.write_ins if votes]
    sheet.finished_at = clock.now()
    sheet.save()
