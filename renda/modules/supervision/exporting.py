"""What an inspection gave, as tables that open anywhere: findings and problems, each in the order they came."""

from __future__ import annotations

from renda.kernel.exchange.writing import Column, write_xlsx
from renda.modules.supervision.models import Finding, Inspection, Problem

FINDINGS = (
    Column("site", "检查点"), Column("kind", "记什么"), Column("item", "检查什么"), Column("article", "依据"), Column("result", "结果"),
    Column("text", "情况"), Column("who", "对方姓名"), Column("at", "记录时间", "moment"), Column("by", "谁记的"), Column("received_at", "送到时间", "moment"),
    Column("latitude", "纬度", "number"), Column("longitude", "经度", "number"), Column("photos", "照片张数", "number"), Column("problem", "列为问题"), Column("struck", "划掉的原因"),
)  # fmt: skip
PROBLEMS = (
    Column("title", "问题"), Column("facts", "事实"), Column("article", "违反哪一条"), Column("ask", "整改要求"), Column("unit", "整改单位"),
    Column("person", "责任人"), Column("due_on", "整改期限", "date"), Column("state", "现在"), Column("result", "整改结果"),
    Column("shown_on", "报来日期", "date"), Column("rechecked_on", "复查日期", "date"), Column("recheck", "复查情况"), Column("rounds", "退回几次", "number"),
)  # fmt: skip


def finding_row(one: Finding) -> dict:
    """One finding in the columns of the table."""
    return {
        "site": one.site_name, "kind": one.get_kind_display(), "item": one.item_text, "article": one.item.article if one.item else "",
        "result": one.get_result_display(), "text": one.text, "who": one.who, "at": one.at, "by": one.by, "received_at": one.received_at,
        "latitude": one.latitude, "longitude": one.longitude, "photos": len(one.photos.all()), "problem": str(one.problem or ""), "struck": one.struck_why,
    }  # fmt: skip


def problem_row(one: Problem) -> dict:
    """One problem in the columns of the table."""
    return {
        "title": one.title, "facts": one.facts, "article": one.article, "ask": one.ask, "unit": str(one.unit), "person": one.person,
        "due_on": one.due_on, "state": one.state_label(), "result": one.result, "shown_on": one.shown_on,
        "rechecked_on": one.rechecked_on, "recheck": one.recheck, "rounds": one.rounds,
    }  # fmt: skip


def findings_table(inspection: Inspection) -> bytes:
    rows = (
        inspection.findings.select_related("item", "problem").prefetch_related("photos").order_by("at", "id")
    )
    return write_xlsx(FINDINGS, map(finding_row, rows), title=f"{inspection}现场记录", sheet_name="现场记录")


def problems_table(inspection: Inspection) -> bytes:
    rows = inspection.problems.select_related("unit").order_by("position", "id")
    return write_xlsx(
        PROBLEMS, map(problem_row, rows), title=f"{inspection}问题和整改", sheet_name="问题和整改"
    )
