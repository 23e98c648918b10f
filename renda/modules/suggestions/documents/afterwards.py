"""Papers after the reply: the verdicts, the closing contents, proofs of promises."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step
from renda.modules.suggestions import judging
from renda.modules.suggestions.documents.common import office_facts, suggestion_facts


def verdict_sheet(step: Step):
    """What the deputies of this round said, one line each; whoever let the time pass is "not judged"."""
    suggestion = step.matter
    verdicts = suggestion.verdict_set.filter(round=suggestion.round).select_related("mandate__person")
    items = [
        {
            "deputy": verdict.mandate.person.name,
            "attitude": verdict.get_attitude_display() or "未测评",
            "outcome": verdict.get_outcome_display() or "未测评",
            "addressed": verdict.get_addressed_display() or "—",
            "comment": verdict.comment,
            "answered_on": verdict.answered_on,
        }
        for verdict in verdicts
    ]
    fields = {
        **office_facts(),
        **suggestion_facts(suggestion),
        "round": suggestion.round,
        "items": items,
        "overall": judging.words(judging.overall(suggestion)),
    }
    return step.paper("verdict_summary", fields, role="verdict")


def closing_paper(step: Step):
    """The list of everything in the dossier."""
    suggestion = step.matter
    items = list(step.dossier.items.select_related("paper", "file"))
    lines = [
        {
            "responsible": item.responsible,
            "number": item.paper.number if item.paper else "",
            "title": item.title,
            "dated_on": item.dated_on,
            "pages": item.pages or "",
        }
        for item in items
    ]
    fields = {
        **office_facts(),
        **suggestion_facts(suggestion),
        "archive_number": step.dossier.number or suggestion.number,
        "retention": "永久",
        "result": suggestion.get_result_display(),
        "verdict": judging.words(suggestion.satisfaction),
        "closed_on": suggestion.closed_on,
        "items": lines,
        "count": len(lines),
        "page_total": sum(item.pages or 0 for item in items),
        "keeper": step.actor.label,
    }
    return step.paper("closing_contents", fields, role="contents")


def proof_paper(step: Step):
    """The unit's report that a promise is kept."""
    promise = step.matter
    fields = {
        **suggestion_facts(promise.suggestion),
        "unit": promise.unit.name,
        "promise": promise.text,
        "made_on": promise.made_on,
        "due_on": promise.due_on,
        "proof": promise.proof,
    }
    return step.paper("promise_proof", fields, role="proof", responsible=promise.unit.name)


def broken_promise_paper(step: Step):
    """The written explanation to the deputies why a promise can't be kept."""
    promise = step.matter
    fields = {
        **office_facts(),
        **suggestion_facts(promise.suggestion),
        "unit": promise.unit.name,
        "promise": promise.text,
        "due_on": promise.due_on,
        "reason": promise.proof,
    }
    return step.paper("promise_broken", fields, role="explanation", responsible=promise.unit.name)
