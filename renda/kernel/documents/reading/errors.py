"""What keeps a file from being read, in words the office can act on."""

from __future__ import annotations


class Unreadable(ValueError):
    """The file gives no paper; the message (Chinese) says why and what to do."""


class Scanned(Unreadable):
    """The file is pictures of a paper: its characters must be recognised first, which takes some seconds a page.

    ``kind``: pdf, or the kind of the picture.
    """

    ELSEWHERE = (
        "，里面没有文字可以直接读。请到“用去年的，改成今年的”里选它，会把图上的字认出来；也可以找电子版原件（docx）。"
    )

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind
