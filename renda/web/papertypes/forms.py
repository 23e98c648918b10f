"""Forms of the templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from renda.kernel.documents.cards import kit
from renda.kernel.documents.cards.guests import BadList, from_lines
from renda.kernel.documents.cards.pdf import sizes
from renda.kernel.documents.cards.seating import Hall
from renda.kernel.documents.engine.templates import GROUPS, known_fields
from renda.kernel.documents.office_templates.matching import KNOWN, LIST, OWN, POSITION, TEXT, Ruling
from renda.kernel.documents.office_templates.service import DEPUTIES

MOST_MATERIALS = 60


class SearchForm(forms.Form):
    q = forms.CharField(label="找范本", required=False, max_length=40)


class FileForm(forms.Form):
    """A Word file with marked places."""

    file = forms.FileField(
        label="范本文件", error_messages={"required": "请选一个文件。", "empty": "选的文件是空的，请检查是不是选错了。"}
    )
    note = forms.CharField(label="改了什么", required=False, max_length=120)


class NewForm(FileForm):
    name = forms.CharField(label="范本名称", max_length=60, error_messages={"required": "请写范本的名称。"})
    group = forms.ChoiceField(label="用在哪方面", choices=[(group, group) for group in GROUPS.values()])
    purpose = forms.CharField(label="用途", required=False, max_length=120)
    note = None
    field_order = ("file", "name", "group", "purpose")


class WhyForm(forms.Form):
    why = forms.CharField(label="为什么停用", max_length=120, error_messages={"required": "请写明原因，以后查得到。"})


class RuleForm(forms.Form):
    """One choice for each mark that is not known; the nearest fields stand first."""

    def __init__(self, *args: Any, unknown: Sequence[Ruling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: dict[str, str] = {}
        for number, ruling in enumerate(unknown, 1):
            self.names[f"mark_{number}"] = ruling.name
            self.fields[f"mark_{number}"] = forms.ChoiceField(
                label=f"【{ruling.name}】", choices=_choices(ruling), required=False, help_text=f"在{ruling.place}" + (f"等{ruling.times}处" if ruling.times > 1 else "") + "。"
            )

    @property
    def chosen(self) -> dict[str, str]:
        """Mark name → choice, of those that were chosen."""
        return {self.names[key]: value for key, value in self.cleaned_data.items() if value}


def _choices(ruling: Ruling) -> list[tuple[str, Any]]:
    known = known_fields()
    near = [(name, f"{known[name].field.label}（例如：{known[name].field.example}）") for name in ruling.nearest if name in known]
    rest = [(name, item.field.label) for name, item in known.items() if name not in ruling.nearest]
    choices: list[tuple[str, Any]] = [("", "请选择")]
    if near:
        choices.append(("最接近的", near))
    choices += [("不是常用字段", [(OWN, "每次使用时填写"), (TEXT, "就是正文，不用换")]), ("其他常用字段", rest)]
    return choices


class UseForm(forms.Form):
    """Values of an own template: plain fields with what the data say, lists one item to a line."""

    def __init__(self, *args: Any, rulings: Sequence[Ruling], offered: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {}
        self.offered = offered
        for ruling in rulings:
            if ruling.kind in (KNOWN, OWN):
                self._plain(ruling)
            elif ruling.kind == LIST and ruling.field != DEPUTIES:
                parts = self.lists.setdefault(ruling.field, [])
                if ruling.part not in (POSITION, *parts):
                    parts.append(ruling.part)
        for number, (name, parts) in enumerate(self.lists.items(), 1):
            self.keys[f"list_{number}"] = name
            self.fields[f"list_{number}"] = forms.CharField(
                label=name, required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 5}),
                help_text=f"一行写一项。每行依次写：{'，'.join(parts)}，用逗号隔开。" if len(parts) > 1 else "一行写一项。",
            )  # fmt: skip

    def _plain(self, ruling: Ruling) -> None:
        name = ruling.field if ruling.kind == KNOWN else ruling.name
        if name in self.keys.values():
            return
        key = f"field_{len(self.keys) + 1}"
        self.keys[key] = name
        self.fields[key] = forms.CharField(
            label=ruling.label, required=False, max_length=4000, initial=self.offered.get(name, ""), widget=forms.Textarea(attrs={"rows": 1}),
            help_text=f"例如：{ruling.example}" if ruling.example else "",
        )  # fmt: skip
        self.fields[key].widget.attrs.pop("maxlength", None)

    @property
    def values(self) -> dict[str, Any]:
        """What :func:`service.use` takes."""
        values: dict[str, Any] = {DEPUTIES: self.offered.get(DEPUTIES, [])}
        for key, name in self.keys.items():
            said = self.cleaned_data.get(key, "")
            values[name] = self._rows(name, said) if key.startswith("list_") else said
        return values

    def _rows(self, name: str, said: str) -> list[dict[str, str]]:
        parts = self.lists[name]
        rows = []
        for line in said.splitlines():
            if line.strip():
                given = line.replace(",", "，").replace("\t", "，").split("，", len(parts) - 1)
                rows.append({part: value.strip() for part, value in zip(parts, given, strict=False)})
        return rows


class KitForm(forms.Form):
    """What is printed for the hall, and for whom."""

    kind = forms.ChoiceField(label="做什么", choices=[(kind.key, kind.label) for kind in kit.KINDS.values()], initial="plates", widget=forms.RadioSelect)
    title = forms.CharField(label="会议或活动名称", max_length=60, error_messages={"required": "请写会议或活动的名称。"})
    held_at = forms.CharField(label="时间", required=False, max_length=40)
    venue = forms.CharField(label="地点", required=False, max_length=40)
    deputies = forms.BooleanField(label="全体代表", required=False, initial=True)
    others = forms.CharField(label="其他人员", required=False, max_length=60_000, widget=forms.Textarea(attrs={"rows": 4}))
    capacity = forms.ChoiceField(label="其他人员的证件写", choices=[("列席", "列席证"), ("工作人员", "工作人员证"), ("代表", "代表证"), ("来宾", "来宾证")], required=False)
    rostrum = forms.CharField(label="主席台（按顺序，一行一人）", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    materials = forms.CharField(label="袋里装的材料", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}))
    rows = forms.IntegerField(label="会场排数", min_value=1, max_value=60, initial=sizes()["hall"]["rows"], required=False)
    seats = forms.IntegerField(label="每排座数", min_value=1, max_value=60, initial=sizes()["hall"]["seats"], required=False)

    def clean_others(self):
        return self._people("others", self.data.get("capacity") or "列席")

    def clean_rostrum(self):
        return self._people("rostrum", "代表")

    def clean_materials(self) -> tuple[tuple[str, int], ...]:
        """One material to a line; a number after a comma or a space is the copies."""
        rows = []
        for number, line in enumerate(self.cleaned_data["materials"].splitlines(), 1):
            name, _, copies = line.replace("，", ",").strip().rpartition(",")
            if not name:
                name, copies = line.strip(), "1"
            if not name:
                continue
            if not copies.strip().removesuffix("份").isdigit():
                raise forms.ValidationError(f"第{number}行的份数“{copies.strip()}”不是数字，请写成“会议议程，1”。")
            rows.append((name.strip()[:60], int(copies.strip().removesuffix("份"))))
        if len(rows) > MOST_MATERIALS:
            raise forms.ValidationError(f"材料最多{MOST_MATERIALS}份。")
        return tuple(rows)

    def _people(self, field: str, capacity: str):
        try:
            return from_lines(self.cleaned_data[field], capacity)
        except BadList as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def hall(self) -> Hall:
        """The hall as typed; aisles as usual where the rows are long enough."""
        usual = sizes()["hall"]
        rows, seats = self.cleaned_data.get("rows") or usual["rows"], self.cleaned_data.get("seats") or usual["seats"]
        return Hall((seats,) * rows, tuple(aisle for aisle in usual["aisles"] if aisle < seats))
