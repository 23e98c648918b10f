"""Checks on the structure of a docx, one module for each part of the paper."""

from __future__ import annotations

from ..sight import Sight
from . import attachments, body, ending, file, footer, head, imprint, page

PARTS = (file, page, head, body, ending, attachments, imprint, footer)


def look_at(sight: Sight) -> None:
    """Run every structural check; findings are added to ``sight``."""
    for part in PARTS:
        part.look_at(sight)
