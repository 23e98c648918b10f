"""Forms of the deputies' pages: few questions, big answers."""

from __future__ import annotations

from django import forms

from renda.modules.suggestions.models.judging import Addressed, Attitude
from renda.modules.suggestions.procedure import needs
from renda.web.suggestions.stepform import StepForm

CHOOSE = {"required": "请选一个。"}
COMMENT = next(need for need in needs.VERDICT if need.key == "comment")


def cards(label: str, choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE)


def long_text(label: str, longest: int, *, required: bool = True, help_text: str = "") -> forms.CharField:
    field = forms.CharField(label=label, required=required, max_length=longest, help_text=help_text, widget=forms.Textarea)
    field.error_messages["required"] = "请写一写。"
    return field


class VerdictForm(forms.Form):
    attitude = cards("一、对办理态度，您满意吗", Attitude.choices)
    outcome = cards("二、对办理结果，您满意吗", Attitude.choices)
    addressed = cards("三、答复有没有回答您提的问题", Addressed.choices)
    comment = long_text("您的意见", COMMENT.max_length, required=False, help_text=COMMENT.help)


class CosignForm(forms.Form):
    answer = cards("您同意联名吗", (("yes", "同意联名"), ("no", "不同意")))


class PromiseForm(forms.Form):
    kept = cards("这件事办成了吗", (("yes", "办成了"), ("no", "没有办成")))
    reason = long_text("还差在哪里", needs.REASON.max_length, required=False, help_text="没有办成的，请写一写。")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kept") == "no" and not cleaned.get("reason"):
            self.add_error("reason", "没有办成的，请写一写还差在哪里。")
        return cleaned


class ObjectionForm(forms.Form):
    text = long_text("您认为应由哪个单位办、为什么", 2000)


class WithdrawForm(forms.Form):
    reason = long_text("为什么撤回", needs.REASON.max_length)


class WritingForm(StepForm):
    """The page on which a deputy writes. The own seat is no co-signer."""

    KIND_LINES = {"suggestion": "希望哪件事办得更好，用这个", "bill": "要提请大会审议作决定的，用这个"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A draft may be unfinished; what goes on to be handed in may not.
        keeps = self.is_bound and self.data.get("then") == "keep"
        for name, rows in (("facts", 6), ("ask", 5)):
            self.fields[name].widget.attrs["rows"] = rows
            self.fields[name].required = not keeps
        self.fields["files"].widget.attrs["accept"] = "image/*,.pdf,.doc,.docx"
        self.fields["village"].empty_label = "不选也可以"

    def make_deputies(self, need):
        field = super().make_deputies(need)
        field.queryset = field.queryset.exclude(pk__in=self.actor.mandate_ids)
        return field

    @property
    def deputy_groups(self) -> list[dict]:
        """The tick list by group: name, ticks, how many are ticked."""
        return grouped(self["cosigners"], self.descriptions["cosigners"])

    @property
    def opinion_rows(self) -> list[dict]:
        return choices_of(self["opinions"])


def choices_of(bound) -> list[dict]:
    return [
        {"input": option.tag(), "id": option.id_for_label, "label": option.choice_label, "ticked": option.data["selected"], "value": str(option.data["value"])}
        for option in bound.subwidgets
    ]  # fmt: skip


def grouped(bound, group_of: dict[str, str]) -> list[dict]:
    groups: dict[str, list[dict]] = {}
    for row in choices_of(bound):
        groups.setdefault(group_of.get(row["value"], ""), []).append(row)
    return [{"name": name, "rows": rows, "ticked": sum(row["ticked"] for row in rows)} for name, rows in groups.items()]
