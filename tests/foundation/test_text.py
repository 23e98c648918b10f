"""Text forms: width, spaces, characters nobody sees."""

import pytest

from renda.foundation.chinese import text


@pytest.mark.parametrize("char", ["张", "〇", "㐀", "龥", "𠮷", "𬭚", "\U00030000", "\U00031350", "\ufa0e"])
def test_han(char):
    assert text.is_han(char)


@pytest.mark.parametrize("char", ["A", "1", "。", "あ", "·", "한", "　"])
def test_not_han(char):
    assert not text.is_han(char)


def test_all_han():
    assert text.all_han("张三") and not text.all_han("张3") and not text.all_han("")


@pytest.mark.parametrize(
    "before, after",
    [
        ("ＡＢＣ１２３", "ABC123"),
        ("（一）修路，好！", "（一）修路，好！"),
        ("：；？～", "：；？～"),
        ("２０２６－０３", "2026-03"),
        ("①②", "①②"),
        ("e\u0301", "é"),
        ("\ufa0e\uf9dc", "\ufa0e\uf9dc"),
        ("𠮷", "𠮷"),
    ],
)
def test_width(before, after):
    assert text.normalize_width(before) == after


@pytest.mark.parametrize(
    "before, after",
    [
        ("  修 建　道路  ", "修建道路"),
        ("in  the   town", "in the town"),
        ("第 3 组", "第 3 组"),
        ("甲\r\n 乙 ", "甲\n乙"),
        ("张\u200b三\x07", "张三"),
        ("\ufeff姓名", "姓名"),
        ("a\tb", "a b"),
    ],
)
def test_clean(before, after):
    assert text.clean(before) == after
    assert text.clean(after) == after


def test_one_line():
    assert text.one_line("关于修路\n的建议") == "关于修路的建议"
    assert text.one_line("ab\ncd") == "ab cd"


@pytest.mark.parametrize("char", ["\ue863", "\U00031350", "\U0002ebf0"])
def test_rare_characters_of_names_survive(char):
    assert text.strip_control(f"张{char}") == f"张{char}"


def test_emoji():
    assert text.strip_emoji("修好了👍🏻🎉！☑") == "修好了！☑"
    assert text.strip_emoji("❤️路") == "路"


def test_display_width():
    assert text.display_width("张三ab") == 6
