"""Filled sentences: days and moments as people write them, everything else as it is."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from renda.foundation.chinese.sentences import fill


def test_days_and_moments_are_written_out():
    matter = SimpleNamespace(due_on=date(2026, 3, 5), at=datetime(2026, 12, 31, 17, 5, tzinfo=UTC), number=7)
    assert fill("第{matter.number}号，最迟{matter.due_on}。", {"matter": matter}) == "第7号，最迟2026年3月5日。"
    assert fill("{matter.at}发出", {"matter": matter}) == "2027年1月1日01:05发出"
    assert fill("{day:%Y}年", {"day": matter.due_on}) == "2026年"


def test_what_is_missing_is_not_passed_over():
    with pytest.raises(KeyError):
        fill("{nobody}", {})
