"""Forms of the people of a session."""

from __future__ import annotations

from django import forms

from renda.kernel.access import policies
from renda.kernel.documents.models import Paper, PaperState
from renda.modules.sessions.attendance.models import Attendee, Capacity, DutyKind, ServiceKind, SessionGroup
from renda.web.people.forms import clean_phone
from renda.web.steps.fields import DayField

NOT_DEPUTIES = [(key, label) for key, label in Capacity.choices if key != Capacity.DEPUTY]
PAPERS_OFFERED = 60


class Plain(forms.Form):
    """One-line fields carry no counter; their lengths are checked all the same."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.Textarea):
                field.widget.attrs.pop("maxlength", None)


class FindForm(Plain):
    q = forms.CharField(label="姓名、单位或职务", required=False, max_length=40)
    capacity = forms.ChoiceField(label="身份", required=False, choices=[("", "全部"), *Capacity.choices])
    answer = forms.ChoiceField(
        label="来不来",
        required=False,
        choices=[("", "全部"), ("none", "还没有回执"), ("coming", "参加"), ("leave", "请假")],
    )
    group = forms.ModelChoiceField(None, label="小组", required=False, empty_label="全部")

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = SessionGroup.objects.filter(session=session).order_by(
            "position", "name"
        )


class GuestForm(Plain):
    """Somebody typed by hand; for a deputy only what the roll does not say."""

    name = forms.CharField(label="姓名", max_length=40, error_messages={"required": "请写姓名。"})
    capacity = forms.ChoiceField(label="身份", choices=NOT_DEPUTIES)
    post = forms.CharField(label="单位及职务", required=False, max_length=80)
    group = forms.ModelChoiceField(None, label="参加哪个小组的讨论", required=False, empty_label="不分组")
    phone = forms.CharField(label="电话", required=False, max_length=20)
    needs = forms.CharField(
        label="特别需要", required=False, max_length=120, help_text="例如：清真餐、坐轮椅、听力不好坐前排。"
    )
    note = forms.CharField(label="备注", required=False, max_length=120)

    def __init__(self, *args, session, attendee: Attendee | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.attendee = attendee
        self.fields["group"].queryset = SessionGroup.objects.filter(session=session).order_by(
            "position", "name"
        )
        if attendee is not None and attendee.capacity == Capacity.DEPUTY:
            for name in ("name", "capacity", "post"):
                del self.fields[name]
        if attendee is not None and attendee.phone:
            self.fields["phone"].help_text = "已经登记了号码。不改就空着。"

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    @property
    def data_given(self) -> dict:
        """What the module takes; a number left empty stays as it is on record."""
        data = dict(self.cleaned_data)
        if self.attendee is not None and not data.get("phone"):
            data.pop("phone", None)
        return data


class WhyForm(Plain):
    why = forms.CharField(label="理由", max_length=120, error_messages={"required": "请写理由。"})


class GroupForm(Plain):
    name = forms.CharField(
        label="小组（代表团）名称", max_length=60, error_messages={"required": "请写名称。"}
    )
    place = forms.CharField(label="讨论地点", required=False, max_length=80)
    leader = forms.ModelChoiceField(None, label="组长", required=False, empty_label="还没有定")

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = members


class DutyForm(Plain):
    kind = forms.ChoiceField(label="职务", choices=DutyKind.choices)
    who = forms.ModelMultipleChoiceField(
        None, label="谁", widget=forms.CheckboxSelectMultiple, help_text="可以一次勾几个人。", error_messages={"required": "请选人。"}
    )  # fmt: skip
    reason = forms.CharField(label="仍要这样安排的理由", required=False, max_length=200)

    def __init__(self, *args, people, asks_reason: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people
        self.fields["who"].label_from_instance = lambda one: (
            f"{one.rank}号 {one.name}（{one.get_capacity_display()}，{one.post or '未填职务'}）"
        )
        if not asks_reason:
            self.fields["reason"].widget = forms.HiddenInput()


class NoticeForm(Plain):
    capacities = forms.MultipleChoiceField(
        label="发给",
        choices=Capacity.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选发给谁。"},
    )
    title = forms.CharField(label="标题", max_length=200, error_messages={"required": "请写标题。"})
    text = forms.CharField(
        label="通知内容",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "请写通知内容。"},
    )
    reply_by = DayField(label="回执截止日期", required=False)
    paper = forms.ModelChoiceField(
        None, label="正式通知（已印发的公文）", required=False, empty_label="不附公文"
    )

    def __init__(self, *args, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = papers

    def clean_text(self) -> str:
        """A line that ends where something was to be filled in would go out to everybody."""
        text = self.cleaned_data["text"]
        empty = [
            line.strip().rstrip("：:") for line in text.splitlines() if line.strip().endswith(("：", ":"))
        ]
        if empty:
            raise forms.ValidationError(f"“{empty[0]}”后面还空着，请填好或者删去这一行。")
        return text


class LeaveForm(Plain):
    """Leave for the whole session or some of its days."""

    whole = forms.ChoiceField(
        label="请假时间",
        choices=[("1", "整个会议"), ("0", "只请几天")],
        widget=forms.RadioSelect,
        initial="1",
    )
    from_on = DayField(label="从哪天", required=False)
    until_on = DayField(label="到哪天", required=False)
    reason = forms.CharField(
        label="原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写请假的原因。"},
    )

    @property
    def data_given(self) -> dict:
        return {**self.cleaned_data, "whole": self.cleaned_data["whole"] == "1"}


class LeaveForForm(LeaveForm):
    who = forms.ModelChoiceField(
        None, label="谁请假", empty_label="请选", error_messages={"required": "请选谁请假。"}
    )
    field_order = ("who",)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people


class DecideForm(Plain):
    granted = forms.ChoiceField(
        label="决定",
        choices=[("1", "批准"), ("0", "不批准")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选批准还是不批准。"},
    )
    by = forms.CharField(
        label="谁批准的", required=False, max_length=40, help_text="例如：陈主席；主席团会议。"
    )
    note = forms.CharField(
        label="意见", required=False, max_length=200, help_text="不批准时要写理由，会告诉本人。"
    )

    def __init__(self, *args, keyed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not keyed:
            del self.fields["by"]


class MaterialForm(Plain):
    title = forms.CharField(label="材料名称", max_length=120, error_messages={"required": "请写材料名称。"})
    capacities = forms.MultipleChoiceField(
        label="发给", required=False, choices=Capacity.choices, widget=forms.CheckboxSelectMultiple
    )
    duties = forms.MultipleChoiceField(
        label="只发给担任这些职务的人", required=False, choices=DutyKind.choices, widget=forms.CheckboxSelectMultiple,
        help_text="选了这里，就只发给这些人。",
    )  # fmt: skip
    copies = forms.IntegerField(label="每人几份", min_value=1, max_value=50, initial=1)
    spare = forms.IntegerField(label="备份几份", min_value=0, max_value=500, initial=0)
    pages = forms.IntegerField(
        label="页数", min_value=1, max_value=2000, required=False, help_text="填了能算出要印多少页。"
    )
    printed = forms.BooleanField(label="印发，装进袋里", required=False, initial=True)
    electronic = forms.BooleanField(label="手机上能看", required=False)
    collect_back = forms.BooleanField(label="会后收回", required=False)
    paper = forms.ModelChoiceField(None, label="用系统里的公文", required=False, empty_label="不用")
    upload = forms.FileField(label="或者上传文件", required=False)
    remark = forms.CharField(label="备注", required=False, max_length=60)

    def __init__(self, *args, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = papers


class NewMaterialForm(MaterialForm):
    """A paper, and others for the same people."""

    more = forms.CharField(
        label="同样发的其他材料", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行写一份，发给谁、每人几份和上面一样。要在手机上看的，列好以后再各自上传文件。",
    )  # fmt: skip


class ServiceForm(Plain):
    kind = forms.ChoiceField(
        label="种类", choices=ServiceKind.choices, widget=forms.RadioSelect, initial=ServiceKind.MEAL
    )
    name = forms.CharField(
        label="名称",
        max_length=60,
        help_text="例如：第一天午餐；高岭村接送车；宾馆201。",
        error_messages={"required": "请写名称。"},
    )
    on_date = DayField(label="日期", error_messages={"required": "请选日期。"})
    at = forms.CharField(
        label="时间", required=False, max_length=20, help_text="例如：12:00；上午7时30分村委会集合。"
    )
    place = forms.CharField(label="地点", required=False, max_length=80)
    contact = forms.CharField(label="联系人（司机、厨房）", required=False, max_length=40)
    places = forms.IntegerField(
        label="能容人数", required=False, min_value=1, max_value=5000, help_text="不限就空着。"
    )


class UploadForm(forms.Form):
    file = forms.FileField(
        label="名单文件",
        error_messages={"required": "请选一个文件。", "empty": "选的文件是空的，请检查是不是选错了。"},
    )


def papers_to_choose(actor, wanted=None, keep=None):
    """The latest valid papers that the actor may read, and the one chosen before. ``wanted``: only of these templates."""
    rows = policies.visible(actor, Paper)
    if wanted:  # few enough to be sorted; an equal state would have the database read all papers in their order
        rows = rows.filter(template__in=wanted).exclude(state=PaperState.VOID)
    else:
        rows = rows.filter(state=PaperState.ISSUED)
    keys = list(rows.order_by("-dated_on", "-id").values_list("pk", flat=True)[:PAPERS_OFFERED])
    return Paper.objects.filter(pk__in=[*keys, keep] if keep else keys).order_by("-dated_on", "-id")
