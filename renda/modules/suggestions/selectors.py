"""Reading suggestions: querysets and small summaries, no writing."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q, QuerySet

from renda.kernel.deadlines import service as deadlines
from renda.kernel.deadlines import timing
from renda.kernel.deadlines.models import Deadline
from renda.modules.suggestions.models import (
    Assignment,
    Cosigner,
    Extension,
    Objection,
    Suggestion,
    Verdict,
)


def active_assignments(suggestion: Suggestion) -> QuerySet[Assignment]:
    """The shares in hand now: neither handed back nor reassigned."""
    return suggestion.assignment_set.filter(ended_on__isnull=True, returned_on__isnull=True).select_related("unit")


def lead_assignment(suggestion: Suggestion) -> Assignment | None:
    return active_assignments(suggestion).filter(part="lead").first()


def assignment_of(suggestion: Suggestion, unit_ids) -> Assignment | None:
    """The active share of one of the given units; the lead share first."""
    return active_assignments(suggestion).filter(unit_id__in=unit_ids).order_by("part").first()


def open_objections(suggestion: Suggestion) -> QuerySet[Objection]:
    return suggestion.objection_set.filter(answered_on__isnull=True)


def open_extension(suggestion: Suggestion) -> Extension | None:
    return suggestion.extension_set.filter(decided_on__isnull=True).first()


def running_reply(suggestion: Suggestion) -> Deadline | None:
    """The deadline the answer is waited for by: of the first handling, else of handling it again."""
    return deadlines.open_of(suggestion, "reply").first() or deadlines.open_of(suggestion, "rehandle").first()


def verdicts_of_round(suggestion: Suggestion) -> QuerySet[Verdict]:
    return suggestion.verdict_set.filter(round=suggestion.round)


def open_verdicts(suggestion: Suggestion) -> QuerySet[Verdict]:
    return (
        verdicts_of_round(suggestion)
        .filter(answered_on__isnull=True, lapsed_on__isnull=True)
        .select_related("mandate__person")
    )


def is_dissatisfied(suggestion: Suggestion) -> bool:
    """Does anybody's verdict of this round say dissatisfied, with the attitude or with the result?"""
    return any(verdict.is_dissatisfied for verdict in verdicts_of_round(suggestion))


def rounds_allowed() -> int:
    """How often a suggestion is handled before the presidium takes it up (office practice)."""
    return timing.practice("suggestion-rounds")["rounds"]


def confirmed_cosigners(suggestion: Suggestion) -> QuerySet[Cosigner]:
    return suggestion.cosigners.filter(agrees=True).select_related("mandate__person")


def signers(suggestion: Suggestion) -> list:
    """The mandates that signed: the author and every co-signer who confirmed."""
    return [suggestion.author, *(cosigner.mandate for cosigner in confirmed_cosigners(suggestion))]


def everyone_to_answer(suggestion: Suggestion) -> list:
    """Every deputy who gets the answer: the signers of this suggestion and of all merged into it; two queries."""
    together = Suggestion.objects.filter(Q(pk=suggestion.pk) | Q(merged_into=suggestion)).select_related("author__person")
    own_first = sorted(together, key=lambda one: one.pk != suggestion.pk)
    confirmed = Cosigner.objects.filter(suggestion__in=own_first, agrees=True).select_related("mandate__person")
    by_suggestion = defaultdict(list)
    for cosigner in confirmed:
        by_suggestion[cosigner.suggestion_id].append(cosigner.mandate)
    found = {}
    for one in own_first:
        for mandate in (one.author, *by_suggestion[one.pk]):
            found.setdefault(mandate.pk, mandate)
    return list(found.values())
