"""Running the checks of the four properties at a stage and keeping what they found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import renda
from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.four.checks import CHECKS
from renda.kernel.archive.four.subject import Subject, limits
from renda.kernel.archive.models import ArchiveItem, CheckRun
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing

VERB = "archive.check"
YEARLY_RULE = "archive-yearly-check"
#: What fails there stops an export (standards, 3.5).
BLOCKING = ("真实性", "安全性")
PASSED, FAILED, PERSON, NOT_HERE = "passed", "failed", "person", "none"
FAULTS_KEPT = 20


@dataclass(frozen=True)
class Line:
    """One check of the catalogue."""

    key: str
    property: str
    title: str
    by: str = "program"
    stages: tuple[str, ...] = tuple(CheckRun.Stage.values)


@cache
def lines() -> tuple[Line, ...]:
    rows = limits()["checks"]
    return tuple(Line(**{**row, "stages": tuple(row.get("stages", CheckRun.Stage.values))}) for row in rows)


def examine(stage: str, subject: Subject) -> list[dict[str, Any]]:
    """Every check with its outcome and evidence; nothing is kept."""
    return [outcome(line, stage, subject) for line in lines()]


def outcome(line: Line, stage: str, subject: Subject) -> dict[str, Any]:
    if stage not in line.stages:
        return {"key": line.key, "outcome": NOT_HERE, "evidence": ["这个环节不查"]}
    if line.by == "person":
        return {"key": line.key, "outcome": PERSON, "evidence": ["要人核对以后签名"]}
    faults = list(CHECKS[line.key](subject))
    if not faults:
        return {"key": line.key, "outcome": PASSED, "evidence": [evidence(subject)]}
    more = [f"……共{len(faults)}处"] if len(faults) > FAULTS_KEPT else []
    return {"key": line.key, "outcome": FAILED, "evidence": [*faults[:FAULTS_KEPT], *more]}


def evidence(subject: Subject) -> str:
    parts = sum(len(parts) for parts in subject.parts.values())
    carried = f"，写出{subject.written.files}个文件、{subject.written.bytes}字节" if subject.written else ""
    return f"查了{len(subject.items)}件、{parts}份{carried}"


def keep(actor: Actor, stage: str, subject: Subject, title: str) -> CheckRun:
    """Run the checks and keep the result with time and version. Filing is in the log already."""
    results = examine(stage, subject)
    run = CheckRun.objects.create(
        stage=stage,
        subject=title[:240],
        items=len(subject.items),
        results=results,
        is_ok=all(row["outcome"] != FAILED for row in results),
        version=renda.__version__,
        run_by=actor.label[:80],
    )
    if stage != CheckRun.Stage.FILING:
        record(actor, "archive.check", run, {"outcome": "通过" if run.is_ok else "有不合格的"})
    return run


def blocking(results: list[dict[str, Any]]) -> list[str]:
    """What must be mended before anything leaves: failed checks of authenticity and safety."""
    known = {line.key: line for line in lines()}
    return [
        f"{known[row['key']].title}：{row['evidence'][0]}"
        for row in results
        if row["outcome"] == FAILED and known[row["key"]].property in BLOCKING
    ]


def yearly(actor: Actor) -> CheckRun:
    """The check of the year: a sample spread evenly over the whole archive, all of it when there is not much.

    Raises CannotFile when there is nothing to check.
    """
    require_verb(actor, VERB)
    rows = ArchiveItem.objects.filter(destroyed_on__isnull=True, transferred_on__isnull=True)
    keys = list(rows.order_by("year", "retention", "category", "serial", "id").values_list("pk", flat=True))
    if not keys:
        raise CannotFile("还没有归档文件，不用检测。")
    step = max(1, len(keys) // timing.practice(YEARLY_RULE)["sample"])
    chosen = keys[::step]
    items = list(
        rows.filter(pk__in=chosen)
        .select_related("dossier")
        .order_by("year", "retention", "category", "serial", "id")
    )
    return keep(
        actor,
        CheckRun.Stage.YEARLY,
        Subject(items),
        f"{clock.today().year}年，共{len(keys)}件，抽查{len(items)}件",
    )


def is_yearly_due() -> bool:
    """Whether there is something to check and nobody has checked it this year."""
    done = CheckRun.objects.filter(stage=CheckRun.Stage.YEARLY, run_at__year=clock.today().year)
    kept = ArchiveItem.objects.filter(destroyed_on__isnull=True, transferred_on__isnull=True)
    return not done.exists() and kept.exists()


def confirm(actor: Actor, run: CheckRun, key: str, note: str) -> None:
    """A person answers for a check that no program can make. Raises CannotFile."""
    require_verb(actor, VERB)
    line = next((one for one in lines() if one.key == key and one.by == "person"), None)
    if line is None:
        raise CannotFile("这一项不用人核对。")
    if not note.strip():
        raise CannotFile("请写清楚用什么查的、查出什么。")
    run.confirmed = {
        **run.confirmed,
        key: {"by": actor.label, "on": clock.today().isoformat(), "note": note.strip()[:200]},
    }
    run.save(update_fields=["confirmed"])
    record(actor, "archive.check", run, {"outcome": f"{line.title}：{note.strip()[:120]}"})


def told(run: CheckRun) -> list[Mapping[str, Any]]:
    """The results of a run as a page shows them."""
    kept = {row["key"]: row for row in run.results}
    return [
        {"line": line, **kept[line.key], "confirmed": run.confirmed.get(line.key)}
        for line in lines()
        if line.key in kept
    ]
