"""The register of suggestions as a spreadsheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.exchange.writing import Column, write_xlsx
from renda.kernel.units.models import TownProfile
from renda.modules.suggestions import judging
from renda.modules.suggestions.models import Assignment, Cosigner, Reply, Suggestion, Verdict
from renda.modules.suggestions.models.judging import Addressed, Attitude
from renda.modules.suggestions.models.suggestion import ResultClass

BATCH = 500
COLUMNS = (
    Column("number", "编号"), Column("paper_number", "原编号"), Column("kind", "类型"), Column("title", "标题", width=40),
    Column("author", "领衔代表"), Column("constituency", "选区"), Column("cosigners", "联名代表", width=24),
    Column("channel", "会议期间或闭会期间"), Column("session", "会议"), Column("facts", "情况和理由", width=50),
    Column("ask", "具体建议", width=50), Column("place", "地点"), Column("village", "所在村（社区）"), Column("category", "类别"),
    Column("urgency", "缓急"), Column("beyond_powers", "超出镇级权限"), Column("confidential", "内容不宜公开"),
    Column("state", "办理状态"), Column("submitted_on", "提交日期", "date"), Column("registered_on", "登记日期", "date"),
    Column("assigned_on", "交办日期", "date"), Column("lead_unit", "主办单位"), Column("support_units", "协办单位"),
    Column("due_on", "答复期限", "date"), Column("late", "是否逾期"), Column("replied_on", "答复日期", "date"),
    Column("days", "办理天数", "number"), Column("result", "办理结果"), Column("reply", "答复内容", width=50),
    Column("round", "第几次办理", "number"), Column("satisfaction", "总体评价"), Column("verdicts", "代表测评", width=40),
    Column("judged_on", "测评完成日期", "date"), Column("is_key", "重点督办"), Column("key_leader", "督办领导"),
    Column("published_on", "公开日期", "date"), Column("closed_on", "结案日期", "date"), Column("ending", "了结原因"),
)  # fmt: skip


def export_suggestions(actor: Actor, reason: str = "", rows: QuerySet[Suggestion] | None = None) -> bytes:
    """The suggestions the actor may see as .xlsx; the export is logged with its purpose.

    Args:
        actor: only what its policy shows is written, whatever ``rows`` hold.
        reason: what the list is for.
        rows: a narrower queryset of suggestions (a filtered list); None for all.

    Raises:
        PermissionDenied: the actor may not export.
    """
    policies.require_verb(actor, "suggestion.export")
    found = policies.visible(actor, Suggestion)
    if rows is not None:
        found = found.filter(pk__in=rows.order_by().values("pk"))
    town = TownProfile.current()
    count = found.count()
    record(actor, "data.export", None, {"what": "代表建议登记簿", "count": count, "reason": reason or "未填写"})
    title = f"{town.congress_name}代表建议登记簿（{clock.today().isoformat()}，共{count}件）"
    return write_xlsx(COLUMNS, exported(found), title=title, sheet_name="代表建议")


def exported(found: QuerySet[Suggestion]) -> Iterator[dict[str, Any]]:
    """One mapping per suggestion, oldest first, read in batches."""
    rows = found.select_related(
        "author__person", "author__constituency", "session__term", "village", "category", "lead_unit", "key_leader"
    ).prefetch_related(
        Prefetch("cosigners", Cosigner.objects.filter(agrees=True).select_related("mandate__person"), "signed"),
        Prefetch("assignment_set", Assignment.objects.filter(ended_on=None, returned_on=None).select_related("unit"), "shares"),
        Prefetch("reply_set", Reply.objects.filter(taken_back_on=None), "replies"),
        Prefetch("verdict_set", Verdict.objects.select_related("mandate__person"), "verdicts"),
    )  # fmt: skip
    batch: list[Suggestion] = []
    for row in rows.order_by("submitted_on", "number", "id").iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield from mapped(batch)
            batch = []
    yield from mapped(batch)


def mapped(batch: list[Suggestion]) -> Iterator[dict[str, Any]]:
    due = reply_deadlines(batch)
    for row in batch:
        yield row_of(row, due[row.pk])


def reply_deadlines(batch: Iterable[Suggestion]) -> dict[Any, Deadline | None]:
    """The last reply deadline of each suggestion that still counts."""
    found: dict[Any, Deadline | None] = defaultdict(lambda: None)
    deadlines = Deadline.objects.filter(
        model="suggestions.suggestion", object_id__in=[row.pk for row in batch], key__in=("reply", "rehandle")
    )
    for deadline in deadlines.exclude(status=DeadlineStatus.CANCELLED).order_by("made_at", "id"):
        found[deadline.object_id] = deadline
    return found


def row_of(row: Suggestion, due: Deadline | None) -> dict[str, Any]:
    """Every column of one suggestion."""
    plain = ("number", "title", "facts", "ask", "place", "round", "is_key", "beyond_powers", "confidential", "ending")
    dates = ("submitted_on", "registered_on", "assigned_on", "replied_on", "judged_on", "published_on", "closed_on")
    ended = row.replied_on or clock.today()
    return {
        **{key: getattr(row, key) for key in (*plain, *dates)},
        "paper_number": row.gate.get("paper_number", ""),
        "kind": row.get_kind_display(),
        "channel": row.get_channel_display(),
        "urgency": row.get_urgency_display(),
        "state": row.state_label(),
        "author": row.author.person.name,
        "constituency": str(row.author.constituency or ""),
        "cosigners": [cosigner.mandate.person.name for cosigner in row.signed],
        "session": str(row.session or ""),
        "village": str(row.village or ""),
        "category": str(row.category or ""),
        "key_leader": str(row.key_leader or ""),
        "lead_unit": row.lead_unit.name if row.lead_unit else "",
        "support_units": [share.unit.name for share in row.shares if share.part == "support"],
        "due_on": due.due_on if due else None,
        "late": bool(due and (due.status in (DeadlineStatus.LATE, DeadlineStatus.MET_LATE) or (due.is_open and due.due_on < clock.today()))),
        "days": (ended - row.assigned_on).days if row.assigned_on else None,
        "result": ResultClass(row.result).label if row.result else "",
        "reply": reply_text(row.replies[-1]) if row.replies else "",
        "satisfaction": judging.words(row.satisfaction) if row.judged_on else "",
        "verdicts": "；".join(map(verdict_text, row.verdicts)),
    }  # fmt: skip


def reply_text(reply: Reply) -> str:
    """The parts of an answer, each with its heading."""
    parts = (("已经办理", reply.done), ("计划办理", reply.planned), ("不能办理的原因", reply.cannot))
    return "\n".join(f"{heading}：{text}" for heading, text in parts if text)


def verdict_text(verdict: Verdict) -> str:
    """One deputy's verdict on one line."""
    name = f"{verdict.mandate.person.name}（第{verdict.round}次）"
    if verdict.answered_on is None:
        return f"{name}：{'逾期未测评' if verdict.lapsed_on else '待测评'}"
    words = f"态度{Attitude(verdict.attitude).label}、结果{Attitude(verdict.outcome).label}"
    addressed = f"、{Addressed(verdict.addressed).label}" if verdict.addressed else ""
    return f"{name}：{words}{addressed}" + (f"，{verdict.comment}" if verdict.comment else "")
