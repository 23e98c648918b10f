"""The log: who did what when; proving that it is whole; taking it along."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.audit.models import AuditEntry
from renda.kernel.audit.record import record
from renda.kernel.audit.verify import verify_chain
from renda.kernel.exchange.writing import Column, write_xlsx
from renda.kernel.units.scope import active_town_id
from renda.web import ui
from renda.web.people.forms import ReasonForm, Short
from renda.web.people.imports import XLSX, attachment
from renda.web.people.pages import page_of

GROUPS = {
    "login": ("登录和账号", ("account.",)),
    "people": ("人员和单位", ("person.", "mandate.", "appointment.", "unit.", "group.")),
    "suggestions": ("建议办理", ("suggestion.", "promise.", "rhythm.", "opinion.", "link.")),
    "papers": ("公文和案卷", ("paper.", "dossier.", "letter.")),
    "data": ("导入导出", ("data.",)),
    "settings": ("设置和放假安排", ("settings.", "calendar.")),
    "backup": ("备份和恢复", ("backup.",)),
}
#: What a keeper, who looks after the machine and not the work, may read of the log.
KEEPERS = ("login", "data", "settings", "backup")
MOST_ROWS = 100_000
COLUMNS = (
    Column("number", "序号", "number"), Column("at", "时间", "moment"), Column("actor", "操作人"),
    Column("sentence", "做了什么", width=60), Column("hash", "校验码"),
)  # fmt: skip


class LogFilter(Short, forms.Form):
    group = forms.ChoiceField(label="哪方面", required=False)
    actor = forms.CharField(label="操作人", required=False, max_length=40)
    words = forms.CharField(label="内容里有", required=False, max_length=40)
    since = forms.DateField(label="从", required=False)
    until = forms.DateField(label="到", required=False)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", "全部"), *((key, GROUPS[key][0]) for key in groups)]


def groups_for(request: HttpRequest) -> tuple[str, ...]:
    """The parts of the log within reach."""
    return tuple(GROUPS) if request.actor.has("suggestion.view") else KEEPERS


def about(groups) -> Q:
    found = Q()
    for key in groups:
        for prefix in GROUPS[key][1]:
            found |= Q(verb__startswith=prefix)
    return found


def narrowed(request: HttpRequest, form: LogFilter) -> QuerySet[AuditEntry]:
    """The entries of the town that the filter asks for, newest first."""
    rows = AuditEntry.objects.filter(town_id=active_town_id())
    groups = groups_for(request)
    if len(groups) < len(GROUPS):
        rows = rows.filter(about(groups))
    wanted = form.cleaned_data if form.is_valid() else {}
    if wanted.get("group"):
        rows = rows.filter(about([wanted["group"]]))
    if wanted.get("actor"):
        rows = rows.filter(actor__icontains=wanted["actor"].strip())
    if wanted.get("words"):
        rows = rows.filter(sentence__icontains=wanted["words"].strip())
    if wanted.get("since"):
        rows = rows.filter(at__gte=clock.at(wanted["since"], 0))
    if wanted.get("until"):
        rows = rows.filter(at__lte=datetime.combine(wanted["until"], time.max, clock.ZONE))
    return rows.order_by("-number")


def audit(request: HttpRequest) -> HttpResponse:
    """The log, narrowed."""
    policies.require_verb(request.actor, "audit.view")
    form = LogFilter(request.GET or None, groups=groups_for(request))
    page = page_of(request, narrowed(request, form))
    context = {
        "form": form,
        "page": page,
        "export_url": reverse("audit-export") + f"?{request.GET.urlencode()}",
    }
    return render(request, "office/audit.html", context)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Walk the chain and say what came of it."""
    policies.require_verb(request.actor, "audit.view")
    report = verify_chain(active_town_id())
    if report.ok:
        ui.flash.done(request, f"日志完整：共{report.entries}条，没有缺失，没有被改动。")
    else:
        ui.flash.wrong(
            request, "日志有问题：" + "；".join(report.faults[:5]) + "。请保留现在的数据，联系系统管理员。"
        )
    return redirect("audit")


def export(request: HttpRequest) -> HttpResponse:
    """The narrowed log as a table."""
    policies.require_verb(request.actor, "audit.view")
    rows = narrowed(request, LogFilter(request.GET or None, groups=groups_for(request)))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = [column.key for column in COLUMNS]
        entries = list(rows.values(*names)[:MOST_ROWS])
        record(
            request.actor,
            "data.export",
            None,
            {"what": "操作日志", "count": len(entries), "reason": form.cleaned_data["reason"]},
        )
        response = HttpResponse(write_xlsx(COLUMNS, entries, title="操作日志"), content_type=XLSX)
        response.headers["Content-Disposition"] = attachment(f"操作日志{clock.today():%Y%m%d}.xlsx")
        return response
    context = {"form": form, "count": rows.count(), "back_url": reverse("audit"), "most": MOST_ROWS}
    return render(request, "office/audit_export.html", context)
