"""Names and what is shown of them."""

import pytest

from renda.foundation.chinese import names


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "王小明",
        "欧阳修",
        "欧阳修文",
        "司马相如",
        "买买提·艾力",
        "阿卜杜拉•买买提",
        "张 三",
        "李𠮷",
        "牛马",
    ],
)
def test_looks_like_name(name):
    assert names.looks_like_name(name)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "合计",
        "张",
        "主席",
        "王主席",
        "青山镇",
        "农业农村办公室",
        "13800000000",
        "Zhang San",
        "张三李四王五",
        "石桥村",
        "·",
        "张·",
    ],
)
def test_does_not_look_like_name(value):
    assert not names.looks_like_name(value)


@pytest.mark.parametrize(
    "before, after",
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        ("买买提•艾力", "买买提·艾力"),
        (" 李四\n", "李四"),
        ("Li Si", "Li Si"),
    ],
)
def test_normalize(before, after):
    assert names.normalize_name(before) == after


@pytest.mark.parametrize(
    "name, masked",
    [
        ("张三", "张*"),
        ("王小明", "王**"),
        ("欧阳修文", "欧阳**"),
        ("买买提·艾力", "买买提·**"),
        ("", ""),
        ("张", "张*"),
    ],
)
def test_mask_name(name, masked):
    assert names.mask_name(name) == masked


@pytest.mark.parametrize(
    "phone, masked",
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("+86 13812341234", "138****1234"),
        ("6651234", "*****34"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_mask_phone(phone, masked):
    assert names.mask_phone(phone) == masked


def test_mask_id():
    assert names.mask_id("11010519491231002X") == "110***************"
    assert names.mask_id("") == ""


def test_surname():
    assert [names.surname(n) for n in ("张三", "欧阳修", "欧阳", "买买提·艾力")] == [
        "张",
        "欧阳",
        "欧",
        "买买提",
    ]
