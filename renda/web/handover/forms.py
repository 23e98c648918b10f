"""The form of a note for a successor."""

from __future__ import annotations

from django import forms

from renda.modules.handover.models import Note


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ("kind", "title", "count", "place", "keeper", "remark")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].error_messages["required"] = "请选是哪一类。"
        self.fields["title"].error_messages["required"] = "请写是什么东西。"
        self.fields["remark"].help_text = "密码不要写在这里，当面交代。"
