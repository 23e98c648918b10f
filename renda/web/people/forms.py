"""Forms of the registers."""

from __future__ import annotations

from datetime import date

from django import forms

from renda.foundation import clock
from renda.foundation.chinese import id_number
from renda.foundation.chinese.names import normalize_name
from renda.foundation.chinese.text import one_line
from renda.kernel.access.verbs import roles
from renda.kernel.people.changes import BEGINNINGS, ending_causes
from renda.kernel.people.models import Constituency, DeputyGroup, Mandate, Person, Term
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.models import ROOTS, Unit, UnitKind

OTHER = "其他"
NOT_A_PHONE = "请填11位手机号，或者带区号的座机号（如 0731-6600110）。"


def clean_phone(text: str) -> str:
    """A phone without blanks; ValidationError when it is none."""
    number = one_line(text).replace(" ", "")
    digits = number.replace("-", "")
    if number and not (digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 12):
        raise forms.ValidationError(NOT_A_PHONE)
    return digits if len(digits) == 11 and digits.startswith("1") else number


class Short:
    """Forms whose one-line fields carry no counter of characters; their lengths are checked all the same."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.Textarea):
                field.widget.attrs.pop("maxlength", None)


def without_relations(field, **options):
    """Fields of a model form but for relations: their choices are those of a town, known only at the request."""
    return None if field.is_relation else field.formfield(**options)


class DeputyFilter(Short, forms.Form):
    """What the register of deputies is narrowed to."""

    q = forms.CharField(label="姓名、单位、职业或手机号", required=False, max_length=40)
    group = forms.ModelChoiceField(None, label="代表小组", required=False, empty_label="全部")
    constituency = forms.ModelChoiceField(None, label="选区", required=False, empty_label="全部")
    seat = forms.ChoiceField(
        label="在任情况", required=False, choices=[("", "在任"), ("ended", "已终止"), ("all", "全部")]
    )
    skills = forms.CharField(label="专长", required=False, max_length=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = DeputyGroup.objects.all()
        self.fields["constituency"].queryset = Constituency.objects.all()


class PersonForm(Short, forms.ModelForm):
    """The facts of a person. Left empty, a number on record stays as it is: it isn't shown here."""

    phone = forms.CharField(label="手机号", required=False, max_length=20)
    id_number = forms.CharField(label="身份证号", required=False, max_length=20)
    village = forms.ModelChoiceField(None, label="所在村（社区）", required=False, empty_label="未填")

    class Meta:
        model = Person
        formfield_callback = without_relations
        fields = (
            "name", "gender", "ethnicity", "birth_on", "education", "party",
            "occupation", "employer", "skills", "village", "note",
        )  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"maxlength": 400}), "birth_on": forms.DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = Unit.objects.filter(kind=UnitKind.VILLAGE)
        if self.instance.phone_index:
            self.fields["phone"].help_text = "已登记一个号码，不改就空着。"
        if self.instance.id_index:
            self.fields["id_number"].help_text = "已登记，不改就空着。"

    def clean_name(self) -> str:
        return normalize_name(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_id_number(self) -> str:
        text = self.cleaned_data["id_number"]
        if not text:
            return ""
        if not id_number.is_valid(text):
            raise forms.ValidationError("身份证号不对，请逐位核对（18位，最后一位可能是X）。")
        return id_number.normalize(text)

    def clean_birth_on(self) -> date | None:
        day = self.cleaned_data["birth_on"]
        if day and day > clock.today():
            raise forms.ValidationError("出生日期不能晚于今天。")
        return day

    def save(self, commit: bool = True) -> Person:
        for name in ("phone", "id_number"):
            if self.cleaned_data[name]:
                setattr(self.instance, name, self.cleaned_data[name])
        return super().save(commit)


class SeatForm(Short, forms.Form):
    """A new seat of a deputy."""

    cause = forms.ChoiceField(label="怎样取得代表资格", choices=[(word, word) for word in BEGINNINGS])
    term = forms.ModelChoiceField(None, label="届别", empty_label=None)
    from_on = forms.DateField(label="任职起始日期")
    level = forms.ChoiceField(label="代表级别", choices=MandateLevel.choices, initial=MandateLevel.TOWN)
    constituency = forms.ModelChoiceField(None, label="选区", required=False, empty_label="未填")
    group = forms.ModelChoiceField(None, label="代表小组", required=False, empty_label="未分组")
    card_number = forms.CharField(label="代表证号", required=False, max_length=30)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = Term.objects.all()
        self.fields["constituency"].queryset = Constituency.objects.all()
        self.fields["group"].queryset = DeputyGroup.objects.all()

    def seat(self) -> dict:
        """What ``begin_mandate`` takes beside person, term, day and cause."""
        return {name: self.cleaned_data[name] for name in ("level", "constituency", "group", "card_number")}


class SeatPlaceForm(Short, forms.ModelForm):
    """What of a running seat may be put right: where the deputy was elected and the group."""

    constituency = forms.ModelChoiceField(None, label="选区", required=False, empty_label="未填")
    group = forms.ModelChoiceField(None, label="代表小组", required=False, empty_label="未分组")

    class Meta:
        model = Mandate
        fields = ("constituency", "group", "card_number")
        formfield_callback = without_relations

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["constituency"].queryset = Constituency.objects.all()
        self.fields["group"].queryset = DeputyGroup.objects.all()


class SeatEndForm(Short, forms.Form):
    """Why and when a seat ends."""

    cause = forms.ChoiceField(label="终止原因")
    other = forms.CharField(label="其他原因", required=False, max_length=80, help_text="选了“其他”才填。")
    until_on = forms.DateField(
        label="资格终止日期", help_text="这一天还是代表，第二天起不能再登录办理代表的事。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cause"].choices = [("", "请选择"), *((word, word) for word in (*ending_causes(), OTHER))]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("cause") == OTHER:
            if not data.get("other"):
                self.add_error("other", "请写明终止原因。")
            data["cause"] = data.get("other", "")
        return data


class ReasonForm(Short, forms.Form):
    """Why somebody wants to see, or take along, personal data."""

    reason = forms.CharField(
        label="用来做什么", max_length=100, help_text="会记入操作日志，例如：电话通知参加视察。"
    )


class ExportForm(ReasonForm):
    full_phone = forms.BooleanField(label="带完整手机号（不勾选只带遮住中间几位的号码）", required=False)


class UnitForm(Short, forms.ModelForm):
    """A body that handles suggestions, or a village."""

    class Meta:
        model = Unit
        fields = (
            "name",
            "short_name",
            "kind",
            "phone",
            "address",
            "handles_suggestions",
            "is_active",
            "position",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [pair for pair in UnitKind.choices if pair[0] not in ROOTS]
        self.fields["kind"].choices = [("", "请选择"), *kinds]
        self.fields["position"].required = False
        self.fields["position"].help_text = "数字小的排在前面。"

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        same = Unit.objects.filter(name=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError("已经有同名的单位，请到那个单位的页面修改。")
        return name

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


class AppointmentForm(Short, forms.Form):
    """A post: an existing person, or a new one by name and phone."""

    person = forms.ModelChoiceField(
        None, label="人员", required=False, empty_label="名册里没有，在下面填姓名"
    )
    name = forms.CharField(label="姓名（名册里没有时填）", required=False, max_length=40)
    phone = forms.CharField(label="手机号", required=False, max_length=20)
    unit = forms.ModelChoiceField(None, label="单位", empty_label="请选择")
    post = forms.CharField(label="职务", max_length=60)
    role = forms.ChoiceField(label="在系统里的身份", help_text="身份决定能看什么、能办什么。")
    from_on = forms.DateField(label="任职日期")
    paper = forms.CharField(label="任职依据", required=False, max_length=80)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.all()
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True)
        given = [
            (key, role.label)
            for key, role in roles().items()
            if key not in ("deputy", "county_deputy", "county")
        ]
        self.fields["role"].choices = [("", "请选择"), *given]

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_name(self) -> str:
        return normalize_name(self.cleaned_data["name"])

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("person") and not data.get("name"):
            self.add_error("person", "请选一个人，或者在下一栏填姓名。")
        return data


class AppointmentEndForm(Short, forms.Form):
    until_on = forms.DateField(label="任职最后一天", help_text="第二天起，这个身份就不能再用了。")


class GroupForm(Short, forms.ModelForm):
    leader = forms.ModelChoiceField(None, label="组长", required=False, empty_label="未定")

    class Meta:
        model = DeputyGroup
        formfield_callback = without_relations
        fields = ("name", "leader", "station", "position")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = Mandate.objects.on().values("person_id")
        self.fields["leader"].queryset = Person.objects.filter(pk__in=members)
        self.fields["position"].label, self.fields["position"].required = "顺序", False

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


class ConstituencyForm(Short, forms.ModelForm):
    class Meta:
        model = Constituency
        fields = ("number", "name", "seats")


class UploadForm(Short, forms.Form):
    file = forms.FileField(
        label="表格文件",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.ods,.et,.txt"}),
        error_messages={"required": "请先选好要上传的表格。", "empty": "这个文件是空的，请重新选。"},
    )


class AccountFilter(Short, forms.Form):
    q = forms.CharField(label="姓名或登录名", required=False, max_length=40)
    state = forms.ChoiceField(
        label="账号情况",
        required=False,
        choices=[
            ("", "全部"),
            ("without", "还没有账号"),
            ("first", "还没登录过"),
            ("off", "已停用"),
            ("locked", "暂停登录"),
        ],
    )
