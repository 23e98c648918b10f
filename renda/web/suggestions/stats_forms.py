"""The period of the statistics, and the words of every figure."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.people.models import CongressSession, Term

LABELS = {
    "received": "收到", "accepted": "立案", "waiting": "还没立案", "merged": "并案", "declined": "不予受理", "withdrawn": "撤回",
    "in_session": "大会期间提出", "in_recess": "闭会期间提出", "key": "重点督办", "replied": "已答复", "on_time": "按期答复",
    "solved": "已解决", "solving": "正在解决", "planned": "列入计划", "limited": "暂不能解决", "reference": "留作参考",
    "passed_up": "向上反映", "satisfied": "满意", "mostly": "基本满意", "dissatisfied": "不满意", "not_judged": "未测评",
    "reopened": "重新办理", "late_now": "现在逾期", "assigned": "交办", "unit_replied": "已答复", "unit_on_time": "按期答复",
    "unit_satisfied": "满意", "unit_mostly": "基本满意", "unit_dissatisfied": "不满意", "unit_reopened": "重新办理",
    "unit_late_now": "现在逾期", "came": "收到", "went": "答复", "days_used": "办理用时",
}  # fmt: skip


class PeriodForm(forms.Form):
    start = forms.DateField(label="从哪天")
    end = forms.DateField(label="到哪天")

    def clean(self):
        chosen = super().clean()
        if chosen.get("start") and chosen.get("end") and chosen["start"] > chosen["end"]:
            self.add_error("end", "结束的日子在开始的前面，请改一下。")
        return chosen


def this_year() -> dict[str, date]:
    today = clock.today()
    return {"start": date(today.year, 1, 1), "end": today}


def presets() -> list[tuple[str, dict[str, date]]]:
    """Periods people ask for: this year, last year, since the last session, this term."""
    today = clock.today()
    found = [
        ("今年", this_year()),
        ("去年", {"start": date(today.year - 1, 1, 1), "end": date(today.year - 1, 12, 31)}),
    ]
    last = CongressSession.objects.filter(closes_on__lt=today).order_by("-closes_on").first()
    if last:
        found.append(("上次大会以来", {"start": last.closes_on + timedelta(days=1), "end": today}))
    term = Term.objects.filter(starts_on__lte=today).order_by("-number").first()
    if term:
        found.append(("本届以来", {"start": term.starts_on, "end": today}))
    return found


def address(name: str, period: dict[str, date], **more) -> str:
    """The address of a statistics page for a period."""
    values = {key: period[key].isoformat() for key in ("start", "end")}
    return f"{reverse(f'suggestions:{name}')}?{urlencode({**values, **more})}"


def period_of(request) -> tuple[PeriodForm, dict[str, date]]:
    """The form and the period it holds; this year while nothing (or nothing sensible) was chosen."""
    if "start" not in request.GET and "end" not in request.GET:
        return PeriodForm(initial=this_year()), this_year()
    form = PeriodForm(request.GET)
    return form, dict(form.cleaned_data) if form.is_valid() else this_year()
