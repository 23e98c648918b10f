"""When a step of a paper's way applies. A sentence instead of True tells why it is held back."""

from __future__ import annotations

from renda.modules.drafting import selectors
from renda.modules.drafting.models import Stance


def asked_persons(step) -> list:
    """Those the step has just asked to review."""
    return step.result.get("asked", [])


def all_have_answered(draft) -> bool:
    return not selectors.open_requests(draft).exists()


def passed(draft) -> bool:
    """Everybody answered, somebody did, and nobody wants a change."""
    stances = set(selectors.opinions_of_round(draft).values_list("stance", flat=True))
    return all_have_answered(draft) and stances == {Stance.AGREE}


def wants_changes(draft) -> bool:
    return all_have_answered(draft) and not passed(draft)


def somebody_is_waited_for(draft) -> bool:
    return not all_have_answered(draft)


def may_skip_review(draft) -> bool | str:
    """A text that was once reviewed or signed is reviewed again after a change."""
    if draft.round:
        return "这份文稿送审过，改了以后要重新送审。"
    return True


def holds_number(draft) -> bool:
    return draft.number_id is not None


def may_go_unnumbered(draft) -> bool | str:
    if draft.number_id:
        return f"这份文稿已经占用了文号“{draft.number.text}”，请点“编文号”接着用它。"
    return True
