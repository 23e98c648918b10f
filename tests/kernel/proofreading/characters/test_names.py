"""Names beside posts, held against the roll only where one name of it is nearly the same."""

from __future__ import annotations

import pytest

from renda.kernel.proofreading.characters import detector

ROLL = ("张建国", "李秀英", "欧阳文斌", "王芳")


@pytest.mark.parametrize(
    ("text", "excerpt", "meant"),
    [
        ("会议由人大主席张健国主持", "张健国", "张建国"),
        ("李秀音代表作了发言", "李秀音", "李秀英"),
        ("副主席欧阳文滨出席", "欧阳文滨", "欧阳文斌"),
        ("主席张国建讲话", "张国建", "张建国"),
    ],
)
def test_near_a_known_name(tmp_path, text, excerpt, meant):
    found = detector.find([text], known_names=ROLL, target=tmp_path)
    assert [(one.place.excerpt, one.replacement, one.strength) for one in found] == [(excerpt, meant, "疑似")]


@pytest.mark.parametrize(
    "text",
    [
        "会议由人大主席张建国主持",
        "主席刘海波讲话",
        "张健国在村里种茶",  # no post beside it
        "代表建议办理情况",
        "王芳代表提出建议",
    ],
)
def test_what_is_no_near_miss(tmp_path, text):
    assert detector.find([text], known_names=ROLL, target=tmp_path) == []


def test_two_alike_on_the_roll_decide_nothing(tmp_path):
    assert detector.find(["主席张健国讲话"], known_names=("张建国", "张剑国"), target=tmp_path) == []
