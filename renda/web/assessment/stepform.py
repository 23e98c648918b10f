"""The step form with points, and the figures to choose from."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from django import forms

from renda.kernel.figures import scopes
from renda.kernel.figures.registry import all_figures
from renda.kernel.procedures.execute import Outcome, execute
from renda.modules.assessment.models import DIGITS, PLACES, Item
from renda.web.steps import form as steps
from renda.web.steps.engine import StepPage

BY_HAND = ("", "不取数，看材料人工定分")
STRETCHES = {scopes.PERIOD, scopes.YEAR, scopes.DAY, scopes.TODAY}


class AssessmentForm(steps.StepForm):
    """``decimal``: points or pieces; ``figure``: one of the figures that can be counted over a stretch of time."""

    def make_decimal(self, need):
        made = forms.DecimalField(
            max_digits=DIGITS,
            decimal_places=PLACES,
            min_value=0,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )
        words = "请写数字，例如 4 或者 2.5。"
        made.error_messages.update(
            invalid=words, max_digits=words, max_decimal_places=words, max_whole_digits=words, min_value=words
        )
        return made

    def make_figure(self, need):
        return forms.ChoiceField(choices=figure_choices())


def figure_choices() -> list:
    """Every figure by its line of work, the first choice being none."""
    able = sorted((one for one in all_figures() if STRETCHES & set(one.scopes)), key=lambda one: one.group)
    grouped = [
        (group, [(one.key, one.label) for one in members])
        for group, members in groupby(able, key=lambda one: one.group)
    ]
    return [BY_HAND, *grouped]


class AssessmentPage(StepPage):
    form_class = AssessmentForm
    dangers: ClassVar[tuple[str, ...]] = ("drop", "take_out", "take_back")


class ItemPage(AssessmentPage):
    """A step of the assessment that is about one of its items."""

    item: Item

    def run(self, form: AssessmentForm) -> Outcome:
        data = {**form.data_of_step, "item": self.item.pk}
        return execute(self.request.actor, self.matter, self.transition.verb, data, version=form.version)

    def after(self, outcome: Outcome) -> str:
        gone = self.transition.verb == "take_out"
        return outcome.matter.get_absolute_url() if gone else self.item.get_absolute_url()
