"""The office registers a suggestion: the gate's advice is on record, a number is given, a receipt goes out."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.documents.registers import next_number
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.procedures.reasons import reason
from renda.modules.suggestions import gate, selectors
from renda.modules.suggestions.documents import receipt_paper


def guard(step: Step) -> list[Reason]:
    suggestion = step.matter
    if suggestion.is_bill:
        return bill_form(suggestion)
    decided = step.data.get("gate") or {}
    return [
        reason(advice.rule, f"{advice.question}{advice.why}", advice.mend, blocks=False)
        for advice in gate.advise(suggestion)
        if advice.doubt and not decided.get(advice.key)
    ]


def bill_form(suggestion) -> list[Reason]:
    """A bill has enough signers and its three parts, or it is turned into a suggestion."""
    reasons = []
    count = len(selectors.signers(suggestion))
    if not timing.rule("bill-by-five-deputies").holds(signers=count):
        reasons.append(
            reason(
                "bill-by-five-deputies",
                f"议案的联名代表不够：已确认{count}人。",
                "等其他代表确认，或点“议案转为建议”。",
            )
        )
    missing = [
        name
        for name, text in (("案由", suggestion.title), ("案据", suggestion.facts), ("方案", suggestion.ask))
        if not text.strip()
    ]
    if missing:
        reasons.append(reason("bill-content", f"议案缺{'、'.join(missing)}。", "请代表补写，或点“议案转为建议”。"))
    return reasons


def effect(step: Step) -> None:
    suggestion = step.matter
    suggestion.category = step.data["category"]
    suggestion.urgency = step.data["urgency"]
    suggestion.beyond_powers = bool(step.data.get("beyond_powers"))
    suggestion.gate = {**suggestion.gate, **(step.data.get("gate") or {})}
    suggestion.registered_on = step.today
    issued = next_number("bill" if suggestion.is_bill else "suggestion", suggestion.title)
    suggestion.number = issued.text
    suggestion.save()
    step.dossier.number = issued.text
    step.dossier.title = str(suggestion)[:240]
    step.dossier.save()
    receipt_paper(step)
