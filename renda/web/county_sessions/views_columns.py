"""The columns of the list that goes to the county: which, in what order, under which names."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renda.kernel.access import policies
from renda.kernel.procedures.execute import Refused
from renda.modules.county_sessions import columns, policy
from renda.modules.county_sessions.models import ListColumn
from renda.web import ui
from renda.web.session_people.frame import problem_of

LONGEST = ListColumn._meta.get_field("title").max_length


class ColumnForm(forms.Form):
    """One column: shown or not, which from the left, under what name."""

    used = forms.BooleanField(label="要这一栏", required=False)
    place = forms.IntegerField(label="第几栏", required=False, min_value=1, max_value=99, error_messages={
        "invalid": "第几栏要写数字。", "min_value": "第几栏从1数起。", "max_value": "没有那么多栏。"})  # fmt: skip
    title = forms.CharField(label="栏目名称", required=False, max_length=LONGEST, error_messages={
        "max_length": f"栏目名称最多{LONGEST}字。"})  # fmt: skip


def forms_of(request: HttpRequest) -> list[tuple[columns.Choice, ColumnForm]]:
    data = request.POST if request.method == "POST" else None
    return [
        (
            one,
            ColumnForm(
                data,
                prefix=one.key,
                initial={"used": one.position > 0, "place": one.position or None, "title": one.title},
            ),
        )
        for one in columns.choices()
    ]


def ordered(rows: list[tuple[columns.Choice, ColumnForm]]) -> list[tuple[str, str]]:
    """The columns ticked, by their number; without a number at the end, equal ones as they stood."""
    used = [(one, form.cleaned_data) for one, form in rows if form.cleaned_data["used"]]
    used.sort(key=lambda pair: pair[1]["place"] or 100)
    return [(one.key, data["title"]) for one, data in used]


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Look at the columns and choose others."""
    policies.require_verb(request.actor, policy.KEEP)
    rows = forms_of(request)
    problem = ""
    if request.method == "POST":
        try:
            if "usual" in request.POST:
                columns.reset(request.actor)
                return saved(request, "恢复了通常的栏目。")
            if all(form.is_valid() for _, form in rows):
                columns.save(request.actor, ordered(rows))
                return saved(request, "栏目定好了，以后报送的汇总表和表格都照这样。")
        except Refused as refused:
            problem = problem_of(refused)
    status = 422 if request.method == "POST" else 200
    return render(request, "county_sessions/columns.html", {"rows": rows, "problem": problem}, status=status)


def saved(request: HttpRequest, words: str) -> HttpResponse:
    ui.flash.done(request, words)
    return redirect("county_sessions:columns")
