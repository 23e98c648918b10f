"""The list of sessions and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.people.models import CongressSession
from renda.kernel.rehearsal import spaces
from renda.modules.sessions import hanging, standing
from renda.modules.sessions.attendance.models import Attendee
from renda.modules.sessions.attendance.policy import OWN
from renda.modules.sessions.models import SessionWork
from renda.modules.sessions.selectors import BEFORE_OPENING
from renda.modules.sessions.sittings.selectors import sittings_of
from renda.web import ui
from renda.web.sessions import present
from renda.web.sessions.reach import work_of
from renda.web.sittings.course import light_of
from renda.web.steps.facts import told
from renda.web.steps.words import state_light
from renda.web.ui import lights, words

PER_PAGE = 25


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All sessions, the latest first."""
    policies.require_verb(request.actor, "session.view")
    rows = policies.visible(request.actor, CongressSession).order_by("-opens_on", "-id")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    works = {
        work.session_id: work for work in SessionWork.objects.filter(session__in=[row.pk for row in page])
    }
    for row in page.object_list:
        found = works.get(row.pk)
        row.light = state_light(found) if found else lights.light("done", "已开过") if over(row) else None
        row.kind_label = found.kind_label if found else ""
    actions = []
    if request.actor.has("session.prepare"):
        actions.append(ui.Action("开始筹备一次大会", reverse("sessions:new"), "primary", icon="calendar"))
    if request.actor.has("rehearsal.hold") and not request.rehearsal:
        words = "继续演练" if spaces.of_town(request.actor.town_id) else "演练一次大会"
        actions.append(ui.Action(words, reverse("rehearsal:home"), icon="flag"))
    gone = list(policies.visible(request.actor, SessionWork).filter(state="cancelled"))
    return render(request, "sessions/list.html", {"page": page, "actions": actions, "gone": gone})


def over(session: CongressSession) -> bool:
    return session.closes_on < clock.today()


@require_GET
def hub(request: HttpRequest, pk) -> HttpResponse:
    """One session: how it stands and where everything about it is found."""
    policies.require_verb(request.actor, "session.view")
    session = policies.visible(request.actor, CongressSession).filter(pk=pk).first()
    if session is None:
        return taken_back(request, pk)
    work = work_of(session)
    own = Attendee.objects.filter(session=session, person_id=request.actor.person_id, ended_on__isnull=True)
    takes_part = request.actor.person_id is not None and request.actor.has(OWN) and own.exists()
    shown = {"takes_part": takes_part, "sittings": today(request.actor, session)}
    return render(request, "sessions/hub.html", {**shown, **facts(request.actor, session, work)})


def taken_back(request: HttpRequest, pk) -> HttpResponse:
    """A session registered by mistake: why it was taken back, what had been made for it."""
    rows = policies.visible(request.actor, SessionWork)
    work = get_object_or_404(rows, session_id=pk, session__cancelled_on__isnull=False)
    shown = {"work": work, "light": state_light(work), "made": hanging.made(work.session)}
    return render(request, "sessions/cancelled.html", {**shown, **told(request.actor, work)})


def today(actor: Actor, session: CongressSession) -> list[tuple]:
    """The sittings of this day, each with its light."""
    if not actor.has("sitting.view"):
        return []
    rows = sittings_of(session).filter(cancelled_at__isnull=True)
    return [(one, light_of(one)) for one in rows if one.held_on == clock.today()]


def facts(actor: Actor, session: CongressSession, work: SessionWork | None) -> dict:
    """What the page of a session shows; the checklist only to those who prepare or lead it."""
    plans = work is not None and actor.has("session.plan")
    shown = {"session": session, "work": work, "plans": plans, "facts": rows(session, work), "coming": not over(session),
             "may_prepare": actor.has("session.prepare")}  # fmt: skip
    if work is not None:
        shown |= {"bar": present.step_bar(work), "light": state_light(work)}
    if not plans:
        return shown
    before = work.state in BEFORE_OPENING
    lines = standing.lines(work, "before" if before else "after")
    left = [line for line in lines if not line.is_done]
    return shown | {
        "actions": present.actions(actor, work),
        "moves": list(work.moves.all()),
        "before": before,
        "total": len(lines),
        "left": len(left),
        "red": [line for line in left if line.is_red],
        "near": [line for line in left if line.standing in (standing.OVER, standing.NEAR)],
    }


def rows(session: CongressSession, work: SessionWork | None) -> list[tuple[str, str]]:
    """The facts of a session in pairs."""
    days = words.cn_date(session.opens_on)
    if session.closes_on != session.opens_on:
        days += f"到{words.cn_date(session.closes_on)}"
    found = [("会期", days)]
    if work is None:
        return found
    found.append(("种类", work.kind_label))
    optional = [
        ("为什么召集", work.cause),
        ("日期公布", words.cn_date(work.published_on)),
        ("开幕", words.cn_date(work.began_on)),
        ("到会代表", f"{work.present}人（代表总数{work.base}人）" if work.present is not None else ""),
        ("人数说明", work.count_note),
        ("闭幕", words.cn_date(work.ended_on)),
        ("会议结果", work.outcome),
    ]
    return found + [pair for pair in optional if pair[1]]
