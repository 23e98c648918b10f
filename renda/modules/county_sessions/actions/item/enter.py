"""The office types in what a county deputy brought on paper or said by telephone."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.county_sessions.actions import common
from renda.modules.county_sessions.models import Intake


def guard(step: Step) -> list[Reason]:
    data, found = step.data, common.still_open(step.data.get("session"))
    if author := data.get("author"):
        found += common.seat_has_ended(author)
    if data.get("session") and data.get("title"):
        found += common.doubled(data["session"], data["title"])
    return found


def prepare(step: Step) -> None:
    item = step.matter
    item.session, item.author, item.intake = step.data["session"], step.data["author"], Intake.PAPER
    item.handed_in_on = step.today
    common.write_words(item, step.data)


def effect(step: Step) -> None:
    """Whoever signed on paper has agreed. A bill without its signers goes no further."""
    common.ask_cosigners(step)
    step.matter.cosigners.update(agrees=True, answered_on=step.today, keyed_by=step.actor.label[:40])
    if lacking := common.too_few_signers(step.matter):
        raise Refused(lacking)
    step.file_all("original", "代表手写稿")
