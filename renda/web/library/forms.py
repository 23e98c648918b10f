"""Forms of the library."""

from __future__ import annotations

from typing import Any

from django import forms

from renda.kernel.library.models import Level, ReferenceKind
from renda.kernel.library.references import TAGS


class ManyFiles(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; the cleaned value is a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list:
        given = (list(data) if isinstance(data, list | tuple) else [data]) or [None]
        return [super(ManyFilesField, self).clean(one, initial) for one in given]


class LawFilter(forms.Form):
    """What the list of laws is narrowed to."""

    q = forms.CharField(label="名称或简称", required=False, max_length=60)
    level = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *Level.choices])


class LawUpload(forms.Form):
    files = ManyFilesField(
        label="法规文件",
        error_messages={"required": "请先选文件。", "empty": "选的文件是空的，请检查是不是选错了。"},
    )


class OnDay(forms.Form):
    """For which day a law is looked at."""

    on = forms.DateField(label="日期", required=False, widget=forms.DateInput)


class Why(forms.Form):
    why = forms.CharField(
        label="为什么撤下", max_length=200, error_messages={"required": "请写明原因，以后查得到。"}
    )


class PaperFilter(forms.Form):
    q = forms.CharField(label="标题、作者或正文里的词", required=False, max_length=60)
    tag = forms.ChoiceField(
        label="工作类别", required=False, choices=[("", "全部"), *((tag, tag) for tag in TAGS)]
    )


class PaperUpload(forms.Form):
    """A file, or the text itself."""

    file = forms.FileField(label="文件", required=False)
    text = forms.CharField(
        label="或者把全文贴在这里", required=False, widget=forms.Textarea, max_length=200_000
    )

    def clean(self) -> dict:
        given = super().clean()
        if not given.get("file") and not (given.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError("请选一个文件，或者把全文贴进来。")
        return given


class PaperFacts(forms.Form):
    """What is said about a paper beside its text."""

    kind = forms.ChoiceField(label="放到哪一类", choices=ReferenceKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="标题", max_length=240, error_messages={"required": "请写标题。"})
    author = forms.CharField(label="作者或发文机关", required=False, max_length=80)
    origin = forms.CharField(
        label="从哪里来的", required=False, max_length=200, help_text="报纸、网站、兄弟乡镇，以后好查。"
    )
    dated_on = forms.DateField(label="日期", required=False)
    tags = forms.MultipleChoiceField(
        label="写哪类公文时有用",
        required=False,
        choices=[(tag, tag) for tag in TAGS],
        widget=forms.CheckboxSelectMultiple,
    )
    remark = forms.CharField(label="备注", required=False, max_length=400)
