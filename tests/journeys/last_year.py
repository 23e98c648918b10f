"""Last year's papers of a session in the harness's town, each written from its template and taken the whole way then."""

from __future__ import annotations

from datetime import date

from renda.foundation import clock
from renda.kernel.documents.current_values import current_values
from renda.kernel.documents.engine import templates
from renda.kernel.people.models import Appointment, CongressSession
from renda.kernel.procedures.execute import execute
from renda.modules.drafting import texts
from renda.modules.drafting.models import Draft
from tests.harness.town import TownSet, make_person

NAME = "云岭镇第十九届人民代表大会第四次会议"
OPENS, CLOSES = date(2025, 1, 15), date(2025, 1, 16)
LEFT, CAME = "胡文斌", "秦小川"
#: template → fields that tell of last year beside the common ones
PAPERS: dict[str, dict] = {
    "notice_deputies": {"register_at": "2025年1月15日上午8时", "bill_deadline": "2025年1月15日17时", "reply_by": "2025年1月10日",
                        "agenda": ["听取和审议云岭镇人民政府工作报告", "审查和批准云岭镇2024年预算执行情况和2025年预算"], "logistics": ""},
    "agenda": {"items": ["听取和审议云岭镇人民政府工作报告", "审查和批准云岭镇2024年预算执行情况和2025年预算"], "passed_by": "预备会议"},
    "voting_method": {"passed_by": "主席团第一次会议", "voting_way": "举手表决", "counters": "总监票人和监票人"},
    "host_opening": {"host": "陈主席", "present": "60", "observers": "", "item_count": "一", "discuss_at": "今天下午2时", "record_by": "今天下午4时",
                     "reports": [{"matter": "听取云岭镇人民政府工作报告", "reporter": f"副镇长{LEFT}"}]},
    "opening_speech": {"people": "三万", "tasks": "听取和审议报告", "past": ["2024年修通村道14公里。"], "matters": ["2025年的安排请代表审议。"]},
    "presidium_report": {"reporter": "镇人大主席陈主席", "past_year": "2024年", "overview": "一年来，主席团召开会议6次。",
                         "work": [{"heading": "督办代表建议", "text": "交办建议42件。"}], "problems": ["跟踪不够。"],
                         "plans": [{"heading": "监督", "text": "2025年听取三个专项报告。"}]},
    "resolution_government_report": {"reporter": "镇长李镇长", "past_year": "2024年", "assessment": "完成了各项任务。", "tasks": ["修好东渠"]},
    "resolution_budget": {"past_year": "2024年", "reviewer": "大会预算审查委员会", "income": "4860", "spending": "4860"},
}  # fmt: skip
NUMBERED = {"notice_deputies": "presidium", "resolution_government_report": "resolution", "resolution_budget": "resolution"}
COMMON = {
    "session": NAME, "opens_on": "2025年1月15日", "closes_on": "2025年1月16日", "passed_on": "2025年1月16日", "days": "两天",
    "deputies_total": "62", "venue": "镇政府三楼会议室", "year": "2025年", "number": "", "register_place": "镇政府一楼大厅",
}  # fmt: skip


def furnish(made: TownSet) -> list[Draft]:
    """The session of last year, a vice head who has left since, and the papers of the session."""
    CongressSession.objects.create(term=made.term, number=4, opens_on=OPENS, closes_on=CLOSES)
    seat = {"unit": made.units["government"], "post": "副镇长", "role": "leader"}
    Appointment.objects.create(person=make_person(LEFT), from_on=date(2021, 12, 1), until_on=date(2025, 6, 30), **seat)
    Appointment.objects.create(person=make_person(CAME), from_on=date(2025, 7, 1), **seat)
    with clock.set_to(clock.at(date(2025, 1, 8), 9)):
        return [taken_the_way(made, template, fields) for template, fields in PAPERS.items()]


def taken_the_way(made: TownSet, template: str, fields: dict) -> Draft:
    """Written, handed up, signed, numbered, filed."""
    office, chair = made.actor("office"), made.actor("chair")
    known = {**current_values(office), **COMMON, **fields}
    wanted = {field.name: known.get(field.name, field.example) for field in templates.load(template).fields}
    draft = texts.start_draft(office, template, wanted, series=NUMBERED.get(template, ""))
    execute(office, draft, "skip_review", {"reason": "会前当面商定"})
    execute(chair, draft, "sign", {"sign_note": "同意"})
    if template in NUMBERED:
        execute(office, draft, "number", {"series": NUMBERED[template]})
    else:
        execute(office, draft, "go_unnumbered")
    execute(office, draft, "file", {"belongs_to": "session"})
    return Draft.objects.get(pk=draft.pk)
