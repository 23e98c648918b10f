"""Papers of the intake: the original, the receipt, conversion of a bill, refusal."""

from __future__ import annotations

from renda.kernel.deadlines import timing
from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import selectors
from renda.modules.suggestions.documents.common import names, numbered, office_facts, suggestion_facts


def original_paper(step: Step):
    """The suggestion as it was handed in; handed in again after mending, both stay."""
    suggestion = step.matter
    fields = {
        "kind": suggestion.get_kind_display(),
        "suggestion_title": suggestion.title,
        "lead_author": suggestion.author.person.name,
        "constituency": str(suggestion.author.constituency or ""),
        "cosigners": names(cosigner.mandate for cosigner in suggestion.cosigners.select_related("mandate__person")),
        "submitted_on": suggestion.submitted_on,
        "facts": suggestion.facts,
        "place": suggestion.place,
        "ask": suggestion.ask,
    }
    return step.paper("original", fields, role="original", responsible=suggestion.author.person.name)


def receipt_paper(step: Step):
    """The receipt for the author."""
    suggestion = step.matter
    fields = {
        **office_facts(),
        **suggestion_facts(suggestion),
        "registered_on": suggestion.registered_on,
        "cosigners": names(cosigner.mandate for cosigner in selectors.confirmed_cosigners(suggestion)),
        "category": suggestion.category.name if suggestion.category else "",
        "next_step": "人大办审查后交有关单位办理，交给哪个单位另行告知。",
        "query": "登录本系统，在“我的建议”里随时查看办到哪一步。",
    }
    return step.paper("receipt", fields, role="receipt")


def conversion_paper(step: Step):
    """Telling the movers of a bill that it goes on as a suggestion."""
    suggestion = step.matter
    due_on = timing.due("suggestion-cosign-confirmation", step.today).due_on
    fields = {
        **office_facts(),
        **suggestion_facts(suggestion),
        "bill_title": suggestion.title,
        "suggestion_number": numbered(suggestion),
        "reason": step.data["reason"],
        "arrangement": "我们将尽快交有关单位办理，答复期限与其他代表建议相同。",
        "object_by": due_on,
    }
    return step.paper("bill_to_suggestion", fields, role="conversion", series="letter")


def bill_decision_paper(step: Step, outcome: str):
    """Telling the movers of a bill what the congress decided."""
    fields = {
        **office_facts(),
        **suggestion_facts(step.matter),
        "bill_title": step.matter.title,
        "decided_on": step.data["decided_on"],
        "outcome": outcome,
        "decision": step.data["decision"],
    }
    return step.paper("bill_decision", fields, role="bill_decision", series="letter")


def decline_paper(step: Step):
    """Telling the author in writing why the suggestion is not taken up."""
    suggestion = step.matter
    fields = {**office_facts(), **suggestion_facts(suggestion), "reason": step.data["reason"], "submitted_on": suggestion.submitted_on}
    return step.paper("decline", fields, role="decline", series="letter")
