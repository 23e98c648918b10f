"""What keeps a file from being read, in words the office can act on."""

from __future__ import annotations


class Unreadable(ValueError):
    """The file gives no paper; the message (Chinese) says why and what to do."""
