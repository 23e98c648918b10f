"""The step pages of a session: the form, and steps that are looked at before they are taken."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from renda.kernel.procedures.declaration import Reason
from renda.law import session_plan
from renda.modules.sessions import planning, selectors
from renda.modules.sessions.actions import days
from renda.modules.sessions.models import PlanStep
from renda.web.steps.engine import StepPage
from renda.web.steps.form import StepForm


class SessionForm(StepForm):
    """The row of the checklist a step is about comes from the address, not from the form."""

    HIDDEN = ("step",)

    def field_of(self, need):
        return None if need.key in self.HIDDEN else super().field_of(need)

    def make_choice(self, need):
        made = super().make_choice(need)
        if need.key == "kind":
            self.descriptions[need.key] = {one.key: one.hint for one in session_plan.kinds().values()}
        return made


class SessionPage(StepPage):
    """A step of the session itself."""

    form_class = SessionForm
    dangers = ("file", "cancel")


class ChecklistPage(SessionPage):
    """A step about one row of the checklist, or a new one; afterwards the checklist is shown."""

    row: PlanStep | None = None

    def run(self, form):
        if self.row is not None:
            form.fields_of_row = {"step": self.row.key}
        return super().run(form)

    def after(self, outcome) -> str:
        return outcome.result["row"].get_absolute_url()

    def obstacle(self) -> str:
        if self.matter.state not in self.transition.source:
            return f"现在的状态是“{self.matter.state_label()}”，清单不能再改。"
        return ""


class ChecklistForm(SessionForm):
    """Carries the row's key to the executor."""

    fields_of_row: dict = {}

    @property
    def data_of_step(self) -> dict:
        return {**super().data_of_step, **self.fields_of_row}


ChecklistPage.form_class = ChecklistForm


class LookedAt(SessionPage):
    """First the days are shown, then the same form is sent once more: nothing is written before."""

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self.show(self.form())
        form = self.form(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        if self.request.POST.get("sure") != self.token(form):
            return self.show(form)
        return self.take(form)

    def token(self, form) -> str:
        """What was looked at; other days have to be looked at again."""
        return "/".join(str(form.cleaned_data.get(key) or "") for key in ("kind", "opens_on", "closes_on"))

    def show(self, form, reasons=(), **more) -> HttpResponse:
        looked = form.is_bound and not form.errors and not reasons
        self.extra = lambda shown: self.seen(shown) if looked else {"looked": None}
        return super().show(form, reasons, **more)

    def seen(self, form) -> dict:
        opens_on = form.cleaned_data["opens_on"]
        closes_on = form.cleaned_data.get("closes_on") or opens_on
        looked = self.look(form.cleaned_data, opens_on, closes_on)
        return {"looked": {**looked, "opens_on": opens_on, "closes_on": closes_on}, "sure": self.token(form)}


class StartPage(LookedAt):
    """A new session: what is odd about the day and what is too late is shown first."""

    def look(self, data, opens_on, closes_on) -> dict:
        if stops := days.impossible(opens_on, closes_on, selectors.registered_for(opens_on, closes_on)):
            return {"stops": stops, "remarks": (), "first": ()}
        kind = data["kind"]
        said = [
            *days.remarks(kind, opens_on, closes_on, data.get("counted_from")),
            *days.missed(kind, opens_on, closes_on),
        ]
        plan = session_plan.plan(kind, opens_on, closes_on, selectors.where())
        return {
            "stops": (),
            "remarks": said,
            "first": [one for one in plan if one.spec.phase == session_plan.BEFORE],
        }

    def after(self, outcome) -> str:
        return reverse("sessions:plan", args=[outcome.matter.session_id])


class MovePage(LookedAt):
    """Another day: each step with its old and its new date."""

    def look(self, data, opens_on, closes_on) -> dict:
        session = self.matter.session
        if (opens_on, closes_on) == (session.opens_on, session.closes_on):
            return {"stops": [Reason("日期和原来一样。", "请填新的日期。")], "remarks": (), "rows": ()}
        if stops := days.impossible(opens_on, closes_on, session):
            return {"stops": stops, "remarks": (), "rows": ()}
        said = days.remarks(self.matter.kind, opens_on, closes_on, self.matter.counted_from)
        said += days.missed_by_moving(self.matter, opens_on, closes_on)
        again = days.again_steps(self.matter)
        rows = [
            {"step": step, "new_on": planned.due_on, "again": step.key in again, "last": planned.last}
            for step, planned in planning.changes(self.matter, opens_on, closes_on)
        ]
        return {"stops": (), "remarks": said, "rows": rows, "told": bool(again)}
