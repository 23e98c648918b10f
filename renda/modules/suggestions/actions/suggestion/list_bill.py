"""The presidium puts a bill on the agenda of the congress."""

from __future__ import annotations

from renda.kernel.documents.registers import next_number
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions.actions.suggestion.register import bill_form


def guard(step: Step) -> list[Reason]:
    return bill_form(step.matter)


def effect(step: Step) -> None:
    suggestion = step.matter
    suggestion.registered_on = suggestion.registered_on or step.today
    if not suggestion.number:
        suggestion.number = next_number("bill", suggestion.title).text
    suggestion.presidium_review = step.data["decision"]
