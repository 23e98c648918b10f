"""The step form with amounts of money, wishes to tick and every unit of the town."""

from __future__ import annotations

from django import forms

from renda.kernel.units.models import ROOTS, Unit, UnitKind
from renda.modules.livelihood.models import Wish
from renda.web.steps import form as steps
from renda.web.steps.engine import StepPage

DIGITS, PLACES = 10, 2


class LivelihoodForm(steps.StepForm):
    """``money``: an amount in 万元; ``wishes``: wishes nobody has answered yet; ``any_unit``: whoever may be responsible."""

    parts = {**steps.PARTS, "wishes": steps.PICK}

    def make_money(self, need):
        made = forms.DecimalField(
            max_digits=DIGITS,
            decimal_places=PLACES,
            min_value=0,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )
        words = "请写数字，例如 186.5，单位是万元。"
        made.error_messages.update(
            invalid=words, max_digits=words, max_decimal_places=words, max_whole_digits=words
        )
        return made

    def make_wishes(self, need):
        rows = Wish.objects.filter(campaign=self.matter, left_out="").order_by("source", "title", "id")
        if self.transition.verb != "amend":
            rows = rows.filter(candidate=None)
        self.descriptions[need.key] = {str(wish.pk): described(wish) for wish in rows}
        return forms.ModelMultipleChoiceField(rows, widget=forms.CheckboxSelectMultiple)

    def make_any_unit(self, need):
        rows = Unit.objects.filter(is_active=True).exclude(kind__in=(*ROOTS, UnitKind.CONGRESS))
        return forms.ModelChoiceField(rows.order_by("position", "name", "id"), empty_label="请选择单位")


def described(wish: Wish) -> str:
    """Where it is, how much, who wants it."""
    parts = [
        wish.place,
        f"{wish.money_zh}万元" if wish.money is not None else "",
        wish.get_source_display(),
        wish.who,
    ]
    return "　".join(part for part in parts if part)


class LivelihoodPage(StepPage):
    form_class = LivelihoodForm
    dangers = ("cancel", "stop", "call_off", "withdraw", "send_back")
