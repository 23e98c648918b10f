"""A dated promise of a reply enters the ledger."""

from __future__ import annotations

from renda.kernel.dossiers import filing
from renda.kernel.procedures.execute import Step


def prepare(step: Step) -> None:
    promise, reply = step.matter, step.data["reply"]
    promise.reply, promise.suggestion, promise.unit = reply, reply.suggestion, reply.unit
    promise.kind, promise.text = step.data["kind"], step.data["text"][:300]
    promise.made_on = step.today
    promise.due_on = promise.first_due_on = step.data["due_on"]


def effect(step: Step) -> None:
    filing.link(step.dossier, filing.dossier_of(step.matter.suggestion), "promise", step.matter.text)
