"""The quality gate: what it doubts, and what it lets pass."""

from __future__ import annotations

import pytest

from renda.modules.suggestions import gate
from renda.modules.suggestions.models import Assignment, Category, Suggestion
from tests.modules.suggestions.story import CONTENT, Story

pytestmark = pytest.mark.django_db
QUESTIONS = {
    "one_matter", "concrete", "beyond_powers", "private_interest", "forwarded_letters", "academic_or_promotion",
    "no_content", "pending_case", "ongoing_tender",
}  # fmt: skip


def draft(**text) -> Suggestion:
    """Words that nobody has saved."""
    return Suggestion(**{**{key: CONTENT[key] for key in ("title", "facts", "place", "ask")}, **text})


def doubts(**text) -> dict[str, str]:
    return {advice.key: advice.why for advice in gate.advise(draft(**text)) if advice.doubt}


def test_every_question_is_there_with_its_rule(town_set):
    advice = gate.advise(draft())
    assert {one.key for one in advice} == QUESTIONS
    assert {one.rule for one in advice} == {gate.ONE_MATTER, gate.UNSUITABLE, gate.RIGHT}
    assert all(one.question and one.mend for one in advice)


def test_a_good_suggestion_raises_no_doubt(town_set):
    assert doubts() == {}


@pytest.mark.parametrize(
    "text, said",
    [
        ({"title": "关于修路、装路灯和建敬老院的建议"}, "题目里有几件事"),
        ({"ask": "1．修复塌方渠段。\n2．给村小学换校车。"}, "分条的建议里还有"),
        ({"ask": "请修复塌方渠段。另外，村里的路灯也坏了三盏，请一并更换。"}, "“另外”后面"),
        ({"place": "上河村、下河村"}, "地点写了2处"),
    ],
)
def test_several_matters(town_set, text, said):
    assert said in doubts(**text)["one_matter"]


@pytest.mark.parametrize(
    "text",
    [
        {"place": "上河村至下河村"},
        {"ask": "一、先清淤。二、修复塌方渠段。三、渠边立警示牌。四、竣工后请校车司机改道。"},
        {"ask": "请修复塌方渠段。另外，修好后请落实管渠的人。"},
        {"title": "关于在学校门口装减速带的建议", "ask": "请在学校门口的道路上装两条减速带。"},
    ],
)
def test_one_matter_with_details(town_set, text):
    assert "one_matter" not in doubts(**text)


@pytest.mark.parametrize(
    "text, said",
    [
        ({"facts": "东渠塌了。"}, "情况写得太少"),
        ({"facts": "上河村的渠道塌方以后一直没有人来修，稻田放不进水，群众都盼着早一些修好通水。"}, "没有数量或时间"),
        ({"ask": ""}, "没有写希望怎么办"),
        ({"ask": "希望有关部门引起高度重视，采取有效措施尽快解决。"}, "只说要重视"),
    ],
)
def test_not_concrete(town_set, text, said):
    assert said in doubts(**text)["concrete"]


def test_nothing_said_at_all(town_set):
    assert set(doubts(facts="", place="", ask="请重视")) == {"no_content"}
    text = {"title": "关于重视农业的建议", "facts": "农业很重要，农民很辛苦。", "place": "", "ask": "多想办法，多给支持。"}
    assert "no_content" in doubts(**text)


@pytest.mark.parametrize(
    "ask, body",
    [
        ("请把高速公路出口延伸到镇区，方便群众出行。", "高速公路"),
        ("请提高医保报销比例，减轻群众负担。", "医疗保障局"),
        ("请给卫生院增加三个编制，留住医生。", "编制"),
        ("请把跨过村子的高压线移到山脚下去。", "供电"),
        ("请把经过村口的县道拓宽到七米。", "交通运输局"),
    ],
)
def test_beyond_the_powers_of_the_town(town_set, ask, body):
    assert body in doubts(ask=ask)["beyond_powers"]


@pytest.mark.parametrize("ask", ["请在国道旁的水渠上加三块盖板。", "请在省道路口装一盏太阳能灯。", "请抓紧村庄规划编制，年底前公布。"])
def test_a_road_that_only_says_where(town_set, ask):
    assert "beyond_powers" not in doubts(ask=ask)


@pytest.mark.parametrize(
    "topic, facts",
    [
        ("pending_case", "三组两户去年为承包地起诉到法院，已经开庭一次，请镇里督促早日判决。"),
        ("private_interest", "我家2019年申请宅基地，报了三次没有批下来，我儿子等着结婚。"),
        ("forwarded_letters", "现代转三组村民2026年的来信，信访件共12页，请研究。"),
        ("academic_or_promotion", "我公司生产的净水设备2025年获奖，专利产品，给镇里优惠价。"),
        ("ongoing_tender", "镇里2026年的道路项目正在评标，建议由本地企业中标承建。"),
    ],
)
def test_unsuitable_topics(town_set, topic, facts):
    assert topic in doubts(facts=facts)


@pytest.mark.parametrize("facts", ["我家乡上河村有120户，东渠塌了8个月，三百多亩田没有水。", "法院门口到上河村的东渠2025年塌方，120户没有水浇田。"])
def test_words_that_only_look_unsuitable(town_set, facts):
    assert not set(doubts(facts=facts)) & {"private_interest", "pending_case"}


def test_only_the_topics_of_the_rulebook_are_asked(town_set, monkeypatch):
    monkeypatch.setattr(gate.timing, "practice", {gate.UNSUITABLE: ["pending_case"]}.__getitem__)
    assert {one.key for one in gate.advise(draft())} == {"one_matter", "concrete", "beyond_powers", "pending_case"}


def test_a_saved_suggestion_is_advised_without_asking_for_its_rows(town_set, assert_max_queries):
    suggestion = Story(town_set).submitted().suggestion
    with assert_max_queries(2):
        assert not [one for one in gate.advise(suggestion) if one.doubt]


def test_the_category_follows_the_words(town_set, assert_max_queries):
    with assert_max_queries(1):
        found = gate.suggest_category(f"{CONTENT['title']}{CONTENT['facts']}")
    assert found[0][0].name == "农田水利"
    assert len(found) <= 2 and 0 < sum(share for _, share in found) <= 1
    assert gate.suggest_category("天地玄黄") == []


def test_units_that_did_it_before(town_set, assert_max_queries):
    story = Story(town_set).assigned()
    returned = Suggestion.objects.get(pk=Story(town_set).registered().suggestion.pk)
    roads = town_set.units["roads"]
    Assignment.objects.create(suggestion=returned, unit=roads, part="lead", returned_on=returned.submitted_on)
    with assert_max_queries(3):
        assert gate.suggest_units(story.suggestion.facts) == [town_set.units["water"]]
    assert gate.suggest_units("天地玄黄") == []
    Category.objects.update(keywords="")
    assert gate.suggest_units("天地") == []
