"""Names in the order of strokes."""

from __future__ import annotations

import pytest

from renda.foundation.chinese.names import SURNAMES
from renda.foundation.chinese.strokes import places, stroke_key, strokes_of, unknown_in


@pytest.mark.parametrize(
    ("char", "count"), [("丁", 2), ("马", 3), ("王", 4), ("邓", 4), ("刘", 6), ("阳", 6), ("陈", 7), ("李", 7), ("赵", 9), ("萧", 11)]
)
def test_strokes_as_schools_teach_them(char, count):
    assert strokes_of(char) == count


def test_as_many_strokes_go_by_the_kind_of_the_strokes():
    """横 竖 撇 点 折: 王 begins with 横, 水 with 竖, 毛 with 撇, 方 with 点, 尹 with 折."""
    assert sorted("尹方毛水王", key=stroke_key) == ["王", "水", "毛", "方", "尹"]


def test_names_are_compared_character_by_character():
    names = ["张三", "欧阳修", "王伟", "王一二", "丁一", "王一", "李四"]
    assert sorted(names, key=stroke_key) == ["丁一", "王一", "王一二", "王伟", "李四", "张三", "欧阳修"]


def test_every_surname_known_to_the_product_has_its_place():
    assert unknown_in("".join(SURNAMES)) == ""


def test_a_strange_character_comes_last_and_is_told():
    assert unknown_in("王𠮷") == "𠮷"
    assert sorted(["𠮷一", "魏一"], key=stroke_key)[-1] == "𠮷一"


def test_no_character_has_two_places():
    assert len(set(places().values())) == len(places()) > 6000
