"""What is brought in to be checked."""

from __future__ import annotations

from django import forms

from renda.kernel.proofreading.checking import MOST_CHARACTERS


class Brought(forms.Form):
    file = forms.FileField(
        label="选一个文件",
        required=False,
        allow_empty_file=False,
        error_messages={"empty": "选的文件是空的，请检查是不是选错了。"},
    )
    text = forms.CharField(
        label="或者把文字粘贴在这里",
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"max_length": f"文字超过{MOST_CHARACTERS // 10_000}万字，请分几次检查。"},
    )
    title = forms.CharField(label="给粘贴的文字起个名", required=False, max_length=100)

    def clean(self):
        given = super().clean()
        if not given.get("file") and not (given.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError("请选一个文件，或者粘贴要检查的文字。")
        return given
