"""Taking one step of any matter through a page: show the form, run it, tell what stood in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renda.kernel.access import policies
from renda.kernel.procedures import registry
from renda.kernel.procedures.declaration import Procedure, Transition
from renda.kernel.procedures.execute import MovedMeanwhile, Outcome, Refused, execute, open_matter
from renda.web import ui
from renda.web.steps.form import StepForm
from renda.web.steps.words import articles


@dataclass(frozen=True)
class Next:
    """What may be taken up after a step, and the words of the button."""

    url: str
    label: str


@dataclass
class StepPage:
    """One step of one matter as a page. ``extra(form)`` adds to the context, ``initial`` fills the form.

    A module with needs or words of its own makes a subclass: ``form_class`` shows its needs, ``dangers`` are the verbs
    with a red button, ``coming`` what may be taken up next, ``done_words`` what is said afterwards.
    """

    form_class: ClassVar[type[StepForm]] = StepForm
    dangers: ClassVar[tuple[str, ...]] = ()

    request: HttpRequest
    procedure: Procedure
    transition: Transition
    matter: object | None
    template: str = "steps/step.html"
    initial: dict = field(default_factory=dict)
    extra: Callable[[StepForm], dict] = lambda form: {}
    back_url: str = ""

    def answer(self) -> HttpResponse:
        """GET shows the form; POST takes the step."""
        if self.request.method != "POST":
            return self.show(self.form())
        form = self.form(self.request.POST, self.request.FILES)
        if form.wants_row:
            form.full_clean()
            form.forgive()
            return self.show(form)
        if not form.is_valid():
            return self.show(form, status=422)
        return self.take(form)

    def form(self, data=None, files=None) -> StepForm:
        return self.form_class(
            data,
            files,
            actor=self.request.actor,
            transition=self.transition,
            matter=self.matter,
            initial=self.initial,
        )

    def take(self, form: StepForm) -> HttpResponse:
        coming = self.coming()
        try:
            outcome = self.run(form)
        except MovedMeanwhile as refused:
            self.matter = type(self.matter).objects.get(pk=self.matter.pk)
            return self.show(form, refused.reasons, moved=True, status=409)
        except Refused as refused:
            return self.show(form, refused.reasons, status=422)
        next_one = {"next_url": coming.url, "next_label": coming.label} if coming else {}
        ui.flash.done(self.request, self.done_words(outcome), **next_one)
        for warning in outcome.warnings:
            ui.flash.warn(self.request, f"{warning.text}{warning.mend}")
        return redirect(self.after(outcome))

    def coming(self) -> Next | None:
        """What may be taken up after this step, asked while the matter still lies where it is."""
        return None

    def done_words(self, outcome: Outcome) -> str:
        """What was done, in one sentence."""
        return done_words(outcome, self.transition)

    def run(self, form: StepForm) -> Outcome:
        actor, verb = self.request.actor, self.transition.verb
        if self.matter is None:
            return open_matter(actor, self.procedure.key, verb, form.data_of_step)
        return execute(actor, self.matter, verb, form.data_of_step, version=form.version)

    def after(self, outcome: Outcome) -> str:
        """Where to go: the matter, or its list when it is no longer in the actor's reach."""
        seen = policies.visible(self.request.actor, type(outcome.matter)).filter(pk=outcome.matter.pk)
        return outcome.matter.get_absolute_url() if seen.exists() else self.back_url

    def obstacle(self) -> str:
        """Why the step can't be taken now at all, in words; empty when it can."""
        if self.matter is None:
            return ""
        if self.matter.state not in self.transition.source:
            return f"现在的状态是“{self.matter.state_label()}”，不能“{self.transition.label}”。"
        answer = self.transition.when(self.matter) if self.transition.when else True
        if answer is True:
            return ""
        return answer or f"这件事项现在不需要“{self.transition.label}”。"

    def show(self, form: StepForm, reasons=(), *, moved=False, status=200) -> HttpResponse:
        context = {
            "form": form,
            "matter": self.matter,
            "transition": self.transition,
            "reasons": reasons,
            "moved": moved,
            "obstacle": self.obstacle(),
            "danger": self.transition.verb in self.dangers,
            "law": articles(self.transition.law),
            "back_url": self.back_url or self.matter.get_absolute_url(),
            "draft_key": f"{self.transition.verb}-{self.matter.pk if self.matter else 'new'}",
            **self.extra(form),
        }
        return render(self.request, self.template, context, status=status)


def step_of(request: HttpRequest, matter, verb: str, kind: type[StepPage] = StepPage, **options) -> StepPage:
    """The page of a step by hand of a matter the actor may see; Http404 and PermissionDenied as policies say."""
    procedure = registry.procedure_of(matter)
    known = {transition.verb: transition for transition in procedure.transitions if transition.by_hand}
    transition = known.get(verb)
    if transition is None or "new" in transition.source:
        raise Http404
    policies.require(request.actor, transition.who, matter)
    return kind(request, procedure, transition, matter, back_url=matter.get_absolute_url(), **options)


def opening_of(
    request: HttpRequest, key: str, verb: str, kind: type[StepPage] = StepPage, **options
) -> StepPage:
    """The page that begins a new matter."""
    procedure = registry.procedure(key)
    transition = procedure.transition(verb)
    policies.require_verb(request.actor, transition.who)
    return kind(request, procedure, transition, None, **options)


def done_words(outcome: Outcome, transition: Transition) -> str:
    """That the step was taken, and the papers it made."""
    parts = [f"“{transition.label}”已办好"]
    if outcome.papers:
        parts.append(f"生成公文{len(outcome.papers)}份，已放入案卷")
    return "，".join(parts) + "。"
