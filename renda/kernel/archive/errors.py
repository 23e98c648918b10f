"""What can go wrong in the archive, in words the office can act on."""

from __future__ import annotations


class CannotFile(ValueError):
    """The paper can't become an item; the message (Chinese) says what is missing. ``existing``: the item it already is."""

    def __init__(self, message: str, existing=None):
        self.existing = existing
        super().__init__(message)
