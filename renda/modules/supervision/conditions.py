"""When a step applies, which choices it offers, and for whom a day counts."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.library import laws
from renda.modules.supervision.models import Form, Source

FORMS = tuple(Form.choices)
SOURCES = tuple(Source.choices)
OPEN_PROBLEMS = ("listed", "doing", "shown")


def items(inspection) -> list[tuple[str, str]]:
    """The things to check that stand, as choices."""
    rows = inspection.items.filter(struck_on=None) if inspection is not None else ()
    return [(str(one.pk), one.text) for one in rows]


def sites(inspection) -> list[tuple[str, str]]:
    """The places that stand, as choices."""
    rows = inspection.sites.filter(struck_on=None) if inspection is not None else ()
    return [(str(one.pk), f"{one.name}（{day_zh(one.on)}）") for one in rows]


def has_items(inspection) -> bool:
    return inspection.items.filter(struck_on=None).exists()


def has_sites(inspection) -> bool:
    return inspection.sites.filter(struck_on=None).exists()


def has_findings(inspection) -> bool:
    return inspection.findings.filter(struck_on=None).exists()


def law_is_loaded(inspection) -> bool | str:
    """Is the text that holds today in the library?"""
    if not inspection.law:
        return False
    if laws.edition_in_force(inspection.law) is not None:
        return True
    return f"资料库里没有现行的《{inspection.law}》，请先到“资料库”导入，或者点“写检查项目”逐条写。"


def all_settled(inspection) -> bool | str:
    """May it be filed: every problem over, the deputies told?"""
    left = inspection.problems.filter(state__in=OPEN_PROBLEMS).count()
    if left:
        return f"还有{left}个问题没有销号，销号以后再归档。"
    return True if inspection.told_on else "还没有把结果告知代表，告知以后再归档。"


def is_behind(problem) -> bool:
    """Its day is over, or what was shown was not enough."""
    return problem.due_on < clock.today() or problem.rounds > 0


def owners(step) -> list:
    return [step.matter.unit]


def last_day(step):
    return step.matter.due_on
