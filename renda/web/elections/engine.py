"""Taking one step of an election or a motion through a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from renda.kernel.access import policies
from renda.kernel.ballots.models import Ballot
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.execute import Outcome, open_matter
from renda.web.elections.stepform import StepForm
from renda.web.steps import engine


@dataclass
class StepPage(engine.StepPage):
    """``session``: the session a new matter begins in; a step that prepared a vote leads to it."""

    form_class = StepForm
    dangers = ("cancel", "withdraw", "drop", "close", "close_vacant", "end_post", "call_off", "refuse", "take_back", "call_back")

    session: CongressSession | None = None

    def run(self, form: StepForm) -> Outcome:
        if self.matter is not None:
            return super().run(form)
        data = {**form.data_of_step, "congress_session": self.session}
        return open_matter(self.request.actor, self.procedure.key, self.transition.verb, data)

    def after(self, outcome: Outcome) -> str:
        ballot = outcome.result.get("ballot")
        if isinstance(ballot, Ballot) and policies.can(self.request.actor, "ballot.view", ballot):
            return reverse("ballots:one", args=[ballot.pk])
        return super().after(outcome)
