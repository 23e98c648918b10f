"""Sample pages with one of everything, for the tests of the design system; used as an urlconf."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from renda.foundation import clock
from renda.web import display, errors, ui
from renda.web.ui import flash, words

TODAY = date(2026, 3, 10)


class SampleForm(forms.Form):
    title = forms.CharField(label="标题", max_length=120, help_text="一件事写一件建议。")
    body = forms.CharField(label="内容", max_length=500, widget=forms.Textarea)
    unit = forms.ChoiceField(
        label="主办单位", choices=[("", "请选择"), ("a", "交通管理站"), ("b", "农业服务中心")]
    )
    due_on = forms.DateField(label="办结期限", required=False)
    result = forms.ChoiceField(
        label="办理结果", widget=forms.RadioSelect, choices=[("a", "已解决"), ("b", "列入计划")]
    )
    topics = forms.MultipleChoiceField(
        label="类别",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "交通"), ("b", "农业")],
    )
    attachment = forms.FileField(label="附件", required=False)
    is_public = forms.BooleanField(label="可以公开", required=False)


class SampleFilter(forms.Form):
    prefix = "f"
    year = forms.ChoiceField(label="年份", required=False, choices=[("", "全部"), ("2026", "2026年")])
    words = forms.CharField(label="标题里有", required=False)


def sample(form: forms.Form) -> dict:
    """One of everything, with the lengths that real matters have."""
    titles = ("关于修复石桥村至青岗村道路的建议", "关于增加村卫生室常用药的建议", "关于整治河道垃圾的建议")
    rows = [
        {
            "number": 12 + i,
            "title": title,
            "unit": "交通管理站",
            "due_on": TODAY + timedelta(days=days),
            "signers": days % 5,
            "tone": tone,
        }
        for i, (title, tone, days) in enumerate(
            zip(titles, ("is-overdue", "is-soon", ""), (-3, 2, 40), strict=True)
        )
    ]
    return {
        **sample_state(),
        **sample_facts(),
        "rows": rows,
        "page": Paginator(range(812), 50).page(4),
        "old_text": "今年办理建议36件。\n已经办结20件。\n其余正在办理。",
        "new_text": "今年办理建议38件。\n已经办结24件。",
        "result_lines": {"a": "问题已经解决，附证明材料", "b": "写明完成的日期和措施"},
        "form": form,
        "filter_form": SampleFilter(),
    }


def sample_state() -> dict:
    """Dates, buttons, figures and steps."""
    return {
        "overdue_on": TODAY - timedelta(days=3),
        "soon_on": TODAY + timedelta(days=2),
        "later_on": TODAY + timedelta(days=40),
        "actions": [
            ui.Action("登记答复", "#", kind="primary", icon="pen"),
            ui.Action("催办", "#", method="post", confirm="确定发出催办？", note="会通知主办单位"),
            ui.Action("归档", reasons=("还没有代表的测评", "答复函没有上传")),
            ui.Action("退回", "#", kind="danger"),
        ],
        "figures": [
            {"number": 3, "label": "逾期", "url": "#", "kind": "overdue", "note": "最长逾期12天"},
            {"number": 5, "label": "本周到期", "url": "#", "kind": "soon"},
            {"number": 41, "label": "以后到期", "url": "#", "kind": "later"},
            {"number": 86, "unit": "%", "label": "按时办结", "kind": "done"},
        ],
        "steps": [
            {"label": "登记", "state": "done", "on": TODAY - timedelta(days=60)},
            {"label": "交办", "state": "done", "on": TODAY - timedelta(days=50)},
            {"label": "面商", "state": "skipped"},
            {"label": "答复", "state": "current", "note": "等主办单位答复"},
            {"label": "测评", "state": "todo"},
        ],
    }


def sample_facts() -> dict:
    """Days, charts, facts, the log and tabs."""
    at = datetime(2026, 3, 1, 14, 5, tzinfo=clock.ZONE)
    return {
        "why_days": [
            {"on": TODAY, "counted": True, "reason": "工作日"},
            {"on": TODAY + timedelta(days=4), "counted": False, "reason": "周六"},
        ],
        "months": [(f"{month}月", month + 2, month) for month in range(1, 13)],
        "shares": [("已解决", 12, "done"), ("列入计划", 5, "soon"), ("暂不能解决", 3, "waiting")],
        "spark": [("1月", 3), ("2月", 9), ("3月", 5)],
        "facts": [
            ("提出人", "王秀英代表"),
            ("联名", "李建国、赵春梅"),
            ("来源", ""),
            ("收到", words.cn_date(TODAY)),
        ],
        "log": [
            {"at": at, "who": "刘主任", "what": "交办给交通管理站", "kind": "done"},
            {"at": at, "who": "系统", "what": "到期没有答复", "kind": "warn", "note": "已通知主办单位"},
        ],
        "tabs": [
            {"label": "全部", "url": "#", "current": True, "count": 46},
            {"label": "逾期", "url": "#", "count": 3},
        ],
    }


def gallery(request):
    form = SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        flash.done(request, "已登记第12号建议。", undo_url="/undo/")
        return HttpResponseRedirect("/")
    return render(request, "components/gallery.html", sample(form))


def confirm(request):
    context = {
        "title": "退回主办单位",
        "what": ["主办单位收到退回通知", "期限重新计算"],
        "confirm_label": "确认退回",
        "back_url": "/",
    }
    return render(request, "components/confirm.html", {**context, "danger": True, "form": None, "law": ""})


def elder(request):
    return render(request, "components/gallery_elder.html", sample(SampleForm()))


def sheet(request):
    rows = sample(SampleForm())["rows"] * 30
    return render(request, "components/gallery_sheet.html", {"many": rows})


def too_large(request):
    return errors.too_large(request, ValueError("每个文件不超过20 MB，这个有31 MB。"))


def forbidden(request):
    raise PermissionDenied("只有主办单位能答复。")


def broken(request):
    raise RuntimeError("坏了")


urlpatterns = [
    path("", gallery, name="desk"),
    path("search/", gallery, name="search"),
    path("inbox/", gallery, name="inbox"),
    path("help/", gallery, name="help"),
    path("logout/", gallery, name="logout"),
    path("confirm/", confirm, name="confirm"),
    path("elder/", elder),
    path("sheet/", sheet),
    path("too-large/", too_large),
    path("forbidden/", forbidden),
    path("broken/", broken),
    path("large/", display.large_type, name="large_type"),
]
handler400 = errors.bad_request
handler403 = errors.no_right
handler404 = errors.not_found
handler500 = errors.server_error
