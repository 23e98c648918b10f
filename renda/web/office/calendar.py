"""The year's holidays: which years are known, loading a new one, and the days that move because of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.deadlines import revision, timing
from renda.kernel.deadlines.models import CalendarYear, DeadlineShift
from renda.kernel.exchange.cells import parse
from renda.kernel.exchange.errors import UnreadableFile
from renda.kernel.exchange.fields import Field, match_header
from renda.kernel.exchange.sheets import read_table
from renda.law import yamlfile
from renda.law.errors import RulebookError
from renda.web import ui
from renda.web.office.rule_fields import told
from renda.web.people.pages import page_of

DAY = re.compile(r"(?:(\d{4})\s*[年./-])?\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
TO_DAY = re.compile(r"(?:至|到|—|－|~|-{2,})\s*(\d{1,2})\s*日")
YEARS_BACK, YEARS_AHEAD = 2, 1
ROWS = 50
SHEET_FIELDS = (
    Field("name", "节日", ("名称", "节日名称", "假期"), required=True, max_length=20),
    Field("first", "开始日期", ("开始", "日期", "从", "放假开始"), required=True, kind="date"),
    Field("last", "结束日期", ("结束", "至", "放假结束"), kind="date"),
    Field("work", "上班", ("调休", "是否上班", "类型", "放假或上班"), max_length=10),
)


class YearForm(forms.Form):
    """A year's notice, typed in or as a file."""

    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    title = forms.CharField(label="通知名称", max_length=120)
    number = forms.CharField(label="文号", max_length=60)
    issued_on = forms.DateField(label="通知日期")
    holidays = forms.CharField(
        label="放假",
        widget=forms.Textarea,
        required=False,
        help_text="一行一个节日，例如：春节 2月5日至11日。",
    )
    makeup = forms.CharField(
        label="调休上班",
        widget=forms.Textarea,
        required=False,
        help_text="一行一天，例如：春节 2月20日。没有就空着。",
    )
    file = forms.FileField(label="或者上传文件", required=False)

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors:
            try:
                data["table"] = table_of(data)
            except RulebookError as error:
                raise forms.ValidationError(told(error)) from error
            except (UnreadableFile, ValueError) as error:
                raise forms.ValidationError(getattr(error, "message_zh", None) or str(error)) from error
        return data


def table_of(data: dict) -> dict:
    """The year table, JSON-ready. Raises ValueError (Chinese), RulebookError or UnreadableFile."""
    file = data.get("file")
    if file and file.name.lower().endswith((".yaml", ".yml")):
        return plain(yamlfile.parse(file.read().decode("utf-8", "replace"), file.name))
    if file:
        holidays, makeup = from_sheet(file.read(), file.name)
    else:
        holidays = [line_days(line, data["year"]) for line in lines(data["holidays"])]
        makeup = [line_days(line, data["year"]) for line in lines(data["makeup"])]
    if not holidays:
        raise ValueError("还没有填放假的日子。")
    notice = {"title": data["title"], "number": data["number"], "issued_on": data["issued_on"].isoformat()}
    return {
        "year": data["year"],
        "status": "published",
        "notices": [notice],
        "holidays": [{"name": name, "from": str(first), "to": str(last)} for name, first, last in holidays],
        "makeup_workdays": [{"name": name, "day": str(first)} for name, first, _ in makeup],
    }


def plain(value):
    """Days as text, so that the table can be stored."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def lines(text: str) -> Iterable[str]:
    return filter(None, (line.strip() for line in text.splitlines()))


def line_days(line: str, year: int) -> tuple[str, date, date]:
    """春节 2月5日至11日 → name, first day, last day. Raises ValueError in words."""
    days = list(DAY.finditer(line))
    if not days:
        raise ValueError(f"“{line}”里没有看懂日期，请写成“春节 2月5日至11日”。")
    name = re.split(r"[\s：:，,]", line[: days[0].start()].strip())[0] or "放假"
    try:
        first, *rest = [date(int(found[1] or year), int(found[2]), int(found[3])) for found in days]
        last = rest[0] if rest else first
        if not rest and (end := TO_DAY.search(line, days[0].end())):
            last = first.replace(day=int(end[1]))
    except ValueError as error:
        raise ValueError(f"“{line}”里的日期不存在，请核对。") from error
    return name, first, last


def from_sheet(data: bytes, filename: str) -> tuple[list, list]:
    """Days off and make-up days from a table."""
    sheet = read_table(data, filename, SHEET_FIELDS)
    match = match_header(sheet.header, SHEET_FIELDS)
    if missing := [field.label for field in match.missing if field.required]:
        raise ValueError(f"表里没有“{'”“'.join(missing)}”这一列。列名请用：节日、开始日期、结束日期、上班。")
    holidays, makeup = [], []
    for row in sheet.rows:
        values = {
            f.key: parse(f, row.cells[match.columns[f.key]]).value
            for f in SHEET_FIELDS
            if f.key in match.columns
        }
        if not values.get("name") or not values.get("first"):
            raise ValueError(f"第 {row.number} 行没有写全节日和日期。")
        entry = (values["name"], values["first"], values.get("last") or values["first"])
        is_work = any(word in (values.get("work") or "") for word in ("上班", "是", "班"))
        (makeup if is_work else holidays).append(entry)
    return holidays, makeup


def calendar(request: HttpRequest) -> HttpResponse:
    """Years known, and deadlines that would move."""
    policies.require_verb(request.actor, "calendar.load")
    known, own = timing.town_calendar(), {row.year: row for row in CalendarYear.objects.all()}
    this_year = clock.year()
    years = []
    for year in sorted({*range(this_year - YEARS_BACK, this_year + YEARS_AHEAD + 1), *own}, reverse=True):
        table = known.table(year)
        years.append({
            "year": year,
            "table": table,
            "own": own.get(year),
            "provisional": known.is_provisional(year),
            "notice": table.notices[0] if table and table.notices else None,
            "days": len(table.days_off) if table else 0,
            "makeup": len(table.makeup) if table else 0,
        })  # fmt: skip
    page = page_of(request, revision.open_shifts().order_by("new_due_on", "id"), ROWS)
    return render(request, "office/calendar.html", {"years": years, "page": page})


def load(request: HttpRequest) -> HttpResponse:
    """Enter a year's table; the deadlines it would move are proposed, none moves yet."""
    policies.require_verb(request.actor, "calendar.load")
    form = YearForm(request.POST or None, request.FILES or None, initial={"year": clock.year() + 1})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                row, shifts = revision.load_year(form.cleaned_data["table"], loaded_by=request.actor.label)
                record(request.actor, "calendar.load", None, {"year": row.year, "source": row.source})
        except RulebookError as error:
            form.add_error(None, f"{told(error)}。请对照通知核对。")
        else:
            moved = f"有{len(shifts)}个期限要调整，请在下面核对。" if shifts else "没有期限受影响。"
            ui.flash.done(request, f"{row.year}年放假安排已载入。{moved}")
            return redirect("calendar")
    return render(request, "office/calendar_load.html", {"form": form})


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Move the chosen deadlines, or keep their old days."""
    policies.require_verb(request.actor, "calendar.load")
    chosen = request.POST.getlist("shift")
    shifts = revision.open_shifts()
    if "all" not in request.POST:
        keys = set(map(str, DeadlineShift.objects.values_list("pk", flat=True))) & set(chosen)
        shifts = shifts.filter(pk__in=keys)
    shifts = list(shifts)
    if not shifts:
        ui.flash.warn(request, "没有选中任何期限。请先勾选，再按按钮。")
        return redirect("calendar")
    with transaction.atomic():
        if "keep" in request.POST:
            count = revision.drop(shifts)
            record(
                request.actor,
                "settings.save",
                None,
                {"what": f"{count}个期限保持原来的日期，不按新的放假安排调整"},
            )
            ui.flash.done(request, f"{count}个期限保持原来的日期。")
        else:
            count = revision.confirm(shifts)
            record(request.actor, "calendar.apply", None, {"count": count})
            ui.flash.done(request, f"已调整{count}个期限，原来的日期和原因都有记录。")
    return redirect("calendar")
