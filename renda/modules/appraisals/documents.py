"""The papers of an appraisal: request, plan, notices, run sheet and record of the meeting, opinion letter, plan and result of a unit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from renda.foundation.chinese.dates import date_zh
from renda.kernel.documents.current_values import current_values
from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import rules as vote_rules
from renda.modules.appraisals import rules, selectors
from renda.modules.appraisals.models import Appraisal, Appraised

SERIES = "presidium"
LETTER = "关于{unit}工作的评议意见"
NOT_SAID = "—"


def common(step: Step) -> dict[str, Any]:
    values = current_values(step.actor)
    usual = {
        "contact": "人大办",
        "phone": "（未登记）",
        "party": f"中国共产党{values['town']}委员会",
        "signer": values.get("chair", "（待签发）"),
    }
    return {**usual, **values}


def names_of(appraisal: Appraisal) -> list[str]:
    return [one.unit.name for one in selectors.standing(appraisal).select_related("unit")]


def short_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}个单位"


def span(first, last) -> str:
    return date_zh(first) if first == last else f"{date_zh(first)}至{date_zh(last)}"


def lines_of(text: str) -> list[str]:
    """What was typed, a line each, without empty ones."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def sentence(text: str) -> str:
    """With a full stop at its end."""
    return text.rstrip() if text.rstrip().endswith(("。", "！", "？")) else f"{text.rstrip()}。"


# ------------------------------------------------------------------ before the meeting


def request(step: Step):
    """The request to the party committee, with what happens when."""
    one = step.matter
    before = max(step.today, one.visit_from - timedelta(days=1))
    stages = (
        ("准备", span(min(step.today, before), before), "制定方案，发预告通知，开组长会议"),
        ("走访调查", span(one.visit_from, one.visit_until), "走访群众和办事人，开座谈会，发问卷，查阅案卷"),
        ("评议会", date_zh(one.meeting_on), "听取报告，代表发言，当面问答，无记名测评"),
        ("整改", span(one.meeting_on + timedelta(days=1), one.ends_on), "送达意见书，报整改方案和结果，复查"),
    )
    units = list(one.chosen.order_by("position", "name", "id").values_list("name", flat=True))
    fields = {
        **common(step), "planned": span(one.visit_from, one.meeting_on), "units": units, "reasons": sentence(one.why),
        "ends_on": date_zh(one.ends_on), "guests": one.guests,
        "stages": [{"stage": stage, "span": when, "work": work} for stage, when, work in stages],
    }  # fmt: skip
    return step.paper("appraisal_request", fields, role="request", series=SERIES, signer=fields["signer"])


def grade_words(appraisal: Appraisal) -> str:
    """满意、基本满意、不满意三个等次: of the set of grades."""
    return f"{vote_rules.GRADES[appraisal.grades][0]}{len(vote_rules.GRADES[appraisal.grades][1])}个等次"


def plan(step: Step):
    """The plan of the round, to the units and the deputies."""
    one, names = step.matter, names_of(step.matter)
    good = "、".join(word for _, word, counts in vote_rules.GRADES[one.grades][1] if counts)
    fields = {
        **common(step), "units_short": short_of(names), "addressed": "各受评单位，各评议代表", "approved_by": one.approved_by, "units": names,
        "contents": [line.rstrip("。；") for line in one.contents], "leader": one.leader.name, "deputy_count": one.deputies.count(),
        "team_count": len(names), "visit_span": span(one.visit_from, one.visit_until), "visit_least": one.visit_least,
        "report_by": date_zh(one.report_by), "meeting_at": f"{date_zh(one.meeting_on)}{one.meeting_at}", "venue": one.venue,
        "options": grade_words(one), "threshold": f"{good}{rules.second_zh()}。",
        "plan_by": date_zh(rules.plan_by(one.meeting_on)), "result_by": date_zh(rules.result_by(one.meeting_on)),
    }  # fmt: skip
    return step.paper("appraisal_plan", fields, role="plan", series=SERIES)


def notice(step: Step):
    """The advance notice to one unit."""
    one, whole = step.matter, step.matter.appraisal
    preparations = [
        f"于{date_zh(whole.report_by)}前将工作报告送交人大办，问题写具体，不能一笔带过",
        "提供近两年的办事记录、投诉处理记录和案卷目录，供代表查阅",
        "在办事大厅张贴评议公告，公布意见箱和电话",
        f"主要负责人于{date_zh(whole.meeting_on)}{whole.meeting_at}到{whole.venue}参加评议会，报告工作，当面回答代表提问",
    ]
    fields = {
        **common(step), "unit": one.unit.name, "held_on": date_zh(whole.meeting_on), "preparations": preparations,
    }  # fmt: skip
    return step.paper("appraisal_notice", fields, role="notice", series=SERIES)


# ------------------------------------------------------------------ the meeting


def agenda(step: Step):
    """The run sheet of the meeting."""
    one = step.matter
    rows = [
        {
            "unit": str(line.appraised.unit) if line.appraised_id else NOT_SAID, "matter": line.get_kind_display(), "who": line.who,
            "minutes": f"{line.minutes}分钟" if line.minutes else NOT_SAID,
        }
        for line in one.lines.select_related("appraised__unit").order_by("position", "id")
    ]  # fmt: skip
    fields = {
        "meeting": one.title.removesuffix("评议"),
        "held_at": f"{date_zh(one.meeting_on)}{one.meeting_at}",
        "venue": one.venue,
        "host": one.leader.name,
        "items": rows,
    }
    return step.paper("appraisal_agenda", fields, role="agenda")


def record(step: Step):
    """The record of the meeting: who said what, questions and answers, the result."""
    one = step.matter
    said = one.lines.exclude(text="").select_related("appraised__unit").order_by("position", "id")
    speeches = [
        {
            "heading": f"{line.who}（{line.get_kind_display()}" + (f"，{line.appraised.unit}）" if line.appraised_id else "）"),
            "text": line.text,
        }
        for line in said
    ]  # fmt: skip
    results = [
        f"{row.unit}：{words_of(row.outcome)}" for row in selectors.standing(one).select_related("unit")
    ]
    fields = {
        "meeting": one.title.removesuffix("评议"), "held_at": f"{date_zh(one.voted_on)}{one.meeting_at}", "venue": one.venue, "host": one.leader.name,
        "speeches": speeches, "results": results, "date": date_zh(step.today),
    }  # fmt: skip
    return step.paper("appraisal_record", fields, role="record")


def words_of(line: dict) -> str:
    """满意47票，基本满意8票 …，满意率 96.5%"""
    share = selectors.share_of(line)
    words = selectors.result_words(line, line.get("options", []))
    return f"{words}，好的等次占{share:.1%}" if share is not None else words


# ------------------------------------------------------------------ afterwards


def opinion(step: Step):
    """The opinion letter: the result, what is good, what is wrong, what has to be done by when."""
    one, heard = step.matter, selectors.heard(step.matter)
    rows = list(selectors.demands(one).filter(state="asked"))
    fields = {
        **common(step), "unit": one.unit.name, "held_on": held_on(one), "visited": heard.visited, "talks": heard.talks,
        "opinion_count": heard.opinions, "result": words_of(one.last_outcome), "merits": [sentence(line) for line in lines_of(step.data["merits"])],
        "problems": [sentence(row.fault) for row in rows], "demands": [sentence(row.ask) for row in rows],
        "plan_by": date_zh(one.plan_by), "result_by": date_zh(one.result_by), "cc": step.data.get("cc") or "",
    }  # fmt: skip
    return step.paper("appraisal_opinion", fields, role="letter", series=SERIES)


def held_on(one: Appraised) -> str:
    return date_zh(one.appraisal.voted_on)


def rectification_plan(step: Step):
    """The unit's plan: every demand with measure, person and day."""
    one = step.matter
    rows = [
        {"problem": row.fault, "measure": row.measure, "responsible": str(one.unit), "person": row.person, "by": date_zh(row.due_on)}
        for row in selectors.demands(one).filter(state="doing")
    ]  # fmt: skip
    fields = {"topic": f"{one.unit}评议意见", "items": rows, "date": date_zh(step.today)}
    return step.paper("rectification_list", fields, role="plan", responsible=one.unit.name)


def press(step: Step):
    """What is still to be done, to the unit."""
    one, data = step.matter, step.data
    rows = list(selectors.demands(one))
    left = [row for row in rows if row.state in selectors.OPEN_DEMANDS]
    fields = {
        **common(step), "topic": "评议意见有关问题", "unit": one.unit.name, "sent_on": date_zh(one.letter_on),
        "opinion_title": LETTER.format(unit=one.unit.name), "checked_on": date_zh(data["on"]), "done": len(rows) - len(left), "left": len(left),
        "items": [{"matter": row.ask, "found": row.recheck or data["found"], "by": date_zh(data["report_by"])} for row in left],
        "report_by": date_zh(data["report_by"]), "superior": data["superior"],
    }  # fmt: skip
    return step.paper("rectification_notice", fields, role="press", series=SERIES)


def result(step: Step):
    """The unit's report of what it has done, from its own entries."""
    one, data = step.matter, step.data
    rows = [
        {
            "problem": row.fault, "result": row.result or row.measure, "person": row.person,
            "done_on": date_zh(row.shown_on) if row.shown_on else "还没有改完",
        }
        for row in selectors.demands(one)
    ]  # fmt: skip
    fields = {
        **common(step), "unit": one.unit.name, "topic": "评议意见", "opinion_title": LETTER.format(unit=one.unit.name),
        "study": one.study.rstrip("。，"), "items": rows, "unfinished": data.get("unfinished") or "", "lasting": sentence(data["lasting"]),
    }  # fmt: skip
    return step.paper("rectification_report", fields, role="result", responsible=one.unit.name)
