"""Messages shown on the next page: what was done (and how to take it back), a warning, a failure."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo="


def done(request: HttpRequest, text: str, undo_url: str = "") -> None:
    """Say that something was done; `undo_url` adds a button that POSTs there to take it back."""
    messages.success(request, text, extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def warn(request: HttpRequest, text: str) -> None:
    """Say what the reader has to look at, though the step was done."""
    messages.warning(request, text)


def wrong(request: HttpRequest, text: str) -> None:
    """Say what went wrong and what to do now."""
    messages.error(request, text)


def undo_url(message: object) -> str:
    """The address that takes the message's step back, or an empty string."""
    tags = getattr(message, "extra_tags", "") or ""
    return tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
