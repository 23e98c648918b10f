"""Fields only these steps have: a moment of the day, numbers by post, words that tell two of one name apart."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

LARGEST = 9


class ClockField(forms.TimeField):
    """A moment of the day, to the minute."""

    default_error_messages = {"invalid": "时刻写得不对，请写成 17:00。"}

    def __init__(self, **kwargs):
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(input_formats=["%H:%M", "%H:%M:%S"], widget=widget, **kwargs)


class Several(forms.TextInput):
    """One input for each of ``parts`` (key, label); the value is key → what was typed."""

    def __init__(self, parts: Sequence[tuple[str, str]], numeric: bool = False):
        super().__init__()
        self.parts, self.numeric = list(parts), numeric

    def value_from_datadict(self, data, files, name):
        return {key: data.get(f"{name}-{key}", "").strip() for key, _ in self.parts}

    def value_omitted_from_data(self, data, files, name):
        return False


class MarginsField(forms.Field):
    """Post key → how many candidates more than places; an empty one is left out."""

    def __init__(self, parts, **kwargs):
        super().__init__(widget=Several(parts, numeric=True), **kwargs)

    def clean(self, value):
        found = {}
        for key, label in self.widget.parts:
            raw = str((value or {}).get(key, "")).strip()
            if not raw:
                continue
            if not (raw.isascii() and raw.isdigit() and int(raw) <= LARGEST):
                raise ValidationError(f"“{label}”的差额数请写整数，例如1。")
            found[key] = int(raw)
        return found


class WordsField(forms.Field):
    """Key → a few words; an empty one is left out."""

    def __init__(self, parts, **kwargs):
        super().__init__(widget=Several(parts), **kwargs)

    def clean(self, value):
        found = {key: str((value or {}).get(key, "")).strip() for key, _ in self.widget.parts}
        for words in found.values():
            if len(words) > 40:
                raise ValidationError("区别的话最多40字。")
        return {key: words for key, words in found.items() if words}
