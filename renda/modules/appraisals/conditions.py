"""When a step applies, which choices it offers, and for whom a day counts."""

from __future__ import annotations

from renda.kernel.secret_votes import conditions as votes
from renda.modules.appraisals import rules, selectors
from renda.modules.appraisals.models import NoteKind, Speech

GRADES = votes.GRADES
NOTES = tuple((one.value, one.label) for one in (NoteKind.TALK, NoteKind.VISIT, NoteKind.FILES))
SPEECHES = tuple(Speech.choices)


def units(appraisal) -> list[tuple[str, str]]:
    """The units of the round as choices."""
    rows = selectors.standing(appraisal).select_related("unit") if appraisal is not None else ()
    return [(str(one.pk), str(one.unit)) for one in rows]


def lines(appraisal) -> list[tuple[str, str]]:
    """The lines of the run sheet nothing was put down for, as choices."""
    rows = selectors.bare_lines(appraisal) if appraisal is not None else ()
    return [
        (str(one.pk), f"{one}（{one.appraised.unit}）" if one.appraised_id else str(one))
        for one in rows.select_related("appraised__unit")
    ]


def has_bare_lines(appraisal) -> bool:
    return selectors.bare_lines(appraisal).exists()


def has_words(appraisal) -> bool | str:
    """Was anything said put down?"""
    return appraisal.lines.exclude(text="").exists() or "还没有记发言、问答，先点“记发言、问答”。"


def somebody_waits(appraisal) -> bool | str:
    """May a second vote be prepared: somebody is waiting for it, and none is under way?"""
    if not appraisal.units.filter(state="revote").exists():
        return False
    return selectors.open_vote(appraisal) is None or "再次测评已经在准备，请到“无记名测评”里办。"


def all_settled(appraisal) -> bool | str:
    """May it be filed: every unit over, the deputies told?"""
    left = [str(one.unit) for one in appraisal.units.exclude(state__in=selectors.OVER).select_related("unit")]
    if left:
        return f"{'、'.join(left)}还没有办结，办结以后再归档。"
    return True if appraisal.told_on else "还没有把结果告知代表，告知以后再归档。"


def owners(step) -> list:
    return [step.matter.unit]


def report_day(step):
    return step.matter.appraisal.report_by


def last_day(step):
    return step.matter.due_on


def something_is_left(appraised) -> bool:
    return appraised.demands.filter(state__in=selectors.OPEN_DEMANDS).exists()


def is_ready(appraised) -> bool | str:
    left = appraised.demands.filter(state__in=selectors.OPEN_DEMANDS).count()
    return f"还有{left}条整改意见没有销号，先逐条复查。" if left else True


def done_for_good(appraised) -> bool | str:
    return False if appraised.again else is_ready(appraised)


def done_for_now(appraised) -> bool | str:
    return is_ready(appraised) if appraised.again else False


def is_good_now(appraised) -> bool:
    return not rules.is_poor(appraised.second)


def was_voted_twice(appraised) -> bool:
    return bool(appraised.second)


def is_not_the_last(appraised) -> bool | str:
    others = selectors.standing(appraised.appraisal).exclude(pk=appraised.pk)
    return others.exists() or "只剩这一个单位了：不评议了，请到评议的页面点“不评议了”。"


def is_sent(demand) -> bool:
    return demand.appraised.state != "rated"


def is_not_sent(demand) -> bool:
    return not is_sent(demand)


def is_planning(demand) -> bool:
    """Measures can be changed until the plan is handed in."""
    return demand.appraised.state == "planning"


def plan_is_in(demand) -> bool | str:
    """Results are shown after the plan."""
    return not is_planning(demand) or "请先报整改方案，再报整改结果。"
