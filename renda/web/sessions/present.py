"""A session in the words and lights of the pages; no rules, no writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max
from django.urls import reverse

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.documents.engine import templates
from renda.kernel.documents.models import Paper, PaperState
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.offers import offers
from renda.modules.drafting.models import Draft
from renda.modules.drafting.selectors import papers_of_session
from renda.modules.sessions import selectors, standing
from renda.modules.sessions.models import SessionWork
from renda.modules.sessions.procedure import CLOSED, FILED, NOTICED, OPENED, PLANNED
from renda.modules.sessions.standing import Line
from renda.web.sessions import tabs
from renda.web.ui import Action

BAR = (("筹备", PLANNED), ("公布日期", NOTICED), ("开幕", OPENED), ("闭幕", CLOSED), ("归档", FILED))
DATES = {PLANNED: None, NOTICED: "published_on", OPENED: "began_on", CLOSED: "ended_on", FILED: None}
MAIN = ("publish", "open", "close", "file")
GRAVE = "cancel"
#: How many sessions back an earlier paper is looked for among the set of one.
SETS = 2
#: What is done about the checklist and the dossier has its place on their pages.
ON_OTHER_PAGES = ("gather", "take_file")


def step_bar(work: SessionWork) -> list[dict]:
    """The way of the session with the days reached."""
    keys = [key for _, key in BAR]
    reached = keys.index(work.state)
    bar = []
    for place, (label, key) in enumerate(BAR):
        state = (
            "done" if place < reached or work.state == FILED else "current" if place == reached else "todo"
        )
        on = getattr(work, DATES[key]) if DATES[key] else None
        bar.append({"label": label, "state": state, "note": "", "on": on})
    return bar


def place_of(verb: str) -> int:
    """First what comes next, last what takes the whole back."""
    return 0 if verb in MAIN else 2 if verb == GRAVE else 1


def actions(actor: Actor, work: SessionWork) -> list[Action]:
    """What can be done with the session now; the next step of its way comes first."""
    found = [offer for offer in offers(actor, work) if offer.transition.verb not in ON_OTHER_PAGES]
    made = []
    for offer in sorted(found, key=lambda offer: place_of(offer.transition.verb)):
        verb = offer.transition.verb
        url = reverse("sessions:step", args=[work.session_id, verb])
        kind = ("primary", "plain", "danger")[place_of(verb)]
        made.append(Action(offer.transition.label, url, kind, reasons=tuple(filter(None, [offer.problem]))))
    return made


@dataclass
class Row:
    """A line of the checklist with the papers that belong to it."""

    line: Line
    template: str = ""
    draft: Draft | None = None
    earlier: Paper | None = None
    earlier_url: str = ""
    begin_url: str = ""
    page: tuple[str, str] = ("", "")


@dataclass
class Group:
    """Lines that stand alike."""

    key: str
    label: str
    rows: list[Row] = field(default_factory=list)


GROUPS = (
    ("missed", "来不及了", (standing.MISSED,)),
    ("over", "过了日子还没办", (standing.OVER,)),
    ("now", "这几天要办", (standing.NEAR,)),
    ("ahead", "以后", (standing.AHEAD,)),
    ("done", "办好了", standing.IS_DONE),
)


def groups(actor: Actor, work: SessionWork, lines: Iterable[Line]) -> list[Group]:
    """The checklist by what is to be done first; empty groups are left out."""
    rows = rows_of(actor, work, list(lines))
    made = [
        Group(key, label, [row for row in rows if row.line.standing in kinds]) for key, label, kinds in GROUPS
    ]
    return [group for group in made if group.rows]


def rows_of(actor: Actor, work: SessionWork, lines: list[Line]) -> list[Row]:
    """Each line with this year's draft, last year's paper and where to begin. Two queries, however many lines."""
    wanted = {line.step.template for line in lines if line.step.template}
    writes = actor.has("draft.write")
    known = set(templates.template_ids())
    drafts = drafts_of(actor, work, wanted) if writes else {}
    earlier = papers_before(actor, work, wanted) if writes else {}
    sets = renewals(work.session, earlier.values())
    places = tabs.where_done(actor, work.session)
    made = []
    for line in lines:
        key = line.step.template
        row = Row(line, page=places.get(line.step.key, ("", "")))
        if key in known and writes:
            row.template = templates.load(key).name
            row.draft, row.earlier = drafts.get(key), earlier.get(key)
            row.begin_url = reverse("drafting:from-template", args=[key])
            row.earlier_url = sets.get(row.earlier.pk, "") if row.earlier else ""
        made.append(row)
    return made


def renewals(session: CongressSession, papers: Iterable[Paper]) -> dict:
    """Key of an earlier paper → where the whole set of its session is renewed; papers of no set lead to themselves."""
    found = {paper.pk: reverse("drafting:from-earlier", args=[paper.pk]) for paper in papers}
    held = CongressSession.objects.filter(opens_on__lt=session.opens_on).select_related("term")
    for earlier in held.order_by("-opens_on", "-id")[:SETS] if found else ():
        for key in papers_of_session(earlier).filter(pk__in=found).order_by().values_list("pk", flat=True):
            found[key] = f"{reverse('drafting:renewal')}?session={earlier.pk}"
    return found


def drafts_of(actor: Actor, work: SessionWork, wanted: set[str]) -> dict[str, Draft]:
    """Template → the latest draft begun for this session."""
    since = selectors.since(work.session)
    rows = policies.visible(actor, Draft).filter(template__in=wanted, opened_at__date__gt=since)
    rows = rows.exclude(state="discarded").defer("content", "bindings").order_by("opened_at", "id")
    return {row.template: row for row in rows}


def papers_before(actor: Actor, work: SessionWork, wanted: set[str]) -> dict[str, Paper]:
    """Template → the last paper issued before this session's preparation."""
    since = selectors.since(work.session)
    rows = policies.visible(actor, Paper).filter(
        template__in=wanted, state=PaperState.ISSUED, dated_on__lte=since
    )
    latest = dict(rows.order_by().values_list("template").annotate(Max("dated_on")))
    found = rows.filter(dated_on__in=set(latest.values())).defer("content", "text").order_by("dated_on", "id")
    return {row.template: row for row in found if row.dated_on == latest[row.template]}
