"""Forms of making this year's papers from last year's."""

from __future__ import annotations

from typing import Any

from django import forms

from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.people.models import CongressSession
from renda.modules.drafting.renewal.context import find_session
from renda.modules.drafting.renewal.work import LONGEST_TEXT, MOST_PAPERS

LARGEST = 30 * 1024 * 1024
OTHER, KEEP = "other", "keep"


class ManyFiles(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; the cleaned value is a list, empty when none was chosen."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_PAPERS:
            raise forms.ValidationError(f"一次最多放{MOST_PAPERS}份，请分两次做。")
        for one in given:
            if not one.size:
                raise forms.ValidationError(f"“{one.name}”是空的，请检查是不是选错了。")
            if one.size > LARGEST:
                raise forms.ValidationError(f"“{one.name}”太大，请把里面的图片去掉再传。")
        return [super(ManyFilesField, self).clean(one, initial) for one in given]


class SourcesForm(forms.Form):
    """Last year's papers as files; those of the system are ticked in the list beside."""

    files = ManyFilesField(
        label="从电脑里选去年的文件", required=False, help_text="可以一次选好几份，做成一整套。",
        error_messages={"empty": "选的文件里有空的，请检查是不是选错了。"},
    )  # fmt: skip


class SettingsForm(forms.Form):
    """Which session and which days the new papers are for."""

    session = forms.CharField(
        label="今年是哪次会议", required=False, max_length=20, help_text="例如：十九届七次"
    )
    opens = forms.DateField(
        label="开幕日期", required=False, error_messages={"invalid": "请写成 2026-01-20 这样。"}
    )
    closes = forms.DateField(
        label="闭幕日期", required=False, error_messages={"invalid": "请写成 2026-01-21 这样。"}
    )
    date = forms.DateField(
        label="文件落款日期", required=False, error_messages={"invalid": "请写成 2026-01-05 这样。"}
    )

    KEYS = {"session": "届次", "opens": "开幕", "closes": "闭幕", "date": "成文日期"}

    def clean_session(self) -> str:
        words = self.cleaned_data["session"].strip()
        if words and find_session(words) is None:
            raise forms.ValidationError("看不懂这个会次，请写成“十九届七次”这样。")
        return words

    def clean(self) -> dict[str, Any]:
        opens, closes = self.cleaned_data.get("opens"), self.cleaned_data.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", "闭幕在开幕以前，请核对。")
        return self.cleaned_data

    def settings(self) -> dict[str, str]:
        """As the renewal keeps them."""
        return {key: str(self.cleaned_data[name] or "") for name, key in self.KEYS.items()}

    @classmethod
    def initial_of(cls, kept: dict[str, str], new_session: str) -> dict[str, Any]:
        """What was given, and for the rest what the data say."""
        known: dict[str, Any] = {name: kept.get(key, "") for name, key in cls.KEYS.items()}
        if new_session:
            term, number = (int(part) for part in new_session.split("-"))
            known["session"] = known["session"] or f"{to_chinese(term)}届{to_chinese(number)}次"
            row = CongressSession.objects.filter(term__number=term, number=number).first()
            if row is not None:
                known["opens"], known["closes"] = (
                    known["opens"] or row.opens_on,
                    known["closes"] or row.closes_on,
                )
        return known


class RulingForm(forms.Form):
    """One place: one of the offered texts, last year's words, or words of one's own."""

    words = forms.CharField(label="改成", required=False, max_length=LONGEST_TEXT, strip=True)
    everywhere = forms.BooleanField(label="一样的地方都照这样改", required=False)

    def __init__(self, *args, choices: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.texts = choices
        allowed = [(str(n), text) for n, text in enumerate(choices)] + [(KEEP, "照旧"), (OTHER, "另写")]
        self.fields["answer"] = forms.ChoiceField(
            label="改成什么",
            choices=allowed,
            error_messages={"required": "请选一项。", "invalid_choice": "请从列出的里面选一项。"},
        )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("answer") == OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", "请写要改成的文字；不用改的，选“照旧”。")
        return self.cleaned_data

    @property
    def text(self) -> str | None:
        """What is to stand there; None keeps last year's words."""
        answer = self.cleaned_data["answer"]
        if answer == OTHER:
            return self.cleaned_data["words"]
        return None if answer == KEEP else self.texts[int(answer)]
