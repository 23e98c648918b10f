"""Words, years and ids of copied rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from renda.demo.copying import Change


def change(years: int = -3, **words: str) -> Change:
    made = Change(years, words=dict(words))
    made.prepare()
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年3月5日到现场", "2023年3月5日到现场"),
        ("2026-03-05", "2023-03-05"),
        ("（2026.01—2026.06）", "（2023.01—2023.06）"),
        ("云汀镇建复〔2026〕7号", "云汀镇建复〔2023〕7号"),
        ("共2026户", "共2026户"),
        ("01a2-2026-11ab", "01a2-2026-11ab"),
        ("电话0799-2026年", "电话0799-2026年"),
        ("2024-02-29", "2021-02-28"),
        ("2024年2月29日", "2021年2月28日"),
    ],
)
def test_years_move_and_figures_stay(text: str, expected: str) -> None:
    assert change().text(text) == expected


def test_own_number_goes_before_the_year() -> None:
    made = change(**{"2026年第1号": "2023年第9号", "2026年第12号": "2023年第10号"})
    assert made.text("第一件2026年第12号，第二件2026年第1号") == "第一件2023年第10号，第二件2023年第9号"


def test_dates_moments_and_ids() -> None:
    old, new, other = uuid4(), uuid4(), uuid4()
    made = Change(-3, ids={old: new})
    made.prepare()
    assert made.value(date(2024, 2, 29)) == date(2021, 2, 28)
    assert made.value(datetime(2026, 5, 1, 8, tzinfo=UTC)) == datetime(2023, 5, 1, 8, tzinfo=UTC)
    assert made.value(old) == new and made.value(other) == other
    assert made.value(None) is None and made.value(7) == 7


def test_the_digest_is_that_of_the_changed_content() -> None:
    from renda.foundation.hashing import canonical_json, sha256_hex

    text, digest = change().json({"b": "2026年", "a": 1})
    assert text == '{"a":1,"b":"2023年"}' == canonical_json({"a": 1, "b": "2023年"})
    assert digest == sha256_hex(text)
