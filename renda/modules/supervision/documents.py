"""The notice with the plan, the report and the list of problems, filled from the rows; by the form of the inspection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from renda.foundation.chinese.dates import date_zh, day_zh
from renda.kernel.deadlines import timing
from renda.kernel.documents.current_values import current_values
from renda.kernel.procedures.execute import Step
from renda.modules.supervision import checklist, selectors
from renda.modules.supervision.models import Form, Inspection, Site

RULE, WHICH = "inspection-report-feedback", "local_default"
SERIES = "presidium"
LONG = 1000


def common(step: Step) -> dict[str, Any]:
    return {
        "contact": "人大办",
        "phone": "（未登记）",
        **current_values(step.actor),
    }


def about(step: Step) -> dict[str, Any]:
    return {**common(step), "topic": step.matter.topic}


def names_of(inspection: Inspection) -> list[str]:
    rows = inspection.team.select_related("person").order_by("person__name", "id")
    return [mandate.person.name for mandate in rows]


def units_of(inspection: Inspection) -> str:
    return "、".join(unit.name for unit in inspection.units.order_by("position", "name", "id"))


def span(inspection: Inspection) -> str:
    """2026年6月16日至2026年6月18日; one day alone where it is one."""
    first, last = date_zh(inspection.starts_on), date_zh(inspection.ends_on)
    return first if first == last else f"{first}至{last}"


def when(site: Site) -> str:
    return f"{day_zh(site.on)}{site.at}"


def standing_sites(inspection: Inspection) -> list[Site]:
    return list(inspection.sites.filter(struck_on=None).order_by("on", "position", "id"))


def contents(inspection: Inspection) -> list[str]:
    """What is checked, each with its article."""
    rows = inspection.items.filter(struck_on=None).order_by("position", "id")
    return [row.text.rstrip("。；") + (f"（{row.article}）" if row.article else "") for row in rows]


# ------------------------------------------------------------------ the notice


def plan(step: Step):
    """The notice: an inspection's with its plan, a visit's and a survey's, the letter for a special report."""
    makers: dict[str, tuple[str, Callable[[Step], dict]]] = {
        Form.INSPECTION: ("inspection_plan", inspection_plan),
        Form.VISIT: ("survey_plan", survey_plan),
        Form.SURVEY: ("survey_plan", survey_plan),
        Form.REPORT: ("hearing_notice", hearing_notice),
    }
    template, fields = makers[step.matter.form]
    series = "letter" if template == "hearing_notice" else SERIES
    return step.paper(template, {**about(step), **fields(step)}, role="plan", series=series)


def inspection_plan(step: Step) -> dict[str, Any]:
    one = step.matter
    return {
        "law": one.law, "units": units_of(one), "basis": basis(one), "report_unit": units_of(one),
        "report_by": date_zh(one.materials_by), "contents": contents(one), "leader": one.leader.name,
        "members": names_of(one), "experts": one.experts, "draft_by": date_zh(one.draft_by),
        "sites": [
            {"at": when(site), "site": site.name, "items": "检查表所列事项", "lead": site.lead or one.leader.name} for site in standing_sites(one)
        ],
    }  # fmt: skip


def survey_plan(step: Step) -> dict[str, Any]:
    one = step.matter
    return {
        "activity": one.get_form_display(), "addressed": units_of(one), "span": span(one), "why": one.why,
        "contents": contents(one), "people": f"{one.leader.name}（带队）、{'、'.join(names_of(one))}",
        "stops": [{"at": when(site), "place": site.name, "content": site.lead and f"{site.lead}带队查看" or "查看"} for site in standing_sites(one)],
        "prepare": units_of(one), "ready_by": date_zh(one.materials_by),
    }  # fmt: skip


def hearing_notice(step: Step) -> dict[str, Any]:
    one = step.matter
    return {
        "held_at": one.hearing_at, "venue": one.venue, "contents": contents(one), "report_by": date_zh(one.materials_by),
        "reporter": "镇人民政府负责人", "others": f"{units_of(one)}负责人",
    }  # fmt: skip


def basis(one: Inspection) -> str:
    return f"{one.decided_by}决定"


# ------------------------------------------------------------------ the report


def report(step: Step):
    """The report by form. Its figures are counted from the rows at this moment, nobody types them."""
    makers: dict[str, tuple[str, Callable[[Step], dict]]] = {
        Form.INSPECTION: ("inspection_report", inspection_report),
        Form.VISIT: ("visit_report", visit_report),
        Form.SURVEY: ("survey_report", survey_report),
        Form.REPORT: ("opinion_to_government", opinion),
    }
    template, fields = makers[step.matter.form]
    series = SERIES if step.matter.form in (Form.VISIT, Form.REPORT) else ""
    return step.paper(template, {**about(step), **fields(step)}, role="report", series=series)


def feedback_by(step: Step) -> str:
    """By when the government answers, by the rule of the place."""
    return date_zh(timing.due(RULE, step.today, name=WHICH).due_on)


def situation(step: Step) -> list[str]:
    """The figures first, then what the office has written."""
    return [
        selectors.tally(step.matter).sentence,
        *checklist.lines_of(step.data.get("situation") or "", LONG),
    ]


def advice(step: Step) -> list[str]:
    return checklist.lines_of(step.data["advice"], LONG)


def problems(step: Step) -> list:
    return list(
        step.matter.problems.exclude(state="dropped").select_related("unit").order_by("position", "id")
    )


def inspection_report(step: Step) -> dict[str, Any]:
    one, told = step.matter, selectors.tally(step.matter)
    return {
        "law": one.law, "reported_on": date_zh(step.today), "meeting": step.data["meeting"], "basis": basis(one),
        "from_on": date_zh(one.starts_on), "to_on": date_zh(one.ends_on), "heard": one.heard, "site_count": told.sites,
        "visited": one.visited, "files": one.files_read, "situation": situation(step), "advice": advice(step),
        "problems": [{"heading": row.title, "facts": f"{row.facts.rstrip().rstrip('。；，')}，", "article": row.article} for row in problems(step)],
        "feedback_by": feedback_by(step),
    }  # fmt: skip


def visit_report(step: Step) -> dict[str, Any]:
    one = step.matter
    opinions = [{"heading": row.title, "text": f"{sentence(row.facts)}{row.ask}"} for row in problems(step)]
    return {
        "addressed": units_of(one), "held_on": span(one), "deputy_count": one.team.count(),
        "places": "、".join(site.name for site in standing_sites(one)),
        "opinions": [*opinions, *({"heading": "总的建议", "text": line} for line in advice(step))], "feedback_by": feedback_by(step),
    }  # fmt: skip


def survey_report(step: Step) -> dict[str, Any]:
    one, found = step.matter, problems(step)
    return {
        "reported_on": date_zh(step.today), "authors": f"{common(step).get('presidium', '主席团')}调研组", "span": span(one),
        "deputy_count": one.team.count(), "places": "、".join(site.name for site in standing_sites(one)),
        "talks": one.talks, "heard": one.heard, "visited": one.visited, "facts": situation(step),
        "problems": [{"heading": row.title, "text": row.facts} for row in found],
        "causes": checklist.lines_of(step.data["causes"], LONG), "advice": [{"heading": f"建议{n}", "text": line} for n, line in enumerate(advice(step), 1)],
    }  # fmt: skip


def opinion(step: Step) -> dict[str, Any]:
    one, found = step.matter, problems(step)
    return {
        "held_on": date_zh(step.today), "meeting": step.data["meeting"], "heard": f"关于{one.topic}的专项工作报告",
        "problems": [f"{row.title}：{row.facts}" for row in found],
        "opinions": [{"heading": row.title, "text": row.ask} for row in found] + [{"heading": "其他意见", "text": line} for line in advice(step)],
        "plan_by": date_zh(min(row.due_on for row in found)), "result_by": feedback_by(step),
    }  # fmt: skip


def sentence(text: str) -> str:
    return text.rstrip() if text.rstrip().endswith(("。", "，", "；")) else f"{text.rstrip()}。"


# ------------------------------------------------------------------ the list of problems


def press(step: Step):
    """What is still to be put right, to its owner."""
    one, data = step.matter, step.data
    by = date_zh(data["report_by"])
    fields = {
        **common(step), "topic": "检查发现的问题", "unit": one.unit.name, "sent_on": date_zh(one.inspection.reported_on),
        "opinion_title": f"{one.inspection.topic}整改清单", "checked_on": date_zh(data["on"]), "done": 0, "left": 1,
        "items": [{"matter": one.title, "found": data["found"], "by": by}], "report_by": by, "superior": data["superior"],
    }  # fmt: skip
    return step.paper("rectification_notice", fields, role="press", series=SERIES)


def rectification_list(step: Step):
    """Every problem with its owner and day."""
    rows = [
        {
            "problem": row.title, "measure": row.ask, "responsible": str(row.unit), "person": row.person,
            "by": date_zh(row.due_on), "state": row.result,
        }
        for row in problems(step)
    ]  # fmt: skip
    return step.paper(
        "rectification_list", {**about(step), "items": rows, "date": date_zh(step.today)}, role="list"
    )
