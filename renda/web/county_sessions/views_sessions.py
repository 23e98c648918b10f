"""The list of the county's sessions and the page of one: who goes, papers, items, packages, what waits."""

from __future__ import annotations

from collections import Counter

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.people.models import Account
from renda.modules.county_sessions import exporting, materials, packing, policy, selectors
from renda.modules.county_sessions.actions.session.record import FIELDS
from renda.modules.county_sessions.models import CountySession, Package
from renda.web.county_sessions.frame import session_of
from renda.web.county_sessions.stepform import CountyPage
from renda.web.steps import facts
from renda.web.steps.engine import opening_of, step_of
from renda.web.steps.words import state_light
from renda.web.ui import lights

PER_PAGE = 25
MAIN, GRAVE = ("number", "submit", "receive", "supplement", "file"), ("cancel",)
WAITING = (("collected", "待把关"), ("checked", "待编号打印"), ("printed", "待报送"), ("submitted", "等县里交办"), ("handling", "县里正在办"), ("replied", "待代表评价"), ("judged", "待了结"))  # fmt: skip
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All sessions of the county, the latest first."""
    policies.require_verb(request.actor, policy.VIEW)
    ended = Q(items__closed_at__isnull=False)
    standing = ~Q(items__state__in=selectors.OUT) & Q(items__isnull=False)
    rows = policies.visible(request.actor, CountySession).annotate(
        item_count=Count("items", filter=standing), open_count=Count("items", filter=standing & ~ended)
    )
    page = Paginator(rows.order_by("-opens_on", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.light = state_light(one)
        one.due = lights.due(one.hand_in_on) if one.state == "preparing" else None
    context = {
        "page": page,
        "may_keep": request.actor.has(policy.KEEP),
        "has_own": request.actor.has(policy.MINE),
        "deputies": selectors.county_deputies().count(),
    }
    return render(request, "county_sessions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a session; the county, the term and the addressee are those of the last one."""
    back = reverse("county_sessions:list")
    page = opening_of(
        request, "county_session", "record", CountyPage, template="county_sessions/new.html", back_url=back
    )
    page.extra = lambda form: {"heading": "登记一次县人大会议"}
    last = CountySession.objects.order_by("-opens_on", "-id").first()
    if last is not None:
        page.initial = {
            **{key: getattr(last, key) for key in ("county", "county_term", "venue", "receiver")},
            "number": last.number + 1,
        }
    return page.answer()


@require_GET
def session(request: HttpRequest, pk) -> HttpResponse:
    """One session of the county."""
    found = session_of(request, pk)
    items = list(selectors.standing_items(found))
    dues = selectors.waited_for(items)
    for one in items:
        one.light = state_light(one)
        one.due = lights.due(dues[one.pk].due_on, inner=dues[one.pk].internal) if one.pk in dues else None
    people = list(
        selectors.participants(found).annotate(
            has_account=Exists(Account.objects.filter(person=OuterRef("mandate__person"), is_active=True)),
            given=Count("handouts"), unsigned=Count("handouts", filter=Q(handouts__signed_on__isnull=True))
        )
    )
    counted = Counter(one.state for one in items)
    context = {
        "session": found,
        "light": state_light(found),
        "due": lights.due(found.hand_in_on) if found.state == "preparing" else None,
        "actions": facts.actions(request.actor, found, "county_sessions:step", main=MAIN, grave=GRAVE, other=("attend",)),
        "waiting": [(counted[key], label) for key, label in WAITING if counted[key]],
        "items": items,
        "ended": list(found.items.filter(state__in=("withdrawn", "dropped"), handed_in_on__isnull=False).select_related("author__person").order_by("kind", "sequence", "id")),
        "people": people,
        "going": sum(one.goes for one in people),
        "tally": selectors.tally(found),
        "material_count": found.materials.count(),
        "packages": list(found.packages.annotate(count=Count("enclosures"))),
        "may_keep": request.actor.has(policy.KEEP) and found.state in selectors.OPEN_SESSIONS,
        **facts.told(request.actor, found),
    }  # fmt: skip
    return render(request, "county_sessions/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_step(request: HttpRequest, pk, verb: str) -> HttpResponse:
    """One step of a session."""
    found = session_of(request, pk)
    page = step_of(request, found, verb, CountyPage)
    page.initial = starting_with(found, verb)
    return page.answer()


def starting_with(found: CountySession, verb: str) -> dict:
    """What the form of a step shows at first."""
    if verb == "change":
        return {key: getattr(found, key) for key in FIELDS}
    if verb == "attend":
        rows = list(found.participants.all())
        away = next((row.note for row in rows if not row.goes and row.note), "")
        return {"going": [row.mandate_id for row in rows if row.goes], "note": away}
    return {"received_on": clock.today()} if verb == "receive" else {"done_on": clock.today()}


@require_GET
def table(request: HttpRequest, pk) -> HttpResponse:
    """The list with what became of each, as a table."""
    found = session_of(request, pk)
    answer = HttpResponse(exporting.with_fate(found), content_type=EXCEL)
    answer["Content-Disposition"] = content_disposition_header(True, f"{found}议案和建议办理情况.xlsx")
    return answer


@require_GET
def package(request: HttpRequest, pk, one) -> HttpResponse:
    """Everything that went to the county in one go: Word and PDF of each paper, and the table."""
    found = session_of(request, pk)
    made = get_object_or_404(Package.objects.select_related("list_file"), pk=one, session=found)
    answer = StreamingHttpResponse(packing.stream(made), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, f"{found}{made}.zip")
    return answer


@require_POST
def link(request: HttpRequest, pk, one) -> HttpResponse:
    """Make the link of one deputy; the answer shows it, this once."""
    found = session_of(request, pk, policy.KEEP)
    person = get_object_or_404(selectors.participants(found), pk=one)
    made, secret = materials.make_own_link(request.actor, person)
    address = request.build_absolute_uri(reverse("link", args=[secret]))
    words = f"{person}代表：{found}的材料请点开看并签收，议案、建议也可以在里面写，不用登录，请不要转发。{address}"
    context = {
        "session": found,
        "person": person,
        "address": address,
        "message": words,
        "until": made.last_day,
    }
    answer = render(request, "county_sessions/link.html", context)
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer
