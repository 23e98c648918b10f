"""The office enters a suggestion from paper or from a register, on behalf of the deputy."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.suggestion import draft
from renda.modules.suggestions.actions.suggestion.submit import file_attachments
from renda.modules.suggestions.documents import original_paper
from renda.modules.suggestions.models.suggestion import Channel, Intake


def guard(step: Step) -> list[Reason]:
    reasons = []
    if step.data.get("channel") == Channel.IN_SESSION and not step.data.get("session"):
        reasons.append(Reason("大会期间提出的，要选是哪一次会议。", "在“会议”一栏选一次会议。"))
    submitted_on = step.data.get("submitted_on")
    if submitted_on and submitted_on > step.today:
        reasons.append(Reason("代表提交日期不能晚于今天。", "请看看日期是不是写错了。"))
    return reasons


def prepare(step: Step) -> None:
    suggestion = step.matter
    suggestion.author = step.data["author"]
    suggestion.intake = step.data.get("intake") or Intake.PAPER
    suggestion.submitted_on = step.data["submitted_on"]
    draft.write_content(step)
    suggestion.channel = step.data["channel"]
    suggestion.session = step.data.get("session") if suggestion.channel == Channel.IN_SESSION else None


def effect(step: Step) -> None:
    draft.write_links(step)
    original_paper(step)
    file_attachments(step)
