"""Form fields of the kinds that Django has not got: a day, a telephone number, several files kept over a refusal."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from renda.kernel.access.actors import Actor
from renda.kernel.files import store
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.models import StoredFile

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
KEPT_SALT = "steps.kept-files"


class DayField(forms.DateField):
    """A calendar day; a slip of the year is told at once."""

    default_error_messages = {"invalid": "日期写得不对，请从日历里选，或写成 2026-03-01。"}

    def clean(self, value):
        day = super().clean(value)
        if day and not EARLIEST <= day < LATEST:
            raise ValidationError("年份好像写错了，请看一看。")
        return day


class PhoneField(forms.CharField):
    """Digits, spaces, hyphens and an extension; checked loosely, because villages write numbers many ways."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})

    def clean(self, value):
        words = super().clean(value)
        digits = [sign for sign in words if sign.isdigit()]
        strange = [sign for sign in words if not (sign.isdigit() or sign in " -－—+()（）转")]
        if words and (strange or len(digits) < 5):
            raise ValidationError("电话号码写得不对，请写数字，例如 0000-6600123。")
        return words


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploads, judged and stored one by one; a refused one is named with its reason.

    What was accepted stays accepted when the rest of the form has to be mended: the page carries a signed
    list of it (``kept_token``), which only the same account can hand in again.
    """

    def __init__(self, actor: Actor, **kwargs):
        kwargs.setdefault("widget", ManyFilesInput(attrs={"multiple": True}))
        super().__init__(**kwargs)
        self.actor = actor

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        taken, refused = [], []
        for upload in uploads:
            try:
                taken.append(
                    store.accept(upload, upload.name, town_id=self.actor.town_id, created_by=self.actor.label)
                )
            except RefusedFile as reason:
                refused.append(f"“{upload.name[:60]}”没有收下：{reason}")
        return taken, refused


def kept_token(actor: Actor, files: list[StoredFile]) -> str:
    """A signed list of files this account has already handed in."""
    return signing.dumps(
        {"who": str(actor.account_id), "files": [str(one.pk) for one in files]}, salt=KEPT_SALT
    )


def kept_files(actor: Actor, token: str, dropped: list[str]) -> list[StoredFile]:
    """The files behind a token, without those the user no longer wants; none for a token of somebody else."""
    try:
        told = signing.loads(token, salt=KEPT_SALT)
    except signing.BadSignature:
        return []
    if told["who"] != str(actor.account_id):
        return []
    wanted = [UUID(key) for key in told["files"] if key not in dropped]
    found = StoredFile.objects.filter(town_id=actor.town_id).in_bulk(wanted)
    return [found[key] for key in wanted if key in found]
