"""Similar texts: the same road under other words, across years, and why."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from renda.kernel.search import api, commonness
from renda.kernel.search.similar import lineage, similar
from tests.kernel.search.conftest import KIND, OTHER_KIND

TOWN, OTHER_TOWN = UUID(int=1), UUID(int=2)
ROAD = (
    "关于硬化金鼎村至青石桥道路的建议",
    "金鼎村通往青石桥的道路长三公里，雨天泥泞，学生上学不便，请求硬化。",
)
pytestmark = pytest.mark.django_db


def put(title, body, year=2026, town=TOWN, kind=KIND):
    key = uuid4()
    api.index(kind, key, town, title, body, date(year, 3, 1))
    return key


@pytest.fixture
def others():
    matters = "路灯安装 垃圾清运 公厕改造 卫生室药品 幼儿园学位 危房改造 养老服务 文化广场 河道治理 电网改造".split()
    places = "白龙坪 黄竹冲 松林湾 荷塘坳 柳溪口".split()
    return [
        put(
            f"关于{place}{matter}的建议",
            f"{place}的{matter}群众反映强烈，建议镇人民政府尽快研究解决。",
            2020 + n % 6,
        )
        for n, (place, matter) in enumerate((p, m) for p in places for m in matters)
    ]


def test_the_same_matter_comes_first_and_says_why(others):
    old = put("建议修好青石桥到金鼎村的公路", "从青石桥到金鼎村的道路破损多年，雨天泥泞，盼望硬化。", 2023)
    found = similar(TOWN, *ROAD, kind=KIND)
    assert found[0].object_id == old and found[0].year == 2023
    assert found[0].score > 2 * max([item.score for item in found[1:]], default=0)
    assert "金鼎村" in found[0].why_zh[-1] and "青石桥" in found[0].why_zh[-1]


def test_a_copy_scores_one_and_the_item_itself_is_left_out(others):
    own = put(*ROAD)
    copy = put(*ROAD, year=2024)
    found = similar(TOWN, *ROAD, kind=KIND, exclude=own)
    assert found[0].object_id == copy and found[0].score == pytest.approx(1.0)
    assert found[0].why_zh[:2] == ["标题相同", "内容几乎一样"]
    assert own not in [item.object_id for item in found]


def test_other_towns_and_other_kinds_are_never_compared(others):
    put(*ROAD, town=OTHER_TOWN)
    put(*ROAD, kind=OTHER_KIND)
    assert all(item.score < 0.5 for item in similar(TOWN, *ROAD, kind=KIND))
    assert similar(uuid4(), *ROAD, kind=KIND) == []


def test_removed_and_changed_texts_are_gone(others):
    key = put(*ROAD)
    api.index(KIND, key, TOWN, "关于茶叶品牌的建议", "统一包装，参加展销。", date(2026, 3, 1))
    assert key not in [item.object_id for item in similar(TOWN, *ROAD, kind=KIND)]
    api.remove(KIND, key)
    commonness.forget()
    assert key not in [
        item.object_id for item in similar(TOWN, "关于茶叶品牌的建议", "统一包装，参加展销。", kind=KIND)
    ]


@pytest.mark.parametrize(
    "title, body", [("", ""), ("，。", "😀"), ("路", ""), ("路" * 5000, "x" * 100_000), ("\x00\ud800", "'\"")]
)
def test_odd_texts_never_fail(others, title, body):
    similar(TOWN, title, body, kind=KIND)


def test_lineage_is_one_line_across_the_years(others):
    first = put("关于金鼎村青石桥道路硬化的建议", "金鼎村青石桥道路泥泞，建议硬化。", 2021)
    second = put("金鼎村青石桥道路何时硬化", "两年前提出的金鼎村青石桥道路硬化仍未动工。", 2023)
    third = put(
        "关于兑现青石桥道路硬化承诺的建议", "金鼎村青石桥道路硬化曾答复列入计划，至今没有兑现。", 2025
    )
    line = lineage(TOWN, second, KIND)
    assert [item.object_id for item in line] == [first, second, third]
    assert [item.year for item in line] == [2021, 2023, 2025]
    assert line[1].score == 1.0
    assert lineage(TOWN, uuid4(), KIND) == []
    assert lineage(OTHER_TOWN, second, KIND) == []
