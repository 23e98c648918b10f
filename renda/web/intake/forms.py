"""Forms of taking old papers in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from renda.foundation import clock
from renda.foundation.chinese import dates
from renda.kernel.archive import table
from renda.modules.intake.confirming import Facts
from renda.modules.intake.models import IntakePaper
from renda.modules.intake.proposing import EARLIEST

LINE = "没有选归到哪一类。"


class ManyFiles(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class Folder(ManyFiles):
    """The same for a whole folder, with all that lies in it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"webkitdirectory": True, **(attrs or {})})


class ManyFilesField(forms.FileField):
    """Several files; the cleaned value is a list. An empty file is refused later, by name."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list:
        return list(data) if isinstance(data, list | tuple) else [data] if data else []


class FilesForm(forms.Form):
    """What is handed in: files, archives, a folder."""

    files = ManyFilesField(
        label="选文件", required=False, help_text="可以一次选几百个；压缩包会自己打开。"
    )
    folder = ManyFilesField(
        label="或者选一个文件夹", required=False, widget=Folder, help_text="里面各层的文件都收。"
    )

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("files") and not self.cleaned_data.get("folder"):
            raise forms.ValidationError("请先选文件，或者选一个文件夹。")
        return self.cleaned_data

    def given(self) -> list:
        """All uploads."""
        return [*self.cleaned_data["files"], *self.cleaned_data["folder"]]


class BeginForm(FilesForm):
    title = forms.CharField(
        label="这一批叫什么",
        required=False,
        max_length=120,
        help_text="例如：2015年的文件、铁皮柜第二层。不写就按今天的日期。",
    )
    field_order = ["title", "files", "folder"]


class DayField(forms.Field):
    """A date in any usual writing: 2015-3-5, 2015年3月5日, 20150305."""

    widget = forms.TextInput(attrs={"maxlength": 20})

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            day = dates.parse_date(text)
        except ValueError as error:
            raise forms.ValidationError(f"{error}。只知道年份的，请看原件补上月和日。") from error
        if not EARLIEST <= day <= clock.today():
            raise forms.ValidationError(
                "日期在今天以后，请核对。" if day > clock.today() else "日期太早，请核对。"
            )
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        """As typed, not as meant: what was only looked at is no change."""
        return str(initial or "") != str(data or "").strip()


class PaperForm(forms.Form):
    """One paper as a person confirms it."""

    title = forms.CharField(
        label="题名",
        max_length=240,
        error_messages={"required": "请填题名。没有标题的，自己拟一个，写在方括号里。"},
    )
    dated_on = DayField(label="日期", error_messages={"required": "请填日期，看原件落款。"})
    number = forms.CharField(label="文号", required=False, max_length=80)
    organ = forms.CharField(label="责任者", required=False, max_length=80)
    kind = forms.CharField(label="文种", required=False, max_length=40)
    line = forms.ChoiceField(label="归到哪一类", error_messages={"required": LINE, "invalid_choice": LINE})

    def __init__(self, *args, paper: IntakePaper, **kwargs) -> None:
        day = paper.dated_on.isoformat() if paper.dated_on else ""
        initial = {name: getattr(paper, name) for name in ("title", "number", "organ", "kind", "line")}
        super().__init__(*args, initial={**initial, "dated_on": day}, prefix=str(paper.pk), **kwargs)
        self.paper = paper
        self.fields["line"].choices = [(one.key, str(one)) for one in table.lines()]

    def facts(self) -> Facts:
        return Facts(**self.cleaned_data)


class SummaryForm(forms.Form):
    is_handwritten = forms.BooleanField(label="这是手写的，只留图片，按下面的摘要查找", required=False)
    summary = forms.CharField(
        label="摘要",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="谁写的、什么事、要求什么。写了就能查到。",
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("is_handwritten") and not self.cleaned_data.get("summary"):
            self.add_error("summary", "手写的请写几句摘要，不然查不到它。")
        return self.cleaned_data
