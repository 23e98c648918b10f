"""A person confirms the verdict; it stands with its figures, rule and articles as they were that moment."""

from __future__ import annotations

from renda.foundation import clock
from renda.kernel.ballots import fields, rolls, rules
from renda.kernel.ballots.models import RollEntry
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step


def guard(step: Step) -> list[Reason]:
    changed = rolls.changed_since(step.matter)
    return [Reason(changed, blocks=False)] if changed else []


def effect(step: Step) -> None:
    step.matter.declared_by = step.actor.label[:40]
    step.matter.declared_at = clock.now()
    if step.matter.is_named:
        keep_answers(step.matter)


def keep_answers(ballot) -> None:
    """In a named vote everybody's choice stands on the roll from now on; in no other vote is there anything to keep."""
    sheet = rules.finished(ballot)[0]
    line = fields.layout(ballot).lines[0]
    entries = list(ballot.roll.entries.all())
    for entry in entries:
        entry.answer = sheet.figures.get(f"{line.key}.d{entry.position}", "")
    RollEntry.objects.bulk_update(entries, ["answer"])
