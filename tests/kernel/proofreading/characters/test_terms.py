"""Near misses of fixed terms, with and without statistics."""

from __future__ import annotations

import pytest

from renda.kernel.proofreading.characters import detector, terms
from renda.kernel.proofreading.findings import mended


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("县人民代表大回第七次会议", "人民代表大会", "other"),
        ("人代表大会常务委员会的决定", "人民代表大会常务委员会", "missing"),
        ("召开主席团团会议研究", "主席团会议", "doubled"),
        ("听取政府工报作告", "政府工作报告", "swapped"),
        ("民生实项事目由代表票决", "民生实事项目", "swapped"),
        ("选举产生总临票人一名", "总监票人", None),
        ("全过程人民民住的要求", "全过程人民民主", "other"),
        ("高质量发站", "高质量发展", "other"),
    ],
)
def test_one_slip_from_a_term(tmp_path, wrong, right, kind):
    found = [one for one in detector.find([wrong], target=tmp_path) if one.rule.startswith("characters.term")]
    if kind is None:  # two slips, or a character neither sounding nor looking alike without statistics
        assert not found
    else:
        assert [(one.replacement, one.strength, one.rule) for one in found] == [
            (right, "必错", f"characters.term.{kind}")
        ]
        assert right in mended([wrong], found)[0]


@pytest.mark.parametrize(
    "text",
    [
        "镇第十九届人民代表大会第七次会议听取和审议了政府工作报告",
        "人大主席团会议由人大主席主持",
        "坚持和完善人民代表大会制度",
        "村民代表会议讨论决定",
        "各代表团分组审议，代表小组组长汇报",
        "健全全过程人民民主制度",
        "人大代表表决通过",
        "美丽乡村设计方案",
        "请对结果作满意度评价",
        "依照地方组织法、代表法、选举法办理",
    ],
)
def test_what_is_right_stays(tmp_path, text):
    assert detector.find([text], target=tmp_path) == []


def test_every_term_and_phrase_is_left_alone(tmp_path):
    texts = [f"关于{phrase}的说明" for phrase in terms.phrases()]
    assert [one.message for one in detector.find(texts, target=tmp_path)] == []


def test_without_statistics_it_says_so(tmp_path, folder):
    assert detector.notes(tmp_path) == (detector.NOT_BUILT,)
    assert not detector.ready(tmp_path)
    assert detector.notes(folder) == ()


def test_short_terms_are_only_doubtful(tmp_path):
    found = detector.find(["换届选取工作已经开始", "由执行主习主持"], target=tmp_path)
    assert {one.strength for one in found} <= {"疑似"}
    assert "执行主席" in [one.replacement for one in found]
