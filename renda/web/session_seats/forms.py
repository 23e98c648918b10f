"""Forms of the hall and of the order."""

from __future__ import annotations

import re

from django import forms

from renda.modules.sessions.attendance.models import HallPlan, OrderRule, Side

NUMBERS = re.compile(r"[0-9]+")
REPEATED = re.compile(r"^([0-9]+)\s*[x×*排]\s*([0-9]+)\s*座?$")


class Rows(forms.CharField):
    """Seats of each row: 16,16,14 or, for many rows alike, 10×16."""

    def __init__(self, **kwargs):
        super().__init__(max_length=400, **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value) -> list[int]:
        text = super().clean(value).strip()
        found = []
        for part in re.split(r"[,，、;；\s]+", text) if text else []:
            if match := REPEATED.match(part):
                times, seats = int(match[1]), int(match[2])
                if times > 100:
                    raise forms.ValidationError("排数太多了，请看一看。")
                found += [seats] * times
            elif NUMBERS.fullmatch(part):
                found.append(int(part))
            else:
                raise forms.ValidationError(f"“{part[:10]}”看不懂，请写成“16,16,14”或者“10×16”。")
        return found


def rows_text(rows: list[int]) -> str:
    """The rows as they are typed: rows alike one after the other are put together."""
    parts: list[list[int]] = []
    for count in rows:
        if parts and parts[-1][1] == count:
            parts[-1][0] += 1
        else:
            parts.append([1, count])
    return "，".join(f"{times}×{count}" if times > 1 else str(count) for times, count in parts)


class Seats(forms.CharField):
    """Seats written row-seat, parted by blanks or commas."""

    def __init__(self, **kwargs):
        super().__init__(max_length=2000, required=False, **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value) -> list[str]:
        found = []
        for part in re.split(r"[,，、;；\s]+", super().clean(value).strip()):
            if not part:
                continue
            match = re.fullmatch(r"([0-9]{1,3})(?:-|－|—|排)([0-9]{1,3})[座号]?", part)
            if not match:
                raise forms.ValidationError(f"座位“{part[:10]}”认不出来，请写成“3排5座”或者“3-5”。")
            found.append(f"{int(match[1])}-{int(match[2])}")
        return found


class HallForm(forms.Form):
    rows = Rows(
        label="台下每排几座（从前往后）",
        help_text="10排、每排16座写“10×16”；各排不一样就逐排写“14，16，16”。",
        error_messages={"required": "请写每排几座。"},
    )
    aisles = Rows(
        label="过道在第几座后面",
        required=False,
        help_text="从台下面向主席台，从左往右数。例如“4，12”。没有就空着。",
    )
    blocked = Seats(label="不坐人的座位", help_text="例如“1-1，1-16”：柱子挡住的、放摄像机的。")
    rostrum_rows = Rows(label="主席台每排几座（从台口往里）", required=False, help_text="没有主席台就空着。")
    lead_side = forms.ChoiceField(
        label="第二位坐在第一位的哪一边", choices=Side.choices, widget=forms.RadioSelect
    )
    order_rule = forms.ChoiceField(
        label="新来的人按什么规则插进名单", choices=OrderRule.choices, widget=forms.RadioSelect
    )

    @classmethod
    def initial_of(cls, plan: HallPlan) -> dict[str, object]:
        return {
            "rows": rows_text(plan.rows), "aisles": "，".join(map(str, plan.aisles)), "blocked": "，".join(plan.blocked),
            "rostrum_rows": rows_text(plan.rostrum_rows), "lead_side": plan.lead_side, "order_rule": plan.order_rule,
        }  # fmt: skip
