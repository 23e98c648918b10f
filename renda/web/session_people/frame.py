"""What all pages of the people share: which session, the row of parts, refusals in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from renda.foundation.ids import as_id
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import policy
from renda.modules.sessions.attendance.models import Attendee
from renda.web import ui
from renda.web.sessions.reach import session_of

PARTS = (
    ("名单", "session_people:list"),
    ("分组", "session_people:groups"),
    ("会上职务", "session_people:duties"),
    ("通知和回执", "session_people:notices"),
    ("请假", "session_people:leave"),
    ("材料和装袋", "session_people:materials"),
    ("食宿和车辆", "session_people:services"),
)


def opened(request: HttpRequest, pk, verb: str = policy.VIEW) -> CongressSession:
    """The session of the address for whoever has the verb."""
    return session_of(request, pk, verb)


def parts(session: CongressSession, current: str) -> list[dict[str, object]]:
    """The row of parts; ``current`` is the url name of the one shown."""
    return [
        {"label": label, "url": reverse(name, args=[session.pk]), "current": name == current, "count": ""}
        for label, name in PARTS
    ]


def show(
    request: HttpRequest, session, template: str, current: str, facts: dict, status: int = 200
) -> HttpResponse:
    """A page of the people with its row of parts."""
    facts = {"session": session, "parts": parts(session, current), **facts}
    return render(request, f"session_people/{template}.html", facts, status=status)


def form_page(
    request: HttpRequest, session, current: str, form, *, title: str, submit: str = "保存", **more
) -> HttpResponse:
    """A page with one form. ``more``: lead, reasons, refused, multipart."""
    facts = {
        "form": form, "title": title, "submit": submit, "back_url": more.pop("back_url", reverse(current, args=[session.pk])),
        "back_label": {name: label for label, name in PARTS}.get(current, "返回"),
        "lead": "", "reasons": (), "refused": (), "multipart": False, **more,
    }  # fmt: skip
    bad = bool(form.errors or facts["refused"])
    return show(request, session, "form", current, facts, 422 if bad else 200)


def person_of(session, pk) -> Attendee:
    """A row of the session's list; 404 when it is none."""
    rows = Attendee.objects.filter(session=session).select_related(
        "person", "group", "unit", "mandate", "session__term"
    )
    return get_object_or_404(rows, pk=pk)


def keys(request: HttpRequest, name: str = "who") -> list[UUID]:
    """The keys that were ticked; what is no key is left out."""
    return [found for text in request.POST.getlist(name) if (found := as_id(text))]


def problem_of(refused: Refused) -> str:
    """A refusal in one sentence."""
    return "".join(f"{reason.text}{reason.mend}" for reason in refused.reasons)


def done(
    request: HttpRequest, act: Callable[[], object], words: str | Callable[[object], str], back: str
) -> HttpResponse:
    """Do something by one button: say that it was done, or why not, and go back."""
    try:
        result = act()
    except Refused as refused:
        ui.flash.wrong(request, "没有办成：" + problem_of(refused))
    else:
        ui.flash.done(request, words(result) if callable(words) else words)
    return redirect(back)


def legal(reasons: Iterable[Reason]) -> list[dict[str, object]]:
    """Warnings with their articles for the page."""
    return [{"text": reason.text, "mend": reason.mend, "articles": reason.articles} for reason in reasons]
