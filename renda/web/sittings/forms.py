"""What is typed on the pages of the sittings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms

from renda.foundation import clock
from renda.modules.sessions.attendance.models import Attendee
from renda.modules.sessions.sittings.models import AgendaItem, EntryKind, Shows, Sitting, SittingKind
from renda.web.steps.fields import DayField

TIME_WRONG = {"invalid": "时间写得不对，例如 9:30。", "required": "请写时间。"}
LONGEST_REASON = 200


class TimeField(forms.TimeField):
    """An hour of the day; 24:00 and beyond are the next day's business."""

    def __init__(self, **kwargs):
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(
            widget=widget, input_formats=["%H:%M", "%H:%M:%S"], error_messages=TIME_WRONG, **kwargs
        )


class SittingForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=SittingKind.choices)
    title = forms.CharField(label="会议名称", max_length=60, help_text="例如：第一次全体会议。")
    day = DayField(label="日期", widget=forms.DateInput)
    begins = TimeField(label="开始时间")
    ends = TimeField(label="预计结束时间", required=False, help_text="早于开始时间的，算第二天。")
    place = forms.CharField(label="地点", max_length=80, required=False)
    chair = forms.CharField(label="主持人", max_length=60, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = f"请填“{field.label}”。"

    def facts(self) -> dict:
        """The words of the form as the act wants them; an end before the beginning is past midnight."""
        given = self.cleaned_data
        begins_at = datetime.combine(given["day"], given["begins"], tzinfo=clock.ZONE)
        ends_at = None
        if given["ends"]:
            ends_at = datetime.combine(given["day"], given["ends"], tzinfo=clock.ZONE)
            if ends_at < begins_at:
                ends_at += timedelta(days=1)
        return {
            "kind": given["kind"], "title": given["title"].strip(), "begins_at": begins_at, "ends_at": ends_at,
            "place": given["place"].strip(), "chair": given["chair"].strip(),
        }  # fmt: skip

    @staticmethod
    def initial_of(sitting: Sitting) -> dict:
        begins, ends = sitting.begins_at.astimezone(clock.ZONE), sitting.ends_at
        return {
            "kind": sitting.kind, "title": sitting.title, "day": begins.date(), "begins": begins.time(),
            "ends": ends.astimezone(clock.ZONE).time() if ends else None, "place": sitting.place, "chair": sitting.chair,
        }  # fmt: skip


class UsualForm(forms.Form):
    place = forms.CharField(label="会场", max_length=80, required=False, help_text="例如：镇政府三楼会议室。")
    chair = forms.CharField(
        label="主持人", max_length=60, required=False, help_text="先统一写一位，以后逐场改。"
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="原因",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写原因。"},
    )


class LeaveForm(forms.Form):
    reason = forms.CharField(label="早退原因", max_length=LONGEST_REASON, required=False)


class ItemForm(forms.Form):
    text = forms.CharField(label="议程", max_length=200, error_messages={"required": "请写议程内容。"})


class EntryForm(forms.Form):
    text = forms.CharField(label="内容", max_length=200, error_messages={"required": "请写内容。"})
    kind = forms.ChoiceField(label="做什么", choices=EntryKind.choices)
    speaker = forms.CharField(label="报告人（说明人）", max_length=80, required=False)
    agenda_item = forms.ModelChoiceField(
        None, label="属于哪项议程", required=False, empty_label="（不单列议程）"
    )

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agenda_item"].queryset = AgendaItem.objects.filter(session=session)


class PublishForm(forms.Form):
    decided_by = forms.CharField(
        label="由什么会议通过（决定）",
        max_length=60,
        help_text="例如：预备会议、主席团第一次会议。",
        error_messages={"required": "请写由什么会议通过。"},
    )
    decided_on = DayField(
        label="通过（决定）日期", widget=forms.DateInput, error_messages={"required": "请填日期。"}
    )
    reason = forms.CharField(
        label="变更理由", max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, amends: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if amends:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = "已经公布过，再变要写理由。"
        else:
            del self.fields["reason"]


class NoteForm(forms.Form):
    entry = forms.ModelChoiceField(None, label="审议内容", required=False, empty_label="（不分内容）")
    attendee = forms.ModelChoiceField(
        None, label="发言人", required=False, empty_label="（不在名单上，写在下面）"
    )
    speaker = forms.CharField(
        label="发言人姓名", max_length=80, required=False, help_text="名单上没有的才写，例如列席的镇长。"
    )
    said = forms.CharField(
        label="发言要点",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写发言要点。"},
    )
    answer = forms.CharField(
        label="当场答复", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, sitting: Sitting, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = sitting.entries.all()
        self.fields["attendee"].queryset = Attendee.objects.of(sitting.session_id).filter(group=group)


class BulletinForm(forms.Form):
    number = forms.CharField(
        label="期号", max_length=20, help_text="例如：第1期。", error_messages={"required": "请写期号。"}
    )
    headline = forms.CharField(label="标题", max_length=80, error_messages={"required": "请写标题。"})
    opening = forms.CharField(
        label="开头一段", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ScreenForm(forms.Form):
    shows = forms.ChoiceField(label="大屏显示", choices=Shows.choices, widget=forms.RadioSelect)
    sitting = forms.ModelChoiceField(None, label="哪一场会议", required=False, empty_label="请选一场")
    ballot = forms.ModelChoiceField(None, label="哪一次表决", required=False, empty_label="请选一次表决")
    heading = forms.CharField(label="通告标题", max_length=40, required=False)
    words = forms.CharField(
        label="通告内容", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, sittings, ballots, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sitting"].queryset = sittings
        self.fields["ballot"].queryset = ballots


class CodeForm(forms.Form):
    code = forms.CharField(
        label="会场码", max_length=8, help_text="会场大屏幕上的四位数字。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), error_messages={"required": "请写会场码。"},
    )  # fmt: skip
