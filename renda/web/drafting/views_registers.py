"""Looking after a register: numbers kept for later, used on paper before, never used, voided; each with its reason."""

from __future__ import annotations

import re

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from renda.foundation import clock
from renda.kernel.access.policies import require_verb
from renda.kernel.documents import registers
from renda.kernel.documents.models import NumberSeries
from renda.web import ui

KEEP = "paper.keep_registers"
LINE = re.compile(r"^\s*(\d{1,6})[\s、.．,，:：|]+(.+?)\s*$")
REASON = {"required": "请写清楚原因。"}
NUMBER = {"required": "请写一个数。", "invalid": "请写一个数，例如 3。"}


def why(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, error_messages=REASON)


class ReserveForm(forms.Form):
    count = forms.IntegerField(label="预留几个号", initial=1, error_messages=NUMBER)
    reason = why("为什么预留")


class VoidForm(forms.Form):
    n = forms.IntegerField(label="第几号", error_messages=NUMBER)
    reason = why("为什么作废")


class ExplainForm(forms.Form):
    reason = why("这些号为什么没有用")


class TakeInForm(forms.Form):
    last = forms.IntegerField(label="今年纸上编到第几号", error_messages=NUMBER)
    lines = forms.CharField(
        label="每个号是什么公文", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="一行写一个：号、题名。例如：3 关于开会的通知",
    )  # fmt: skip
    explanation = forms.CharField(label="没有列出的号是怎么回事", required=False, max_length=200)

    def clean_lines(self):
        rows = []
        for line in filter(str.strip, self.cleaned_data["lines"].splitlines()):
            found = LINE.match(line)
            if not found:
                raise forms.ValidationError(f"“{line[:30]}”没有看懂，请写成：3 关于开会的通知")
            rows.append(registers.PaperRow(int(found[1]), found[2]))
        return rows


FORMS = {"reserve": ReserveForm, "void": VoidForm, "explain": ExplainForm, "take_in": TakeInForm}
IN_AN_EARLIER_BOOK = ("void", "explain")


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, pk) -> HttpResponse:
    """The four things the office does by hand in one register. ``?year=`` opens an earlier book: what was kept there and
    not used is voided, gaps are explained; new numbers are of the present year only."""
    require_verb(request.actor, KEEP)
    this_year = clock.today().year
    year = year_of(request.GET.get("year", ""), this_year)
    series = get_object_or_404(NumberSeries, pk=pk)
    asked = request.POST.get("do", "")
    names = FORMS if year == this_year else IN_AN_EARLIER_BOOK
    made = {name: FORMS[name](request.POST if name == asked else None, prefix=name) for name in names}
    if request.method == "POST" and asked in made and made[asked].is_valid():
        try:
            ui.flash.done(request, DOING[asked](request.actor, series, year, made[asked].cleaned_data))
            return redirect(request.get_full_path())
        except registers.RegisterError as problem:
            made[asked].add_error(None, str(problem))
    facts = {
        "series": series,
        "year": year,
        "forms": made,
        "asked": asked,
        "gaps": registers.gaps(series, year),
        "last": registers.last_of(series, year),
        "coming": registers.preview(series.pattern, n=registers.last_of(series, this_year) + 1),
    }
    return render(request, "drafting/register.html", facts, status=422 if asked else 200)


def year_of(word: str, this_year: int) -> int:
    """The year of the book asked for; the present one for anything else."""
    asked = int(word) if len(word) == 4 and word.isascii() and word.isdigit() else this_year
    return min(asked, this_year)


def reserve(actor, series, year, data) -> str:
    kept = registers.reserve(actor, series, data["count"], data["reason"])
    return f"已预留{kept[0].text}" + (f"至{kept[-1].text}" if len(kept) > 1 else "") + "。"


def void(actor, series, year, data) -> str:
    number = series.issued.filter(year=year, n=data["n"]).first()
    if number is None:
        raise registers.RegisterError(f"{year}年没有编过第{data['n']}号。")
    registers.void_by_hand(actor, number, data["reason"])
    return f"“{number.text}”已作废，留在登记簿上。"


def explain(actor, series, year, data) -> str:
    return f"已说明{registers.explain_gaps(actor, series, year, data['reason'])}个空号。"


def take_in(actor, series, year, data) -> str:
    added = registers.take_in(
        actor, series, year, data["last"], data["lines"], explanation=data["explanation"]
    )
    return f"已登记{added}个号，以后从第{data['last'] + 1}号编起。"


DOING = {"reserve": reserve, "void": void, "explain": explain, "take_in": take_in}
