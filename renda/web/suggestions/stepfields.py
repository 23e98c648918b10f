"""Form fields of suggestions alone: dated rows of promises, decisions on doubts."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date

from renda.web.steps.fields import EARLIEST, LATEST


class PromiseRows(forms.CheckboxSelectMultiple):
    """Rows of words and a day. A group of inputs for the page, which draws them itself."""

    def value_from_datadict(self, data, files, name):
        words = data.getlist(f"{name}-text") if hasattr(data, "getlist") else []
        days = data.getlist(f"{name}-due") if hasattr(data, "getlist") else []
        length = max(len(words), len(days))
        padded = [(source + [""] * length)[:length] for source in (words, days)]
        return [{"text": text.strip(), "due": day.strip()} for text, day in zip(*padded, strict=True)]


class PromisesField(forms.Field):
    """A list of ``{"text": str, "due_on": date}``; empty rows are left out."""

    widget = PromiseRows
    longest = 300

    def clean(self, value):
        rows = []
        for place, row in enumerate(value or [], start=1):
            if not row["text"] and not row["due"]:
                continue
            rows.append(self.row(place, row))
        if self.required and not rows:
            raise ValidationError("请至少写一项。")
        return rows

    def row(self, place: int, row: dict) -> dict:
        if not row["text"]:
            raise ValidationError(f"第{place}项写了日期，没有写承诺什么。")
        if len(row["text"]) > self.longest:
            raise ValidationError(f"第{place}项太长，最多{self.longest}字。")
        try:
            day = parse_date(row["due"])
        except ValueError:
            day = None
        if day is None or not EARLIEST <= day < LATEST:
            raise ValidationError(f"第{place}项没有写清楚哪天之前办完。")
        return {"text": row["text"], "due_on": day}


class GateDecisions(forms.RadioSelect):
    """One answer for each doubt, posted as ``gate-<key>``; the page draws them itself."""

    def value_from_datadict(self, data, files, name):
        start = f"{name}-"
        return {key[len(start) :]: value for key, value in data.items() if key.startswith(start)}


class GateField(forms.Field):
    """What a person decided on each doubt: key → True (checked) or False (still doubtful)."""

    widget = GateDecisions

    def __init__(self, advice, **kwargs):
        super().__init__(required=False, **kwargs)
        self.advice = list(advice)

    def clean(self, value):
        doubts = {one.key for one in self.advice if one.doubt}
        return {key: word == "checked" for key, word in (value or {}).items() if key in doubts}
