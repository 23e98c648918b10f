"""What is typed twice, with the statistics a fresh installation has; the real dictionary knows 写写 and 表表 as words."""

from __future__ import annotations

import pytest

from renda.kernel.proofreading.characters import build, doubled, sources
from renda.kernel.proofreading.characters.language import Language, language
from renda.kernel.proofreading.characters.normal import normal


@pytest.fixture(scope="module")
def known(tmp_path_factory) -> Language:
    """The counts that come along without those of the office."""
    place = tmp_path_factory.mktemp("language")
    build.build(place, found=[sources.own_words(), sources.shipped()])
    return language(place)


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("不少代表表提意见说得很实在", "表"),
        ("走访记录录随同建议一并上报", "录"),
        ("我们还要改改进会风", "改"),
        ("工业产值突突破三亿元", "突"),
        ("年初预算算收支相抵", "算"),
        ("请办公室另行通通知各小组", "通"),
        ("代表视察的的村道有三条", "的"),
    ],
)
def test_a_character_typed_twice_is_found(known, text, once):
    assert [one.once for one in doubled.repetitions(normal(text), known)] == [once]


@pytest.mark.parametrize(
    "text",
    [
        "要大大方便群众办事", "人人都有责任", "合作社的加工工厂", "以增强体质为目的的体育活动", "继续降低农业税税率",
        "平等互利和和平共处", "编织袋厂厂房整洁", "会使使用面积扩大", "这种种情况说明", "山下的帐篷很小很小",
        "大口大口地往外吐", "吉尔吉斯斯坦", "在职职工的培训",
    ],
)  # fmt: skip
def test_what_rightly_stands_twice_is_left_alone(known, text):
    assert not list(doubled.repetitions(normal(text), known))
