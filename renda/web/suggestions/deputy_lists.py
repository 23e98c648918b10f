"""What waits for a deputy, and the deputy's own suggestions in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.urls import reverse

from renda.kernel.access.actors import Actor
from renda.kernel.audit.models import AuditEntry
from renda.kernel.deadlines import timing
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.modules.suggestions import selectors
from renda.modules.suggestions.models import Cosigner, Promise, Suggestion, Verdict
from renda.modules.suggestions.models.suggestion import Kind
from renda.modules.suggestions.policy import signed_by

BILL_RULE = "bill-by-five-deputies"
LIGHTS = {"draft": "later", "replied": "soon", "closed": "done", "listed": "done", "declined": "withheld", "withdrawn": "withheld"}


@dataclass(frozen=True)
class Task:
    """One thing the deputy is asked to do now."""

    label: str
    title: str
    url: str
    note: str = ""
    due_on: date | None = None


def tasks(actor: Actor) -> list[Task]:
    """Everything that waits for the deputy, the dated first."""
    found = [*verdict_tasks(actor), *cosign_tasks(actor), *promise_tasks(actor), *draft_tasks(actor)]
    return sorted(found, key=lambda task: (task.due_on is None, task.due_on or date.max))


def verdict_tasks(actor: Actor) -> list[Task]:
    rows = Verdict.objects.filter(
        mandate_id__in=actor.mandate_ids, answered_on__isnull=True, lapsed_on__isnull=True,
        suggestion__state="replied", round=F("suggestion__round"),
    ).select_related("suggestion__lead_unit")  # fmt: skip
    return [
        Task("评价答复", row.suggestion.title, reverse("suggestions:judge", args=[row.suggestion_id]), f"{row.suggestion.lead_unit or '承办单位'}已经答复", row.due_on)
        for row in rows
    ]  # fmt: skip


def cosign_tasks(actor: Actor) -> list[Task]:
    rows = Cosigner.objects.filter(
        mandate_id__in=actor.mandate_ids, answered_on__isnull=True, suggestion__state="submitted"
    ).select_related("suggestion__author__person")
    due = {
        deadline.object_id: deadline.due_on
        for deadline in Deadline.objects.filter(key="cosign", person_id=actor.person_id, status__in=DeadlineStatus.open())
    }
    return [
        Task("确认联名", row.suggestion.title, reverse("suggestions:cosign", args=[row.suggestion_id]), f"{row.suggestion.author.person.name}代表邀请您", due.get(row.suggestion_id))
        for row in rows
    ]  # fmt: skip


def promise_tasks(actor: Actor) -> list[Task]:
    signed = Suggestion.objects.filter(signed_by(actor.mandate_ids))
    rows = Promise.objects.filter(state="shown", suggestion__in=signed.values("pk")).select_related("unit")
    return [
        Task("确认承诺", row.text, reverse("suggestions:promise-confirm", args=[row.pk]), f"{row.unit}报告已经办成")
        for row in rows
    ]


def draft_tasks(actor: Actor) -> list[Task]:
    rows = list(Suggestion.objects.filter(state="draft", author_id__in=actor.mandate_ids).order_by("-opened_at", "-id"))
    told = sent_back(row.pk for row in rows)
    return [
        Task(
            "修改后重新提交" if row.pk in told else "写完并提交",
            row.title,
            reverse("suggestions:edit", args=[row.pk]),
            f"人大办的意见：{told[row.pk]}" if row.pk in told else "还没有提交，人大办看不到",
        )
        for row in rows
    ]


def sent_back(ids) -> dict:
    """The office's words for drafts that it sent back, the last ones for each."""
    entries = AuditEntry.objects.filter(verb="suggestion.send_back", object_id__in=list(ids)).order_by("number")
    return {entry.object_id: entry.data.get("reason", "") for entry in entries}


def mine(actor: Actor) -> QuerySet[Suggestion]:
    """What the deputy leads or co-signs, the newest first."""
    signed = Suggestion.objects.filter(signed_by(actor.mandate_ids)).values("pk")
    rows = Suggestion.objects.filter(pk__in=signed).exclude(state="draft")
    return rows.select_related("lead_unit", "author__person", "merged_into").order_by("-submitted_on", "-id")


def row_of(actor: Actor, suggestion: Suggestion) -> dict:
    """A line of the list: where it stands in plain words, and whose it is."""
    is_mine = suggestion.author_id in actor.mandate_ids
    return {
        "suggestion": suggestion,
        "words": where(suggestion),
        "light": LIGHTS.get(suggestion.state, "waiting"),
        "part": "我领衔" if is_mine else f"{suggestion.author.person.name}领衔，我联名",
    }


def where(suggestion: Suggestion) -> str:
    """How far it has got, in the words a deputy would use."""
    unit = suggestion.lead_unit or "承办单位"
    return {
        "draft": "还没有提交",
        "submitted": "已经提交，等人大办登记",
        "registered": "已经登记，等着交给单位",
        "assigned": f"已经交给{unit}，等签收",
        "handling": f"{unit}正在办" if suggestion.round == 1 else f"您不满意，{unit}正在重办",
        "replied": f"{unit}已经答复，请代表评价",
        "judged": "代表已经评价，等结案",
        "closed": f"大会决定：{suggestion.ending}" if suggestion.kind == Kind.BILL else "已经办结归档",
        "listed": "已经列入会议议程",
        "merged": f"和“{suggestion.merged_into.title}”合并办理" if suggestion.merged_into else "已经合并办理",
        "declined": f"没有受理：{suggestion.ending}",
        "withdrawn": "已经撤回",
    }[suggestion.state]


def bill_state(suggestion: Suggestion) -> dict:
    """How many deputies stand behind a bill, and how many the law wants."""
    wanted = timing.rule(BILL_RULE).value("min_signers")
    confirmed = selectors.confirmed_cosigners(suggestion).count() + 1
    return {"wanted": wanted, "confirmed": confirmed, "lacking": max(0, wanted - confirmed)}


def bill_signers() -> int:
    """How many deputies a bill needs, the author included."""
    return timing.rule(BILL_RULE).value("min_signers")
