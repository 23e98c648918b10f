"""Small questions the declarations ask about a suggestion: when a step applies, who a deadline waits for."""

from __future__ import annotations

from renda.modules.suggestions import selectors
from renda.modules.suggestions.models.suggestion import Channel


def is_bill(suggestion) -> bool:
    return suggestion.is_bill


def is_not_key(suggestion) -> bool:
    return not suggestion.is_key


def lead_has_signed(suggestion) -> bool:
    lead = selectors.lead_assignment(suggestion)
    return lead is not None and (lead.signed_on is not None or lead.by_silence)


def lead_has_returned(suggestion) -> bool:
    return selectors.lead_assignment(suggestion) is None


def somebody_has_to_sign(suggestion) -> bool:
    """Is there a share nobody has signed for yet? Only such a share can be signed for or handed back."""
    return selectors.active_assignments(suggestion).filter(signed_on__isnull=True, by_silence=False).exists()


def an_opinion_is_wanted(suggestion) -> bool:
    """Is there a supporting unit that has not given its opinion?"""
    return selectors.active_assignments(suggestion).filter(part="support", opinion_on__isnull=True).exists()


def has_open_objection(suggestion) -> bool:
    return selectors.open_objections(suggestion).exists()


def has_open_extension(suggestion) -> bool:
    return selectors.open_extension(suggestion) is not None


def may_ask_extension(suggestion) -> bool | str:
    return "已经有一份延期申请在等审批。" if has_open_extension(suggestion) else True


def no_verdict_yet(suggestion) -> bool:
    return not selectors.verdicts_of_round(suggestion).filter(answered_on__isnull=False).exists()


def all_answered(suggestion) -> bool:
    return not selectors.open_verdicts(suggestion).exists()


def dissatisfied_first_round(suggestion) -> bool:
    """Everybody has answered, somebody is dissatisfied, and a round of handling is left."""
    return (
        all_answered(suggestion)
        and suggestion.round < selectors.rounds_allowed()
        and selectors.is_dissatisfied(suggestion)
    )


def needs_presidium_review(suggestion) -> bool:
    return suggestion.satisfaction == "dissatisfied" and not suggestion.presidium_review


def may_close(suggestion) -> bool | str:
    """True, or what still stands in the way of closing."""
    if needs_presidium_review(suggestion):
        return "代表仍不满意，要先由主席团审议。"
    if not suggestion.published_on and not suggestion.withheld_reason:
        return "还没有决定公开还是不公开。"
    return True


def can_publish(suggestion) -> bool | str:
    if suggestion.published_on or suggestion.withheld_reason:
        return False
    return "要求保密的建议不公开，请选“不公开”。" if suggestion.confidential else True


def can_withhold(suggestion) -> bool:
    return not suggestion.withheld_reason


# What follows is asked with the running step.


def channel_of(step) -> str:
    """Which hand-over period: in session it counts from the close, in recess from receipt."""
    return step.matter.channel


def hand_over_start(step):
    suggestion = step.matter
    if suggestion.channel == Channel.IN_SESSION and suggestion.session_id:
        return suggestion.session.closes_on
    return suggestion.submitted_on


def complexity(step) -> str | None:
    return "complex" if step.matter.is_complex else None


def ease(step) -> str:
    """Which internal period: ordinary or complex."""
    return "complex" if step.matter.is_complex else "normal"


def lead_unit(step) -> list:
    return [step.matter.lead_unit]


def active_units(step) -> list:
    return [assignment.unit for assignment in selectors.active_assignments(step.matter)]


def support_units(step) -> list:
    return [assignment.unit for assignment in selectors.active_assignments(step.matter) if assignment.part == "support"]


def judging_deputies(step) -> list:
    return [verdict.mandate.person for verdict in selectors.open_verdicts(step.matter)]


def unanswered_cosigners(step) -> list:
    return [cosigner.mandate.person for cosigner in step.matter.cosigners.filter(agrees__isnull=True)]


def has_unanswered_cosigners(step) -> bool:
    return bool(unanswered_cosigners(step))
