"""A form field as the page shows it: label, hint, limits, error, and the ids that tie them together."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
_SHORT_TEXT = 400
_COUNTED_ABOVE = 100
"""A line that takes no more characters (a name, a telephone number, words to look for) needs no counter."""
_DJANGO_ROWS = ("None", "10")


@dataclass(frozen=True)
class ShownField:
    """What `components/field.html` needs; `control` is the finished input (empty for groups)."""

    bound: BoundField
    shape: str
    control: SafeString | str
    hint: str
    example: str
    limits: str
    longest: int
    ids: dict[str, str]
    described_by: str

    @property
    def errors(self) -> list[str]:
        return list(self.bound.errors)


def shape_of(bound: BoundField) -> str:
    """group, check, file, date, long or line: how the field is laid out."""
    widget = bound.field.widget
    if isinstance(widget, _GROUPS):
        return "group"
    kinds = (
        (forms.CheckboxInput, "check"),
        (forms.FileInput, "file"),
        (forms.DateTimeInput, "moment"),
        (forms.DateInput, "date"),
        (forms.Textarea, "long"),
    )
    return next((name for kind, name in kinds if isinstance(widget, kind)), "line")


def anchor(bound: BoundField) -> str:
    """The id that a link in the summary of errors jumps to."""
    return f"{bound.auto_id}_0" if shape_of(bound) == "group" else bound.auto_id


def _native_dates(bound: BoundField, shape: str) -> None:
    """Browsers' own date inputs take ISO dates only, whatever the language of the page."""
    formats = {"date": ("date", "%Y-%m-%d"), "moment": ("datetime-local", "%Y-%m-%dT%H:%M")}
    if shape in formats:
        bound.field.widget.input_type, bound.field.widget.format = formats[shape]


def shown(bound: BoundField, example: str = "", hint: str = "", limits: str = "") -> ShownField:
    """Bring one bound field into the form the template shows.

    bound: the field. example: a sample answer. hint: replaces the field's own help text.
    limits: what a file may be, in words.
    """
    shape = shape_of(bound)
    _native_dates(bound, shape)
    hint = hint or str(bound.help_text or "")
    longest = int(bound.field.widget.attrs.get("maxlength") or 0) if shape in ("line", "long") else 0
    if shape == "line" and (longest <= _COUNTED_ABOVE or bound.field.widget.input_type == "password"):
        longest = 0
    ids = {name: f"{bound.auto_id}-{name}" for name in ("hint", "example", "limits", "error", "count")}
    present = {
        "hint": hint,
        "example": example,
        "limits": limits,
        "count": longest,
        "error": bound.errors,
    }
    described_by = " ".join(ids[name] for name, content in present.items() if content)
    control: SafeString | str = ""
    if shape != "group":
        attrs = {"class": " ".join(filter(None, (bound.field.widget.attrs.get("class"), "input")))}
        if described_by:
            attrs["aria-describedby"] = described_by
        if bound.errors:
            attrs["aria-invalid"] = "true"
        if shape == "long" and str(bound.field.widget.attrs.get("rows")) in _DJANGO_ROWS:
            attrs["rows"] = 5 if longest and longest <= _SHORT_TEXT else 8
        control = bound.as_widget(attrs=attrs)
    return ShownField(bound, shape, control, hint, example, limits, longest, ids, described_by)


def choices(bound: BoundField, descriptions: dict | None = None) -> list[dict[str, object]]:
    """The choices of a radio or checkbox group: input, id, label, and a line of explanation if there is one."""
    lines = {str(key): text for key, text in (descriptions or {}).items()}
    return [
        {
            "input": _tick(option.data),
            "id": option.id_for_label,
            "label": option.choice_label,
            "line": lines.get(str(option.data["value"]), ""),
        }
        for option in bound.subwidgets
    ]


def _tick(widget: dict) -> SafeString:
    """One radio button or checkbox. Drawn here: a group may have hundreds, and a template for each is most of a page's time."""
    named = {"type": widget["type"], "name": widget["name"], "value": widget["value"]}
    return format_html("<input{}>", flatatt({**named, **widget["attrs"]}))


def problems(form: forms.BaseForm) -> list[dict[str, str]]:
    """Everything wrong with a form, in the order of the page: text, label and the place to jump to."""
    found = [{"text": str(text), "label": "", "anchor": ""} for text in form.non_field_errors()]
    for bound in form.visible_fields():
        found.extend(
            {"text": str(text), "label": str(bound.label), "anchor": anchor(bound)} for text in bound.errors
        )
    return found
