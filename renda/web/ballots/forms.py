"""Putting a vote on the list, and the forms of its steps."""

from __future__ import annotations

from django import forms

from renda.kernel.ballots import rules
from renda.kernel.ballots.models import Kind, Method
from renda.kernel.people.models import CongressSession
from renda.web.steps.fields import DayField
from renda.web.steps.form import StepForm

PROJECT = "livelihood_project"
#: Kinds that have their own pages: voters of a constituency, the presidium, ratings.
ELSEWHERE = ("recall_deputy", "presidium_decision", "satisfaction", "questioning_dissatisfied")
MOST_LINES = 200


class NewBallotForm(forms.Form):
    title = forms.CharField(
        label="表决事项", max_length=200, error_messages={"required": "请写表决的是什么。"},
        help_text="写全名，结果和公文里都用它。",
    )  # fmt: skip
    law_kind = forms.ChoiceField(
        label="属于哪一种",
        help_text="通过要多少票，按这一种的规定算。",
        error_messages={"invalid_choice": "请从列出来的里面选一种。"},
    )
    method = forms.ChoiceField(
        label="怎么表决",
        choices=Method.choices,
        widget=forms.RadioSelect,
        initial=Method.HANDS,
        error_messages={"required": "请选一种。", "invalid_choice": "请选一种。"},
    )
    held_on = DayField(label="哪天表决", widget=forms.DateInput)
    question = forms.CharField(
        label="主持人付表决的话", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不写的，系统按表决方式写一句。",
    )  # fmt: skip
    lines = forms.CharField(
        label="一揽子表决的名单，或者票决的候选项目", required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}), help_text="一行写一个。只表决一件事的，不用写。",
    )  # fmt: skip
    seats = forms.IntegerField(
        label="要选出几个", required=False, min_value=1, help_text="民生实事票决才要写。",
        error_messages={"min_value": "至少选出1个。", "invalid": "请写整数。"},
    )  # fmt: skip

    def __init__(self, data=None, *, session: CongressSession, initial=None):
        super().__init__(data, initial={"held_on": session.opens_on, **(initial or {})})
        self.session = session
        known = rules.known_kinds(session.opens_on)
        self.fields["law_kind"].choices = [
            (key, one["title"]) for key, one in known.items() if key not in ELSEWHERE
        ]
        for made in self.fields.values():
            made.widget.attrs.pop("maxlength", None)

    def clean_lines(self):
        found = [line.strip()[:120] for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(found) > MOST_LINES:
            raise forms.ValidationError(f"最多写{MOST_LINES}行，现在有{len(found)}行。")
        return found

    def clean(self):
        cleaned = super().clean()
        lines, method = cleaned.get("lines", []), cleaned.get("method")
        if cleaned.get("law_kind") == PROJECT and not self.errors:
            self.check_projects(lines, cleaned)
        elif method == Method.BLOCK and not lines and "lines" not in self.errors:
            self.add_error("lines", "一揽子表决请把名单写上，一行写一个。")
        elif lines and method not in (Method.BLOCK, Method.SECRET_PAPER):
            self.add_error("lines", "这种方式一次只表决一件事。要一起表决一份名单的，请选“一揽子表决”。")
        return cleaned

    def check_projects(self, lines: list[str], cleaned: dict) -> None:
        if not cleaned.get("seats"):
            self.add_error("seats", "请写要选出几个项目。")
        if cleaned.get("method") != Method.SECRET_PAPER:
            self.add_error("method", "民生实事票决用无记名投票。")
        if len(lines) < (cleaned.get("seats") or 1):
            self.add_error("lines", "候选项目比要选出的还少，请写全。")

    @property
    def facts(self) -> dict:
        """What ``kernel.ballots.steps.prepare`` takes."""
        given = self.cleaned_data
        is_choice = given["law_kind"] == PROJECT
        return {
            "title": given["title"], "method": given["method"], "law_kind": given["law_kind"], "on": given["held_on"],
            "question": given["question"], "options": given["lines"],
            "kind": Kind.CHOICE if is_choice else Kind.MOTION,
            "seats": given["seats"] if is_choice else 1,
            "case": {"post": "project"} if is_choice else {},
        }  # fmt: skip


class BallotStepForm(StepForm):
    """Who may vote is asked only where they are not the deputies."""

    def make_entitled(self, need):
        return None if rules.is_of_deputies(self.matter) else self.make_number(need)
