"""Personal data in a text that is to be public."""

from __future__ import annotations

import pytest

from renda.modules.suggestions import redaction
from tests.harness.town import make_person
from tests.modules.suggestions.story import REPLY, Story

pytestmark = pytest.mark.django_db


def kinds(text: str, suggestion=None) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.text, one.blocks) for one in redaction.find(text, suggestion)]


@pytest.mark.parametrize(
    "text, kind, hit",
    [
        ("身份证11010519491231002X。", "id", "11010519491231002X"),
        ("手机13812345678。", "mobile", "13812345678"),
        ("手机138 1234 5678。", "mobile", "138 1234 5678"),
        ("货车浙A12345每天经过", "plate", "浙A12345"),
        ("轿车浙AD12345停在路上", "plate", "浙AD12345"),
        ("家住上河村三组12号", "address", "三组12号"),
        ("住3栋2单元501室", "address", "3栋2单元501室"),
        ("村民李小花，女，82岁", "name", "李小花"),
    ],
)
def test_what_stops_a_publication(town_set, text, kind, hit):
    assert kinds(text) == [(kind, hit, True)]


@pytest.mark.parametrize(
    "text, kind, hit",
    [
        ("身份证110105194912310021。", "id", "110105194912310021"),
        ("打0571-87654321联系", "landline", "0571-87654321"),
        ("三组12号门前积水", "address", "三组12号"),
        ("村民张大山反映渠道漏水", "name", "张大山"),
        ("村民张三反映渠道漏水", "name", "张三"),
        ("到了陈大山户查看危房", "name", "陈大山"),
    ],
)
def test_what_is_only_a_hint(town_set, text, kind, hit):
    assert kinds(text) == [(kind, hit, False)]


@pytest.mark.parametrize(
    "text",
    [
        "三组15号路灯坏了，二组3号机井没有水。",
        "G104国道K12+300处，2026年3月15日，1500户4500人，〔2026〕12号。",
        "村民安全出行，群众方便了，居民常年缺水，困难群众满意，常住户120户。",
        "经费1234567890123元，编号20260315001。",
        "王代表、周文书到现场查看，吴经办答复。",
        "村民王代表说渠道通了。",
    ],
)
def test_what_may_be_public(town_set, text):
    assert kinds(text) == []


def test_telephones_of_units_are_public(town_set):
    water = town_set.units["water"]
    water.phone = "0571-87654321、13812345678"
    water.save()
    assert kinds("请打0571-87654321或13812345678，人大办0000-6600110。") == []


def test_private_persons_of_the_register(town_set):
    make_person("林清泉")
    make_person("高山")
    make_person("𬭩小龙")
    assert kinds("林清泉说高山上的渠塌了") == [("name", "林清泉", True), ("name", "高山", False)]
    assert kinds("高山家没有水") == [("name", "高山", True)]
    assert kinds("𬭩小龙也来了") == [("name", "𬭩小龙", True)]


def test_a_deputy_of_the_same_name_is_public(town_set):
    make_person("王代表")
    assert kinds("王代表到了现场") == []


def test_the_names_and_telephone_of_the_reply(town_set):
    suggestion = Story(town_set).replied(signer="郑大江", contact="林清泉", contact_phone="0571-87654321").suggestion
    make_person("林清泉")
    text = "签发人郑大江，联系人林清泉，电话0571-87654321"
    assert [one[1] for one in kinds(text)] == ["林清泉", "0571-87654321"]
    assert kinds(text, suggestion) == []
    assert REPLY["signer"] == "郑站长"


def test_masking(town_set):
    text = "村民李小花，女，家住上河村三组12号，手机13812345678，身份证11010519491231002X，车浙A12345"
    shown = redaction.mask(text, redaction.find(text))
    assert shown == (
        "村民李某某，女，家住上河村某组某号，手机138****5678，身份证******************，车浙A*****"
    )
    assert not [one for one in redaction.find(shown) if one.blocks]


def test_finds_never_overlap_and_ask_few_queries(town_set, assert_max_queries):
    make_person("李小花")
    suggestion = Story(town_set).replied().suggestion
    text = "村民李小花，女，138 1234 5678，11010519491231002X，李小花家，0571-87654321"
    with assert_max_queries(6):
        found = redaction.find(text, suggestion)
    assert len(found) == 5
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert redaction.find("  ") == []


def test_cards_by_their_check_digit():
    good = "622202000000000001"
    number = next(good + str(last) for last in range(10) if redaction.is_card(good + str(last)))
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not redaction.is_card(wrong) and not redaction.is_card("6222")
    assert [one.blocks for one in redaction.cards(f"卡{number}")] == [True]
    assert [one.blocks for one in redaction.cards(f"卡号{wrong}")] == [False]
    assert not list(redaction.cards(f"编号{wrong}"))
