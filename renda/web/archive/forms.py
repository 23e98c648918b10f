"""Forms of the archive."""

from __future__ import annotations

from django import forms

from renda.foundation import clock
from renda.kernel.archive import table
from renda.kernel.archive.models import Box, Fonds, TableApproval
from renda.kernel.archive.printing.drawing import sizes
from renda.kernel.dossiers.models import Retention
from renda.web.steps.fields import DayField

PLACES = (
    ("", "全部"),
    ("unboxed", "没有装盒"),
    ("boxed", "已装盒"),
    ("transferred", "已移交"),
    ("destroyed", "已销毁"),
)


class ItemForm(forms.Form):
    """What narrows the list of items."""

    words = forms.CharField(label="题名、档号或文号", required=False, max_length=100)
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    retention = forms.ChoiceField(
        label="保管期限", required=False, choices=[("", "全部"), *Retention.choices]
    )
    category = forms.ChoiceField(label="问题", required=False)
    place = forms.ChoiceField(label="在哪里", required=False, choices=PLACES)

    def __init__(self, data, *, years: list[int]):
        super().__init__(data)
        self.fields["year"].choices = [("", "全部"), *((str(year), f"{year}年") for year in years)]
        kinds = dict.fromkeys((line.category, line.category_label) for line in table.lines())
        self.fields["category"].choices = [("", "全部"), *kinds]


class FondsForm(forms.ModelForm):
    class Meta:
        model = Fonds
        fields = ("number", "name", "repository", "single_set_on", "single_set_basis")
        field_classes = {"single_set_on": DayField}
        help_texts = {
            "number": "一个大写字母加三位数字，例如 Z109，向县档案馆问。登记以后才能编档号，编了就不能再换。",
            "repository": "满十年移交给谁，例如 某县档案馆。",
            "single_set_on": "没有经过评估和县档案馆同意的，不要填：纸质和电子都要存。",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].required = True


class ApprovalForm(forms.ModelForm):
    """Who agreed to the table, and when."""

    class Meta:
        model = TableApproval
        fields = ("approved_by", "approved_on", "number")
        field_classes = {"approved_on": DayField}
        help_texts = {"approved_by": "县级档案主管部门，例如 某县档案局。"}

    def clean_approved_on(self):
        day = self.cleaned_data["approved_on"]
        if day > clock.today():
            raise forms.ValidationError("同意日期在今天以后，请核对。")
        return day


class LineForm(forms.Form):
    """One line of the table as it is to be."""

    retention = forms.ChoiceField(label="保管期限", choices=Retention.choices)
    category = forms.CharField(label="问题代码", max_length=8)
    category_label = forms.CharField(label="问题", max_length=20)

    def __init__(self, *args, line, **kwargs):
        initial = {name: getattr(line, name) for name in ("retention", "category", "category_label")}
        super().__init__(*args, initial=initial, prefix=line.key, **kwargs)
        self.line = line


class RerateForm(forms.Form):
    retention = forms.ChoiceField(label="改为", choices=Retention.choices)
    reason = forms.CharField(label="为什么改", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class OpeningForm(forms.Form):
    """The opinion whether an item may be opened to everybody."""

    opening = forms.ChoiceField(label="审核意见", choices=(("open", "可以开放"), ("restricted", "控制使用")))
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=200,
        help_text="控制使用的要写：涉及个人隐私、工作秘密等。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class BoxForm(forms.Form):
    """Which items go into a new box."""

    spine_mm = forms.TypedChoiceField(label="盒脊厚度", coerce=int)
    first = forms.IntegerField(label="从第几件", min_value=1)
    last = forms.IntegerField(label="到第几件", min_value=1)
    place = forms.CharField(
        label="存放位置", required=False, max_length=60, help_text="例如：档案室第2柜第3层"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["spine_mm"].choices = [(width, f"{width}毫米") for width in sizes()["spine"]["widths_mm"]]


class NoteForm(forms.ModelForm):
    """The note of a box: who arranged it, who checked it, what is to be said."""

    class Meta:
        model = Box
        fields = ("condition", "place", "arranged_by", "arranged_on", "checked_by", "checked_on")
        field_classes = {"arranged_on": DayField, "checked_on": DayField}
        help_texts = {"condition": "缺损、修改、补充、移出的情况；没有的写“齐全，没有缺损”。"}
        widgets = {"condition": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("arranged_on", "checked_on"):
            self.fields[name].required = False
