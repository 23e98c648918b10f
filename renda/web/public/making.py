"""The office gives out one-time links: made for one unit or deputy, shown once with a QR code, taken back by a click."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.access import policies
from renda.kernel.access.links import OneTimeLink, make_link
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.modules.suggestions import selectors
from renda.modules.suggestions.models import Promise, Suggestion
from renda.web import ui
from renda.web.suggestions import links
from renda.web.suggestions.links import LinkChoice

VALIDITY = "suggestion-link-validity"


def choices(actor, suggestion: Suggestion) -> list[tuple[LinkChoice, Suggestion | Promise]]:
    """Every link that makes sense now, with the one object it opens. How long it holds is office practice."""
    found = [(one, suggestion) for one in links.link_choices(actor, suggestion)]
    promises = suggestion.promises.filter(state="shown")
    for promise in promises:
        for mandate in selectors.signers(suggestion):
            words = f"确认承诺：{promise.text}"
            verbs = ("promise.view", "promise.confirm")
            key = f"promise-{promise.pk}-{mandate.pk}"
            found.append((LinkChoice(key, f"{mandate.person.name}代表", words, verbs, clock.today(), person=mandate.person), promise))
    days = timing.practice(VALIDITY)
    return [
        (replace(one, until=clock.today() + timedelta(days=days["unit_days" if one.unit else "deputy_days"])), opens)
        for one, opens in found
    ]


def given(suggestion: Suggestion):
    """The links given out for a suggestion and its promises, the newest first."""
    promises = suggestion.promises.values("pk")
    rows = OneTimeLink.objects.filter(Q(object_id=suggestion.pk) | Q(object_id__in=promises))
    return rows.select_related("person", "unit").order_by("-made_at", "-id")


def state_of(link: OneTimeLink) -> tuple[str, str]:
    """Light and words of a link."""
    if link.revoked_at:
        return "withheld", "已作废"
    if link.used_at:
        return "done", "已用过"
    if link.expires_at <= clock.now():
        return "paused", "已过期"
    return "waiting", "可以用"


def give(actor, choice: LinkChoice, opens, suggestion: Suggestion) -> tuple[OneTimeLink, str]:
    """Make a link; an older one for the same unit or deputy serves no more."""
    older = OneTimeLink.objects.filter(
        object_id=opens.pk, person=choice.person, unit=choice.unit, used_at__isnull=True, revoked_at__isnull=True
    )
    older.update(revoked_at=clock.now())
    link, secret = make_link(
        opens, list(choice.verbs), expires_at=links.end_of(choice.until), label=choice.label[:80],
        person=choice.person, unit=choice.unit, single_use=choice.single_use,
    )  # fmt: skip
    record(actor, "link.make", suggestion, {"who": choice.label, "purpose": choice.purpose})
    return link, secret


def make_link_page(request: HttpRequest, pk) -> HttpResponse:
    """Choose for whom; the answer to the choice shows the link, this once."""
    suggestion = get_object_or_404(policies.visible(request.actor, Suggestion), pk=pk)
    policies.require_verb(request.actor, "link.make")
    offered = choices(request.actor, suggestion)
    if request.method == "POST":
        picked = next((pair for pair in offered if pair[0].key == request.POST.get("choice")), None)
        if picked is None:
            ui.flash.wrong(request, "现在不用给这个单位或代表发链接，请看看办到哪一步了。")
            return redirect("make-link", pk)
        link, secret = give(request.actor, *picked, suggestion)
        address = request.build_absolute_uri(reverse("link", args=[secret]))
        context = {"suggestion": suggestion, "choice": picked[0], "link": link, "address": address, "message": message(picked[0], address)}
        response = render(request, "public/link_made.html", context)
        response.headers["Referrer-Policy"] = "strict-origin"
        return response
    rows = [{"link": link, "state": state_of(link), "is_open": state_of(link)[1] == "可以用"} for link in given(suggestion)]
    context = {"suggestion": suggestion, "choices": [choice for choice, _ in offered], "rows": rows}
    return render(request, "public/link_choose.html", context)


def message(choice: LinkChoice, address: str) -> str:
    """Words ready to be sent by telephone."""
    return f"{choice.label}：镇人大办请您{choice.purpose}，点开就能办，不用登录。{day_zh(choice.until)}前有效，请不要转发。{address}"


@require_POST
def revoke_link(request: HttpRequest, pk) -> HttpResponse:
    """Take a link back."""
    policies.require_verb(request.actor, "link.make")
    link = get_object_or_404(OneTimeLink.objects, pk=pk)
    model = Promise if link.model == Promise._meta.label_lower else Suggestion
    target = get_object_or_404(policies.visible(request.actor, model), pk=link.object_id)
    suggestion = target.suggestion if model is Promise else target
    if OneTimeLink.objects.filter(pk=pk, revoked_at__isnull=True, used_at__isnull=True).update(revoked_at=clock.now()):
        record(request.actor, "link.revoke", suggestion, {"who": link.label})
        ui.flash.done(request, f"给{link.label}的链接已经作废，打不开了。")
    return redirect("make-link", suggestion.pk)
