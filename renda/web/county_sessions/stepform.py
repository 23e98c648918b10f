"""The step form with county deputies and sessions to choose."""

from __future__ import annotations

from django import forms

from renda.kernel.access import policies
from renda.modules.county_sessions import selectors
from renda.modules.county_sessions.models import CountySession, Participant
from renda.modules.county_sessions.policy import VIEW
from renda.web.steps import form as steps
from renda.web.steps.engine import StepPage


class CountyForm(steps.StepForm):
    """``county_deputy``: one in office; ``county_deputies``: several, without the author; ``county_session``: an open one."""

    parts = {**steps.PARTS, "county_deputies": steps.PICK}

    def make_county_deputy(self, need):
        return steps.ByName(selectors.county_deputies(), empty_label="请选择县代表")

    def make_county_deputies(self, need):
        day = self.matter.opens_on if isinstance(self.matter, CountySession) else None
        rows = selectors.county_deputies(day)
        if author := getattr(self.matter, "author_id", None):
            rows = rows.exclude(pk=author)
        elif (
            self.matter is None
            and self.actor.mandate_ids
            and need.key == "cosigners"
            and not self.actor.has(VIEW)
        ):
            rows = rows.exclude(pk__in=self.actor.mandate_ids)
        self.descriptions[need.key] = {
            str(row.pk): row.person.employer or row.person.occupation for row in rows
        }
        return steps.ManyByName(rows, widget=forms.CheckboxSelectMultiple)

    def make_county_session(self, need):
        rows = CountySession.objects.filter(state__in=selectors.OPEN_SESSIONS).order_by("opens_on", "id")
        if not self.actor.has(VIEW):
            own = policies.visible(self.actor, Participant)
            rows = rows.filter(pk__in=own.values("session"))
        return forms.ModelChoiceField(rows, empty_label="请选择会议")


class CountyPage(StepPage):
    form_class = CountyForm
    dangers = ("cancel", "drop", "withdraw")


class CheckForm(CountyForm):
    """``doubts``: what the gate points at as the page is shown; they go with the step and stay beside the decision."""

    doubts: tuple[str, ...] = ()

    @property
    def data_of_step(self) -> dict:
        return {**super().data_of_step, "advice": list(self.doubts)}


class CheckPage(CountyPage):
    form_class = CheckForm
    doubts: tuple[str, ...] = ()

    def form(self, data=None, files=None) -> CheckForm:
        made = super().form(data, files)
        made.doubts = self.doubts
        return made
