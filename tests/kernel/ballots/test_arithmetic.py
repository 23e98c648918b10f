"""What does not add up is said in words, and nothing is corrected."""

from __future__ import annotations

import pytest

from renda.kernel.ballots import arithmetic, fields, steps
from renda.kernel.ballots.models import CountSheet
from renda.kernel.procedures.execute import Refused
from tests.kernel.ballots.hall import counting, election, motion, slips, votes

GOOD = {**slips(58, invalid=1), **votes((52, 3, 2), (45, 9, 3), (14, 38, 5))}


def told(ballot, typed, names=(), *, finishing=True) -> list[str]:
    plan = fields.layout(ballot)
    return [
        one.text for one in arithmetic.findings(plan, fields.read(plan, typed, names), finishing=finishing)
    ]


@pytest.fixture
def ballot(hall):
    return counting(hall, election(hall))


def test_a_good_sheet_has_nothing(ballot):
    assert (
        told(ballot, GOOD, [{"name": "王建平", "votes": "1"}, {"name": "王建平（女）", "votes": "1"}]) == []
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"valid": 55}, "有效55张加无效1张是56张，和收回的58张差2张"),
        ({"issued": 61}, "发出61张，多于应到的60人，多1张"),
        ({"issued": 59}, "发出59张，多于到会的58人"),
        ({"returned": 57, "valid": 56}, "发出58张，收回57张，有1张没有收回"),
        ({"issued": 57}, "收回58张，多于发出的57张，多1张"),
        ({"o1.for": 51}, "方卫东：赞成、反对、弃权合计56票，比有效票57少1票"),
        ({"o2.against": 12}, "何丽：赞成、反对、弃权合计60票，多于有效票57，多3票"),
        ({"o1.for": "五十"}, "“方卫东 赞成”写的是“五十”，请写整数"),
        ({"o1.for": "-3"}, "写的是“-3”，请写整数"),
        ({"o1.for": "5.5"}, "写的是“5.5”"),
        ({"o1.for": "99999999999"}, "写的是“999999999999"[:12]),
        ({"o1.for": ""}, "“方卫东 赞成”还没有填；没有的写 0"),
        ({"o1.for": 57, "o1.against": 0, "o1.abstain": 0, "o2.for": 57, "o2.against": 0, "o2.abstain": 0}, "合计128票，多于有效票57张乘应选2名（114票）"),
    ],
)  # fmt: skip
def test_what_does_not_add_up(ballot, change, words):
    assert any(words in text for text in told(ballot, {**GOOD, **change}))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([{"name": "", "votes": "2"}], "只写了票数“2”，没有写姓名"),
        ([{"name": "王建平", "votes": ""}], "“王建平”的票数没有写"),
        ([{"name": "王建平", "votes": "58"}], "多于有效票57张"),
        ([{"name": "何丽", "votes": "1"}], "“何丽”是候选人，不算另选他人"),
        ([{"name": "王建平", "votes": "1"}, {"name": " 王建平 ", "votes": "2"}], "“王建平”写了2行"),
        ([{"name": "王建平", "votes": "51"}], "另选他人合计51票，多于反对票50票"),
    ],
)
def test_names_written_in(ballot, names, words):
    assert any(words in text for text in told(ballot, GOOD, names))


def test_figures_of_full_width_are_read(ballot):
    assert told(ballot, {**GOOD, "o1.for": "５２"}) == []


def test_while_typing_empty_fields_are_not_nagged_about(ballot):
    assert told(ballot, {"issued": "58"}, finishing=False) == []


def test_a_sheet_that_does_not_add_up_is_not_taken_and_stays_as_typed(hall, ballot):
    with pytest.raises(Refused) as refused:
        steps.key_sheet(hall.actor("office"), ballot, {**GOOD, "o1.for": "51"})
    assert "少1票" in str(refused.value)
    sheet = steps.save_sheet(
        hall.actor("office"), steps.sheet_for(hall.actor("office"), ballot), {**GOOD, "o1.for": "51"}
    )
    with pytest.raises(Refused):
        steps.finish_sheet(hall.actor("office"), sheet)
    sheet = CountSheet.objects.get()
    assert sheet.typed["o1.for"] == "51" and sheet.figures == {}


def test_hands_against_those_who_are_there(hall):
    ballot = counting(hall, motion(hall, "hands"))
    assert told(ballot, votes((58, 1, 0))) == [
        "关于镇人民政府工作报告的决议：赞成、反对、弃权合计59票，多于到会人数58，多1票。"
    ]
    assert told(ballot, votes((55, 1, 0))) == [
        "关于镇人民政府工作报告的决议：赞成、反对、弃权合计56人，到会人数58，有2人没有表示。"
    ]


def test_nobody_keys_the_sheet_of_another(hall, ballot):
    sheet = steps.sheet_for(hall.actor("office"), ballot)
    with pytest.raises(Refused, match="别人在录"):
        steps.save_sheet(hall.actor("chair"), sheet, {"issued": "58"})
    with pytest.raises(Refused, match="别人在录"):
        steps.finish_sheet(hall.actor("chair"), sheet)


def test_a_160_strong_congress_with_names_of_four_characters(hall):
    from tests.harness.town import make_mandate, make_person

    for n in range(100):
        make_mandate(make_person(f"欧阳建{'一二三四五六七八九十'[n % 10]}"), hall)
    ballot = counting(hall, motion(hall, "named"), present=150)
    plan = fields.layout(ballot)
    assert len(plan.fields) == 160 and len({one.label for one in plan.fields}) < 160
    typed = {one.key: "for" for one in plan.fields[:149]}
    assert told(ballot, typed) == ["记了149名代表的表决，到会150人，还有1人没有记。"]
    assert "多于到会的150人" in told(ballot, {one.key: "for" for one in plan.fields})[0]
