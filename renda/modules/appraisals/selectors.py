"""What is asked about appraisals: who stands, what was heard, what the questionnaires gave, how the years compare."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from renda.kernel.secret_votes import selectors as votes
from renda.kernel.secret_votes.models import SecretVote
from renda.kernel.units.models import Unit
from renda.modules.appraisals import rules
from renda.modules.appraisals.models import Appraisal, Appraised, Demand, Note, NoteKind, RunLine, Sheet

PUBLIC = ("preparing", "voting", "following", "filed")
"""What deputies know of."""
OVER = ("settled", "dropped")
OPEN_DEMANDS = ("asked", "doing", "shown")
HANDED_OVER = ("planning", "doing", "resulted", "revote", "settled")
"""The unit has its opinion letter."""
ANSWERS = (("good", "满意"), ("mostly", "基本满意"), ("bad", "不满意"), ("unknown", "不了解"))
VOTE_OVER = ("declared", "sealed", "void")


def standing(appraisal: Appraisal) -> QuerySet[Appraised]:
    """The units of a round, without those left out."""
    return appraisal.units.exclude(state="dropped").order_by("position", "id")


def bare_lines(appraisal: Appraisal) -> QuerySet[RunLine]:
    """The lines of the run sheet nothing was put down for."""
    return appraisal.lines.filter(text="").order_by("position", "id")


def votes_of(appraisal: Appraisal) -> list[SecretVote]:
    """The secret votes of a round, the newest first."""
    return votes.of_subject(appraisal)


def open_vote(appraisal: Appraisal) -> SecretVote | None:
    """The vote that is prepared or under way."""
    return next((vote for vote in votes_of(appraisal) if vote.state not in VOTE_OVER), None)


# ------------------------------------------------------------------ talks, visits, questionnaires


@dataclass(frozen=True)
class Heard:
    """What the talks and visits of a unit gave in figures."""

    visited: int
    talks: int
    opinions: int


def heard(appraised: Appraised) -> Heard:
    """How many people were met, talks held, opinions written on questionnaires."""
    rows = appraised.notes.exclude(kind=NoteKind.CHECK)
    met = rows.aggregate(met=Sum("people"))["met"] or 0
    talks = rows.filter(kind=NoteKind.TALK).count()
    return Heard(met, talks, appraised.sheets.exclude(opinion="").count())


@dataclass(frozen=True)
class Asked:
    """The questionnaires of a unit. ``rows``: (content, numbers in the order of ANSWERS), empty while ``hidden``."""

    sheets: int
    least: int
    hidden: bool
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    opinions: tuple[str, ...]


def asked(appraised: Appraised) -> Asked:
    """What the questionnaires gave; with fewer than the rule says, no numbers and no words."""
    sheets: list[Sheet] = list(appraised.sheets.order_by("id"))
    least = rules.number("small_group")
    if len(sheets) < least:
        return Asked(len(sheets), least, True, (), ())
    counts: dict[str, Counter] = defaultdict(Counter)
    for sheet in sheets:
        for place, choice in sheet.answers.items():
            counts[place][choice] += 1
    rows = tuple(
        (content, tuple(counts[str(place)][key] for key, _ in ANSWERS))
        for place, content in enumerate(appraised.appraisal.contents, 1)
    )
    return Asked(len(sheets), least, False, rows, tuple(sheet.opinion for sheet in sheets if sheet.opinion))


def notes(appraised: Appraised) -> QuerySet[Note]:
    return appraised.notes.order_by("-on", "-id")


# ------------------------------------------------------------------ demands


def demands(appraised: Appraised) -> QuerySet[Demand]:
    """What the unit has to put right."""
    return appraised.demands.exclude(state="dropped").order_by("position", "id")


def with_counts(rows: QuerySet[Appraised]) -> QuerySet[Appraised]:
    """Units with how many questionnaires and visits there are."""
    return rows.annotate(sheet_count=Count("sheets", distinct=True), note_count=Count("notes", distinct=True))


# ------------------------------------------------------------------ results


def share_of(line: dict) -> float | None:
    """The share of good grades of a declared line; None where the numbers are not told."""
    return line["good"] / line["valid"] if line.get("valid") else None


def result_words(line: dict, options: list) -> str:
    """满意47票，基本满意8票，不满意2票，弃权1票; without numbers where they are not told."""
    if not line:
        return ""
    if "votes" not in line:
        return "投票太少，各项票数不公布"
    return "，".join(f"{word}{line['votes'][key]}票" for key, word, _ in options)


@dataclass(frozen=True)
class YearLine:
    """A unit over the years: for each year (in the order asked for) its part in the round, or None."""

    unit: Unit
    parts: tuple[Appraised | None, ...]


def over_years(parts: QuerySet[Appraised]) -> tuple[list[int], list[YearLine]]:
    """The years with a result, the latest last, and the units in the order of their names; of several rounds of a year the latest."""
    rows = (
        parts.exclude(outcome={})
        .select_related("unit", "appraisal")
        .order_by("appraisal__year", "opened_at", "id")
    )
    years = sorted({row.appraisal.year for row in rows})
    by_unit: dict[Unit, dict[int, Appraised]] = defaultdict(dict)
    for row in rows:
        by_unit[row.unit][row.appraisal.year] = row
    units = sorted(by_unit, key=lambda unit: (unit.position, unit.name))
    return years, [YearLine(unit, tuple(by_unit[unit].get(year) for year in years)) for unit in units]
