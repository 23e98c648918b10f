"""The step form with the members of the presidium to tick."""

from __future__ import annotations

from django import forms

from renda.foundation import clock
from renda.kernel.people.models import Person
from renda.modules.presidium import selectors
from renda.web.steps import form as steps
from renda.web.steps.engine import StepPage


class PresidiumForm(steps.StepForm):
    """``member``: one member of the presidium on the day of the meeting; ``members``: several of them."""

    parts = {**steps.PARTS, "members": steps.PICK}

    @property
    def members(self):
        day = self.matter.held_on if self.matter is not None else clock.today()
        return Person.objects.filter(pk__in=[person.pk for person in selectors.members(day)]).order_by("name", "id")

    def make_member(self, need):
        return forms.ModelChoiceField(self.members, empty_label="请选择")

    def make_members(self, need):
        return forms.ModelMultipleChoiceField(self.members, widget=forms.CheckboxSelectMultiple)


class PresidiumPage(StepPage):
    form_class = PresidiumForm
    dangers = ("call_off", "drop")
