"""The steps of suggestions, promises and supervision activities as pages: their own fields, words and what comes next."""

from __future__ import annotations

from django.http import HttpRequest

from renda.kernel.procedures.execute import Outcome
from renda.modules.suggestions.models import Suggestion
from renda.web.steps import engine
from renda.web.steps.engine import Next
from renda.web.suggestions import present
from renda.web.suggestions.stepform import StepForm
from renda.web.suggestions.turns import next_after

TEMPLATE = "suggestions/step.html"


class StepPage(engine.StepPage):
    form_class = StepForm
    dangers = present.DANGERS

    def coming(self) -> Next | None:
        if not isinstance(self.matter, Suggestion):
            return None
        return next_after(self.request.actor, self.matter, self.transition.verb)

    def done_words(self, outcome: Outcome) -> str:
        """What was done, in one sentence: number given, units told, papers made."""
        parts = [f"“{self.transition.label}”已办好"]
        number = getattr(outcome.matter, "number", "")
        if outcome.verb in ("register", "list_bill") and number:
            parts.append(f"编号是 {number}")
        if units := outcome.result.get("units"):
            parts.append(f"涉及单位：{'、'.join(str(unit) for unit in units)}")
        if outcome.papers:
            parts.append(f"生成公文{len(outcome.papers)}份，已放入案卷")
        return "，".join(parts) + "。"


def step_of(request: HttpRequest, matter, verb: str, **options) -> StepPage:
    """See :func:`renda.web.steps.engine.step_of`."""
    return engine.step_of(request, matter, verb, StepPage, **{"template": TEMPLATE, **options})


def opening_of(
    request: HttpRequest, key: str, verb: str, kind: type[StepPage] = StepPage, **options
) -> StepPage:
    """See :func:`renda.web.steps.engine.opening_of`."""
    return engine.opening_of(request, key, verb, kind, **{"template": TEMPLATE, **options})
