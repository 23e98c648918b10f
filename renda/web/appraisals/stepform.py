"""The step form with units to appraise, deputies of the round, and units that wait for a second vote."""

from __future__ import annotations

from django import forms

from renda.foundation import clock
from renda.kernel.people.models import Mandate
from renda.kernel.units.models import ROOTS, Unit, UnitKind
from renda.modules.appraisals import rules
from renda.modules.appraisals.models import Appraised
from renda.web.steps import form as steps
from renda.web.steps.engine import StepPage

FIRST_KINDS = (UnitKind.STATION, UnitKind.DEPARTMENT)


class WaitingUnits(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Appraised) -> str:
        return str(obj.unit)


class AppraisalForm(steps.StepForm):
    """``any_units``; ``team``: deputies in office; ``member``, ``members``: of the round; ``waiting_units``: due for a second vote."""

    parts = {
        **steps.PARTS, "any_units": steps.PICK, "team": steps.PICK, "members": steps.PICK, "waiting_units": steps.PICK,
    }  # fmt: skip

    def make_any_units(self, need):
        rows = Unit.objects.filter(is_active=True).exclude(
            kind__in=(*ROOTS, UnitKind.CONGRESS, UnitKind.PARTY)
        )
        rows = rows.order_by("position", "name", "id")
        self.descriptions[need.key] = {str(row.pk): row.get_kind_display() for row in rows}
        return forms.ModelMultipleChoiceField(rows, widget=forms.CheckboxSelectMultiple)

    def make_team(self, need):
        rows = steps.seated().select_related("person__village").order_by("person__name", "id")
        self.descriptions[need.key] = {str(row.pk): known_of(row) for row in rows}
        return steps.ManyByName(rows, widget=forms.CheckboxSelectMultiple)

    def going(self):
        """The deputies of the round this unit's part belongs to."""
        rows = Mandate.objects.filter(appraisals=self.matter.appraisal).select_related("person__village")
        return rows.order_by("person__name", "id")

    def make_member(self, need):
        return steps.ByName(self.going(), empty_label="请选择代表")

    def make_members(self, need):
        rows = self.going()
        self.descriptions[need.key] = {str(row.pk): known_of(row) for row in rows}
        return steps.ManyByName(rows, widget=forms.CheckboxSelectMultiple)

    def make_waiting_units(self, need):
        rows = self.matter.units.filter(state="revote").select_related("unit").order_by("position", "id")
        return WaitingUnits(rows, widget=forms.CheckboxSelectMultiple)


def known_of(mandate) -> str:
    """What helps to choose: what the deputy knows, where the deputy lives."""
    person = mandate.person
    return "　".join(part for part in (person.skills or person.occupation, str(person.village or "")) if part)


class AppraisalPage(StepPage):
    form_class = AppraisalForm
    dangers = ("cancel", "decline", "drop", "send_back", "press")


def filled(matter, verb: str) -> dict:
    """What the form of a step of a round shows at first."""
    today = clock.today()
    if verb == "amend":
        keys = ("title", "year", "why", "visit_from", "visit_until", "meeting_on", "ends_on", "guests")
        return {**{key: getattr(matter, key) for key in keys}, "units": matter.chosen.all()}
    if verb == "plan":
        keys = ("leader", "visit_from", "visit_until", "meeting_on", "meeting_at", "venue", "report_by")
        return {
            **{key: getattr(matter, key) for key in keys}, "deputies": matter.deputies.all(), "contents": "\n".join(matter.contents),
            "visit_least": matter.visit_least or rules.number("visit_least"), "grades": matter.grades or "satisfied",
        }  # fmt: skip
    return {
        "approve": {"approved_on": today, "approved_by": "镇党委"},
        "leaders": {"on": today},
        "arrange": {
            key: rules.number(key) for key in ("report_minutes", "speech_minutes", "question_minutes")
        },
        "vote": {"held_on": max(today, matter.meeting_on)},
        "vote_again": {"held_on": today, "units": matter.units.filter(state="revote")},
    }.get(verb, {})


def filled_unit(part: Appraised, verb: str) -> dict:
    """What the form of a step of a unit shows at first."""
    today = clock.today()
    if verb == "team":
        return {"head": part.head, "team": part.team.all()}
    return {
        "note": {"on": today},
        "check": {"on": today},
        "press": {"on": today},
        "settle": {"on": today},
        "to_second": {"on": today},
        "report": {"report": part.report},
    }.get(verb, {})
