"""The numbers of a rule as form fields, and the form's answer as a setting of the office."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django import forms

from renda.law import yamlfile
from renda.law.book import book
from renda.law.errors import LooserThanLaw, RulebookError
from renda.law.model import UNITS_ZH, Rule, as_duration, dig, is_duration, is_share, merged, nested, walk

# Numbers of the rule itself; what was "seen" elsewhere or holds elsewhere is told in the rule's text.
OWN = ("default", "max", "min")
MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
LARGEST, TIMES_AS_MANY = 9999, 10


@cache
def names() -> Mapping[str, str]:
    """What the parameters are called, from ``rule_words.yaml`` beside this file."""
    return yamlfile.read(Path(__file__).with_name("rule_words.yaml"), "rule_words.yaml")


def label_of(rule_id: str, path: str) -> str:
    """What a parameter is called on the page."""
    last = path.rpartition(".")[2]
    return names().get(f"{rule_id}/{last}") or names().get(last) or names()["default"]


@dataclass(frozen=True)
class Part:
    """One number of a rule: where it stands, what it is called, what sort it is."""

    path: str
    label: str
    sort: str

    @property
    def name(self) -> str:
        """The name of its form field."""
        return self.path.replace(".", "__")


def sort_of(value: Any) -> str:
    """duration, share, bool, int, days or month_day; empty for what can't be typed into a field."""
    if is_duration(value):
        return "duration"
    if is_share(value):
        return "share"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int"
    if isinstance(value, list | tuple) and value and all(type(item) is int for item in value):
        return "days"
    return "month_day" if isinstance(value, str) and MONTH_DAY.fullmatch(value) else ""


def parts_of(rule: Rule) -> list[Part]:
    """The numbers of the rule that the office may set."""
    found = ((path, sort_of(value)) for path, value in walk(rule.params) if path.partition(".")[0] in OWN)
    return [Part(path, label_of(rule.id, path), sort) for path, sort in found if sort]


def in_words(value: Any) -> str:
    """A value as people say it: 3个月, 超过1/2, 是, 15、7、3、1."""
    sort = sort_of(value)
    if sort == "duration":
        found = as_duration(value)
        terms = book().terms
        start = terms.starts.get(found.start, "") if found.start else terms.befores.get(found.before, "")
        return (
            f"{found.text}（{'自' if found.start else ''}{start}{'起' if found.start else '之前'}）"
            if start
            else found.text
        )
    if sort == "share":
        terms = book().terms
        return f"{terms.compares[value['compare']]}{terms.bases.get(value.get('base'), '')}的{value['num']}/{value['den']}"
    if sort == "bool":
        return "是" if value else "否"
    return "、".join(map(str, value)) if sort == "days" else str(value)


def shown_values(rule: Rule) -> list[tuple[str, str]]:
    """(label, value in words) of everything the office may set."""
    return [(part.label, in_words(dig(rule.params, part.path))) for part in parts_of(rule)]


class RuleForm(forms.Form):
    """The numbers of one rule; a duration keeps its starting day, a share its base."""

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule, self.parts = rule, parts_of(rule)
        for part in self.parts:
            self._add(part, dig(rule.params, part.path))

    def _add(self, part: Part, value: Any) -> None:
        if part.sort == "duration":
            self.fields[f"{part.name}__value"] = forms.IntegerField(
                label=part.label,
                min_value=0,
                max_value=LARGEST,
                initial=value["value"],
                help_text=in_words(value),
            )
            self.fields[f"{part.name}__unit"] = forms.ChoiceField(
                label=f"{part.label}的单位", choices=list(UNITS_ZH.items()), initial=value["unit"]
            )
        elif part.sort == "share":
            for key, word in (("num", "分子"), ("den", "分母")):
                self.fields[f"{part.name}__{key}"] = forms.IntegerField(
                    label=f"{part.label}：{word}", min_value=1, max_value=100, initial=value[key]
                )
        elif part.sort == "bool":
            choices = [("yes", "是"), ("no", "否")]
            self.fields[part.name] = forms.ChoiceField(
                label=part.label, choices=choices, initial="yes" if value else "no"
            )
        elif part.sort == "int":
            most = max(LARGEST, TIMES_AS_MANY * value)  # a number of people is larger than any number of days
            self.fields[part.name] = forms.IntegerField(
                label=part.label, min_value=0, max_value=most, initial=value
            )
        else:
            text = "、".join(map(str, value)) if part.sort == "days" else value
            self.fields[part.name] = forms.CharField(label=part.label, max_length=60, initial=text)

    def clean(self) -> dict:
        data = super().clean()
        for part in self.parts:
            text = data.get(part.name)
            if part.sort == "month_day" and text and not MONTH_DAY.fullmatch(text):
                self.add_error(part.name, "请写成“月-日”的样子，例如 03-31。")
            if part.sort == "days" and text is not None:
                numbers = re.split(r"[、，,\s]+", text.strip())
                if not all(number.isdigit() for number in numbers):
                    self.add_error(part.name, "请写数字，用顿号隔开，例如 15、7、3、1。")
                else:
                    data[part.name] = [int(number) for number in numbers]
        return data

    def setting(self) -> dict[str, Any]:
        """The whole rule as the office wants it, in the shape of a setting."""
        found: dict[str, Any] = {}
        for part in self.parts:
            found = merged(found, nested(part.path, self._value(part, dig(self.rule.params, part.path))))
        return found

    def _value(self, part: Part, old: Any) -> Any:
        given = self.cleaned_data
        if part.sort in ("duration", "share"):
            keys = ("value", "unit") if part.sort == "duration" else ("num", "den")
            return {**old, **{key: given[f"{part.name}__{key}"] for key in keys}}
        return given[part.name] == "yes" if part.sort == "bool" else given[part.name]


def told(error: RulebookError) -> str:
    """The sentence of an error without the file or layer it stands in."""
    prefix = "，".join(filter(None, (error.where, error.rule_id)))
    return str(error).removeprefix(f"{prefix}：")


def refusal(error: RulebookError, rule: Rule) -> str:
    """Why a setting was refused, in words, with the legal basis when it is looser than law."""
    text = told(error)
    for part in sorted(parts_of(rule), key=lambda part: -len(part.path)):
        text = text.replace(part.path, f"“{part.label}”")
    if isinstance(error, LooserThanLaw):
        basis = "、".join(citation.short_text for citation in rule.citations if citation.is_law)
        return f"{text}。只能比规定更严，不能更宽{f'（依据：{basis}）' if basis else ''}。"
    return f"{text}，请核对。"
