"""What is asked about inspections: what the field gave in figures, how the problems stand, who goes with which team."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.people.models import Mandate
from renda.modules.supervision.models import Finding, FindingPhoto, Inspection, Kind, Problem, Result

TAKING = ("field", "reporting", "following")
"""Findings are taken while the team is out, and late ones until the dossier is closed."""
OPEN_PROBLEMS = ("doing", "shown")
DECIDED = ("decided", "field", "reporting", "following", "filed")


@dataclass(frozen=True)
class Tally:
    """What the field gave. Each number is a count of rows that can be opened."""

    sites: int
    checks: int
    fine: int
    wrong: int
    samples: int
    opinions: int
    signed: int
    photos: int

    @property
    def sentence(self) -> str:
        """检查组查看了3个检查点，检查12项次，没有问题的9项次，有问题的3项次，拍照8张。"""
        parts = [f"查看了{self.sites}个检查点", f"检查{self.checks}项次"]
        if self.checks:
            parts.append(f"没有问题的{self.fine}项次，有问题的{self.wrong}项次")
        for number, words in (
            (self.samples, "抽样{}份"),
            (self.opinions, "听取群众意见{}条"),
            (self.photos, "拍照{}张"),
        ):
            if number:
                parts.append(words.format(number))
        return f"检查组{'，'.join(parts)}。"


def tally(inspection: Inspection) -> Tally:
    """The figures of an inspection, counted from its findings."""
    rows = standing_findings(inspection).order_by()
    kinds = Counter(dict(rows.values_list("kind").annotate(Count("id"))))
    results = Counter(dict(rows.filter(kind=Kind.CHECK).values_list("result").annotate(Count("id"))))
    return Tally(
        sites=rows.values("site_name").distinct().count(),
        checks=kinds[Kind.CHECK],
        fine=results[Result.FINE],
        wrong=results[Result.WRONG],
        samples=kinds[Kind.SAMPLE],
        opinions=kinds[Kind.OPINION],
        signed=kinds[Kind.SIGNED],
        photos=FindingPhoto.objects.filter(finding__in=rows).count(),
    )


def standing_findings(inspection: Inspection) -> QuerySet[Finding]:
    """The findings that count: without those struck."""
    return inspection.findings.filter(struck_on=None)


def unlisted(inspection: Inspection) -> QuerySet[Finding]:
    """What was found wrong and stands in no problem yet."""
    return standing_findings(inspection).filter(kind=Kind.CHECK, result=Result.WRONG, problem=None)


def findings(inspection: Inspection) -> QuerySet[Finding]:
    """What was written down, the latest first, with photos."""
    rows = inspection.findings.select_related("site", "item", "problem").prefetch_related("photos__file")
    return rows.order_by("-at", "-id")


def in_the_field() -> QuerySet[Inspection]:
    """The inspections that are out now."""
    return Inspection.objects.filter(state="field").order_by("starts_on", "id")


@dataclass(frozen=True)
class Standing:
    """How the problems stand: by state."""

    total: int
    open: int
    shown: int
    late: int
    closed: int


def standing(inspection: Inspection, today: date | None = None) -> Standing:
    """How the problems of an inspection stand today."""
    rows = list(inspection.problems.exclude(state="dropped").values_list("state", "due_on"))
    day = today or clock.today()
    return Standing(
        total=len(rows),
        open=sum(state in ("listed", "doing") for state, _ in rows),
        shown=sum(state == "shown" for state, _ in rows),
        late=sum(state == "doing" and due_on < day for state, due_on in rows),
        closed=sum(state == "closed" for state, _ in rows),
    )


def outcome_words(inspection: Inspection) -> str:
    """What the deputies are told, in a sentence or two."""
    told = standing(inspection)
    parts = [f"发现问题{told.total}个，已经改好销号{told.closed}个"]
    left = told.open + told.shown
    if left:
        parts.append(f"还在整改{left}个")
    if inspection.feedback_on:
        parts.append(f"镇政府{day_zh(inspection.feedback_on)}反馈了处理情况")
    return f"{'，'.join(parts)}。"


def problems_seen(rows: QuerySet[Problem]) -> QuerySet[Problem]:
    """Problems with what a list shows, the ones due first at the head."""
    return rows.select_related("inspection", "unit").order_by("due_on", "id")


def turns(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Deputies with how often they have gone with a team (``turns``), who went least first."""
    went = Count("inspections", filter=Q(inspections__state__in=DECIDED), distinct=True)
    return mandates.annotate(turns=went).order_by("turns", "person__name", "id")
