"""When a step of the assessment applies, and what may be chosen in it."""

from __future__ import annotations

from renda.modules.assessment import selectors
from renda.modules.assessment.models import Assessment


def earlier_ones(assessment: Assessment | None) -> list[tuple[str, str]]:
    """The schemes that can be copied, as choices."""
    return [(str(row.pk), str(row)) for row in selectors.earlier()]


def has_items(assessment: Assessment) -> bool | str:
    return True if assessment.items.exists() else "还没有考评内容，请先装入考评表，或者一项一项地加。"


def all_settled(assessment: Assessment) -> bool | str:
    """Every item has its points, decided by a person."""
    if (answer := has_items(assessment)) is not True:
        return answer
    left = assessment.items.filter(settled_on__isnull=True).count()
    return True if not left else f"还有{left}项没有定分，都定好了才能上报。"


def no_result_yet(assessment: Assessment) -> bool:
    return assessment.county_score is None
