"""The registers an office needs for elections of deputies."""

from __future__ import annotations

from renda.kernel.documents.founding import add_series

NOTICES, CERTIFICATES = "election_notice", "elected_notice"
SERIES = (
    (NOTICES, "选举公告", "第{n}号"),
    (CERTIFICATES, "当选通知书", "〔{year}〕第{n}号"),
)


def share() -> None:
    add_series(SERIES)
