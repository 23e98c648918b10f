"""The next number of its kind, and the county's form filled. Printed again after a change, the old form is void."""

from __future__ import annotations

from renda.kernel.procedures.execute import Refused, Step
from renda.modules.county_sessions import documents, selectors
from renda.modules.county_sessions.actions import common


def effect(step: Step) -> None:
    item = step.matter
    if problems := common.seat_has_ended(item.author) + common.too_few_signers(item):
        raise Refused(problems)
    if item.sequence is None:
        item.sequence = selectors.next_sequence(item.session, item.kind)
    documents.void_forms(item)
    documents.form(step)
