"""The pages behind a one-time link: a unit works on one suggestion, a deputy answers one question.

Whoever holds the address acts; nothing else of the town is in reach. The address goes into no log and, by the
referrer policy, to no other page.
"""

from __future__ import annotations

import logging
from contextlib import nullcontext
from functools import wraps

from django.apps import apps
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_variables

from renda.kernel.access.links import OpenedLink, open_link, use_up
from renda.kernel.procedures.execute import Refused
from renda.kernel.procedures.offers import offers
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions import selectors
from renda.modules.suggestions.models import Suggestion
from renda.web import ui
from renda.web.appraisals import by_link as appraisal_links
from renda.web.county_sessions import by_link as county_links
from renda.web.drafting import receipt_links
from renda.web.middleware import public
from renda.web.public import guesses
from renda.web.public.column import towns
from renda.web.session_people import links as session_links
from renda.web.suggestions import deputy_questions as questions
from renda.web.suggestions import engine, present

FOR_LEAD, FOR_SUPPORT = {"suggestion.reply", "suggestion.ask_extension", "suggestion.consult"}, {"suggestion.give_opinion"}
BEFORE_SIGNING = ("sign_for", "hand_back")
#: Links with pages of their own: model of the one object → its page.
ANSWERS = {
    receipt_links.MODEL: receipt_links.answer,
    session_links.MODEL: session_links.answer,
    county_links.MODEL: county_links.by_link,
    appraisal_links.MODEL: appraisal_links.by_link,
}
QUESTION_VERBS = {question.verb: question for question in (questions.JUDGE, questions.COSIGN, questions.PROMISE)}


class WithoutAddresses(logging.Filter):
    """Takes the addresses of links out of what Django writes about failed requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        start = present.address("link", args=["x"])[: -len("x/")]
        request = getattr(record, "request", None)
        if start and request is not None and request.path.startswith(start):
            record.msg, record.args, record.request = "%s", (f"{record.levelname}: {start}…",), None
        return True


for _name in ("django.request", "django.security.csrf"):
    logging.getLogger(_name).addFilter(WithoutAddresses())


def by_link(view):
    """Open the link in the address, act in its town, and keep the page private. Without a link: a kind page."""

    @public
    @sensitive_variables("secret")
    @wraps(view)
    def inner(request: HttpRequest, secret: str, **kwargs) -> HttpResponse:
        address = request.META.get("REMOTE_ADDR") or ""
        if guesses.too_many(address):
            return stranger(request, "请过一会儿再试", "打不开的链接试得太多了，请过一刻钟再试，或给人大办打电话。", 429)
        opened = open_link(secret)
        if opened is None:
            guesses.note(address)
            return stranger(request, "没有这个链接", "链接可能没有抄全。请从收到的消息里再点一次，或重新扫二维码；还是不行，请给人大办打电话。", 404)
        with acting_in(opened.link.town):
            request.actor = opened.actor
            if opened.problem:
                return private(ended(request, opened))
            return private(view(request, opened, here=reverse("link", args=[secret]), **kwargs))

    return inner


def private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, found by nobody. "strict-origin" keeps the path to ourselves; "no-referrer" would also
    blank the Origin of our own forms, and their check against forged requests would fail."""
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def stranger(request: HttpRequest, title: str, words: str, status: int) -> HttpResponse:
    """A page for a link nobody knows; where there is only one town, its office's telephone is on it."""
    only = towns()
    with acting_in(only[0]) if len(only) == 1 else nullcontext():
        return private(plain(request, title, words, status))


def plain(request: HttpRequest, title: str, words: str, status: int = 200, kind: str = "warning") -> HttpResponse:
    return render(request, "public/link_ended.html", {"title": title, "words": words, "kind": kind}, status=status)


def ended(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    """A link that serves no more: used (all is well), revoked or past its time."""
    if request.method == "POST":
        return redirect(request.path)
    if opened.link.used_at and not opened.link.revoked_at:
        return plain(request, "已经收到，谢谢您", opened.problem, kind="done")
    return plain(request, "这个链接不能用了", opened.problem, 410)


def matter_of(opened: OpenedLink):
    """The one object of the link."""
    found = apps.get_model(opened.link.model).objects.filter(pk=opened.link.object_id).first()
    if found is None:
        raise Http404
    return found


@by_link
def link(request: HttpRequest, opened: OpenedLink, here: str) -> HttpResponse:
    """What the link is for."""
    if answer := ANSWERS.get(opened.link.model):
        return answer(request, opened, here)
    question = next((QUESTION_VERBS[verb] for verb in opened.link.verbs if verb in QUESTION_VERBS), None)
    if question is not None:
        return ask(request, opened, question, here)
    if opened.link.unit_id is None:
        raise Http404
    return desk(request, opened, here)


def ask(request: HttpRequest, opened: OpenedLink, question: questions.Question, here: str) -> HttpResponse:
    """A deputy's question; the link is used up by the answer and in the same transaction."""
    matter = matter_of(opened)
    facts = question.facts(opened.actor, matter)
    form = question.form(request.POST or None)
    reasons = ()
    if request.method == "POST" and not facts["settled"] and form.is_valid():
        try:
            with transaction.atomic():
                if use_up(opened.link):
                    questions.answered(question, opened.actor, matter, form.cleaned_data)
                    ui.flash.done(request, question.thanks)
            return redirect(here)
        except Refused as refused:
            reasons = refused.reasons
            matter.refresh_from_db()
            facts = question.facts(opened.actor, matter)
    context = {
        **facts, "question": question, "form": form, "matter": matter, "reasons": reasons, "back_url": "",
        "draft_key": f"link-{opened.link.pk}", "label": opened.link.label,
    }  # fmt: skip
    return render(request, "public/link_question.html", context, status=422 if request.method == "POST" else 200)


def desk(request: HttpRequest, opened: OpenedLink, here: str) -> HttpResponse:
    """A unit's working page: the suggestion, where it stands, what can be done now."""
    suggestion = matter_of(opened)
    share = selectors.assignment_of(suggestion, [opened.link.unit_id])
    context = {
        "suggestion": suggestion,
        "light": present.state_light(suggestion),
        "share": share,
        "label": opened.link.label,
        "steps": steps(opened, suggestion, share, here) if share else [],
        "deadlines": [one for one in present.open_deadlines(suggestion) if one["who"] == str(opened.link.unit)],
        "consultations": suggestion.consultation_set.filter(round=suggestion.round),
        "progress": suggestion.progress_set.all(),
        "reply": questions.last_reply(suggestion),
        "supporting": selectors.active_assignments(suggestion).filter(part="support"),
        "shown_until": opened.link.last_day,
    }
    return render(request, "public/link_desk.html", context)


def steps(opened: OpenedLink, suggestion: Suggestion, share, here: str) -> list[ui.Action]:
    """The steps of this unit's part as buttons; what was signed for is not signed for again."""
    not_mine = FOR_SUPPORT if share.part == "lead" else FOR_LEAD
    is_signed = bool(share.signed_on or share.by_silence)
    found = []
    for offer in offers(opened.actor, suggestion):
        step = offer.transition
        if step.who in not_mine or (is_signed and step.verb in BEFORE_SIGNING):
            continue
        main = "sign_for" if not is_signed else "reply" if share.part == "lead" else "give_opinion"
        kind = "primary" if step.verb == main else "danger" if step.verb == "hand_back" else "plain"
        reasons = (offer.problem,) if offer.problem else ()
        found.append(ui.Action(step.label, f"{here}{step.verb}/", kind, reasons=reasons))
    return sorted(found, key=lambda action: ("primary", "plain", "danger").index(action.kind))


class LinkStep(engine.StepPage):
    """A step taken by link leads back to the link's own page."""

    def after(self, outcome) -> str:
        return self.back_url


@by_link
def link_step(request: HttpRequest, opened: OpenedLink, here: str, verb: str) -> HttpResponse:
    """One step of a unit, or what is done with a paper that was sent."""
    if answer := ANSWERS.get(opened.link.model):
        return answer(request, opened, here, verb)
    suggestion = matter_of(opened)
    procedure = suggestion.procedure
    step = next((one for one in procedure.transitions if one.verb == verb and one.by_hand), None)
    if opened.link.unit_id is None or step is None or not opened.actor.granted(step.who, suggestion):
        raise Http404
    page = LinkStep(request, procedure, step, suggestion, template="public/link_step.html", back_url=here)
    if selectors.assignment_of(suggestion, [opened.link.unit_id]) is None:
        return redirect(here)
    return page.answer()
