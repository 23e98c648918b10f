"""ID numbers; the valid ones here are made up with the check rule or are the standard's own examples."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renda.foundation.chinese import id_number

EXAMPLE = "11010519491231002X"


def test_example_of_the_standard():
    found = id_number.parse(EXAMPLE)
    assert (found.division, found.born_on, found.sex) == ("110105", date(1949, 12, 31), "女")
    assert id_number.parse("440524188001010014").sex == "男"


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_typed_forms(typed):
    assert id_number.parse(typed).number == EXAMPLE


@pytest.mark.parametrize(
    "wrong, words",
    [
        ("", "18位"),
        ("110105194912310", "15位"),
        ("11010519491231002A", "数字或X"),
        ("01010519491231002X", "数字"),
        ("110105194913310021", "出生日期不存在"),
        ("110105179912310021", "太早"),
        ("110105194912310021", "校验位"),
    ],
)
def test_wrong_ones_say_why(wrong, words):
    with pytest.raises(ValueError, match=words):
        id_number.parse(wrong)
    assert not id_number.is_valid(wrong)


@given(
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    st.integers(0, 999),
    st.integers(0, 16),
    st.integers(1, 9),
)
def test_one_wrong_digit_is_always_found(division, born, order, place, shift):
    first = f"{division}{born:%Y%m%d}{order:03d}"
    number = first + id_number.check_character(first)
    assert id_number.is_valid(number)
    digit = str((int(number[place]) + shift) % 10)
    assert not id_number.is_valid(number[:place] + digit + number[place + 1 :])


def test_age_counts_the_birthday():
    found = id_number.parse(EXAMPLE)
    assert found.age_on(date(2026, 12, 30)) == 76
    assert found.age_on(date(2026, 12, 31)) == 77
