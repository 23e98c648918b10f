"""Messages shown on the next page: what was done (and how to take it back), a warning, a failure."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, text: str, undo_url: str = "", next_url: str = "", next_label: str = "") -> None:
    """Say that something was done; `undo_url` adds a button that POSTs there to take it back.

    `next_url` with `next_label` adds a button to what comes next in the same pile of work.

    The browser that kept a draft of this form learns from the same message that it may forget it.
    """
    notes = {"undo": undo_url, "draft": request.POST.get("draft_key", ""), "next": next_url, "next_label": next_label}
    notes = {key: value for key, value in notes.items() if value}
    messages.success(request, text, extra_tags=json.dumps(notes) if notes else "")


def warn(request: HttpRequest, text: str) -> None:
    """Say what the reader has to look at, though the step was done."""
    messages.warning(request, text)


def wrong(request: HttpRequest, text: str) -> None:
    """Say what went wrong and what to do now."""
    messages.error(request, text)


def _note(message: object, name: str) -> str:
    tags = getattr(message, "extra_tags", "") or ""
    return json.loads(tags).get(name, "") if tags.startswith("{") else ""


def undo_url(message: object) -> str:
    """The address that takes the message's step back, or an empty string."""
    return _note(message, "undo")


def next_url(message: object) -> str:
    """The address of what comes next, or an empty string."""
    return _note(message, "next")


def next_label(message: object) -> str:
    """The words on the button to what comes next, or an empty string."""
    return _note(message, "next_label")


def accepted_draft(message: object) -> str:
    """The key of the draft that the server has accepted, or an empty string."""
    return _note(message, "draft")
