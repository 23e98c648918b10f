"""The rulebook as shipped: look-up by day, place and office, and all its test vectors."""

from datetime import date

import pytest

from renda.law import LooserThanLaw, RulebookError, UnknownRule, book
from renda.law.model import is_share, walk

DAY = date(2026, 3, 1)
RULES = book().rules(on=DAY)
VECTORS = [
    pytest.param(rule, example, id=f"{rule.id}-{n}")
    for rule in RULES
    for n, example in enumerate(rule.examples)
]


def test_all_rules_are_there():
    assert len(book().ids()) >= 244
    assert len(RULES) == len(book().ids())
    assert len(VECTORS) >= 101


@pytest.mark.parametrize("rule, example", VECTORS)
def test_vector(rule, example):
    assert rule.holds(**example["given"]) == example["expect"]


def test_every_formula_has_an_example():
    assert [r.id for r in RULES if r.formula and not r.examples] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_is_fit_to_show(rule):
    assert rule.title and rule.text
    assert any("\u4e00" <= ch <= "\u9fff" for ch in rule.title)
    if rule.force.startswith("hard-law"):
        assert rule.in_force_from and not rule.configurable or rule.varied_by == "office"
        assert all(c.article and c.place is None for c in rule.citations)
    for citation in rule.citations:
        assert "github" not in citation.text.lower() and "/" not in citation.text


def test_no_rule_carries_a_share_without_base():
    for rule in RULES:
        for _, raw in walk(rule.params):
            if is_share(raw):
                assert raw["base"] in book().terms.bases


def test_law_of_the_day():
    old = book().rule("suggestion-reply-three-months", date(2025, 3, 11))
    new = book().rule("suggestion-reply-three-months", date(2025, 3, 12))
    assert (
        old.citations[0].text == "《全国人民代表大会和地方各级人民代表大会代表法》（2015年修正）第42条第1款"
    )
    assert new.citations[0].short_text == "代表法第51条第2款"
    assert (old.in_force_from, old.in_force_to) == (date(2015, 8, 29), date(2025, 3, 11))
    assert new.in_force_to is None


def test_report_went_to_the_presidium_before_2025():
    assert book().rule("suggestion-report-to-congress", date(2024, 1, 1)).value("report_to") == "presidium"
    assert book().rule("suggestion-report-to-congress", DAY).value("report_to") == "township_congress"


def test_new_duty_did_not_exist_before():
    with pytest.raises(UnknownRule, match="2025-03-12"):
        book().rule("suggestion-presidium-supervises", date(2025, 3, 11))


def test_history_is_in_order():
    periods = book().history("suggestion-reply-three-months")
    assert [p.in_force_from for p in periods] == [date(2015, 8, 29), date(2025, 3, 12)]


def test_rules_of_an_area():
    rules = book().rules("suggestion", DAY)
    assert len(rules) == 29
    assert {r.area for r in rules} == {"suggestion"}


def test_unknown_rule():
    with pytest.raises(UnknownRule, match="no-such-rule"):
        book().rule("no-such-rule", DAY)
    with pytest.raises(UnknownRule):
        book().history("no-such-rule")


@pytest.mark.parametrize(
    "place, value, unit, layer_name",
    [
        (None, 15, "working-day", "默认做法"),
        ("41", 10, "working-day", "地方规定（河南省）"),
        ("410100", 10, "working-day", "地方规定（河南省）"),
        ("50", 20, "working-day", "地方规定（重庆市）"),
        ("44", 15, "working-day", "默认做法"),
    ],
)
def test_place_lays_over_the_default(place, value, unit, layer_name):
    rule = book().rule("suggestion-deputy-feedback", DAY, place)
    duration = rule.duration()
    assert (duration.value, duration.unit, duration.start) == (value, unit, "reply_received_on")
    assert rule.layer_name == layer_name


def test_city_lays_over_its_province():
    assert book().place_chain("370203") == ["37", "3702"]
    assert (
        book().rule("suggestion-wrong-body-return", DAY, "37").duration("return_within").unit
        == "calendar-day"
    )
    assert (
        book().rule("suggestion-wrong-body-return", DAY, "3702").duration("return_within").unit
        == "working-day"
    )


def test_place_cites_its_own_regulation_only():
    rule = book().rule("suggestion-rehandle", DAY, "50")
    assert {c.place for c in rule.citations} == {"50"}
    assert rule.binding
    assert not book().rule("suggestion-rehandle", DAY).binding


def test_national_rule_tightened_by_place_keeps_its_limit():
    rule = book().rule("suggestion-reply-three-months", DAY, "37")
    assert rule.params["deadline"] == {"value": 2, "unit": "month", "start": "session_closed_on"}
    assert rule.limit["deadline"] == {"value": 3, "unit": "month", "start": "assigned_on"}
    assert rule.layer == "place"


def test_same_as_law_is_not_a_local_rule():
    rule = book().rule("suggestion-reply-three-months", DAY, "11")
    assert (rule.layer, rule.limit) == ("national", None)


def test_setting_changes_a_default():
    settings = {"suggestion-deputy-feedback": {"default": {"value": 10}}}
    rule = book().rule("suggestion-deputy-feedback", DAY, None, settings)
    assert (rule.duration().value, rule.layer, rule.layer_name) == (10, "setting", "本办规定")


def test_setting_may_tighten_the_place():
    settings = {"suggestion-deputy-feedback": {"default": {"value": 12}}}
    assert book().rule("suggestion-deputy-feedback", DAY, "50", settings).duration().value == 12


@pytest.mark.parametrize(
    "settings, place",
    [
        ({"suggestion-township-reply-local": {"default": {"normal": {"value": 4}}}}, None),
        ({"suggestion-township-reply-local": {"default": {"max": {"value": 7}}}}, None),
        ({"suggestion-township-reply-local": {"default": {"max": {"value": 1, "unit": "year"}}}}, None),
        (
            {
                "suggestion-township-reply-local": {
                    "default": {"normal": {"value": 100, "unit": "calendar-day"}}
                }
            },
            None,
        ),
        ({"suggestion-township-reply-local": {"default": {"normal": {"value": 3}}}}, "50"),
        ({"suggestion-township-reply-local": {"default": {"normal": {"start": "received_on"}}}}, None),
        ({"suggestion-extension-notice": {"default": {"total_max": {"value": 9}}}}, None),
        ({"suggestion-deputy-feedback": {"default": {"value": 30}}}, "50"),
        ({"presidium-quorum": {"default": {"num": 1}}}, "32"),
        ({"presidium-size": {"default": {"min": 5}}}, "37"),
        ({"session-notice-to-deputies": {"default": {"notice": {"value": 5}}}}, "50"),
        ({"suggestion-withdrawal": {"default": {"joint": "lead_alone"}}}, "31"),
    ],
)
def test_setting_never_loosens(settings, place):
    with pytest.raises(LooserThanLaw):
        book().check_settings(settings, DAY, place)


@pytest.mark.parametrize(
    "settings, words",
    [
        ({"suggestion-reply-three-months": {"deadline": {"value": 2}}}, "不能改"),
        ({"session-quorum": {"quorum": {"num": 1}}}, "不能改"),
        ({"suggestion-deputy-feedback": {"default": {"length": 10}}}, "没有参数"),
        ({"suggestion-deputy-feedback": {"default": {"value": "十"}}}, "写法"),
        ({"suggestion-deputy-feedback": {"default": {"value": 0}}}, "正整数"),
        ({"suggestion-deputy-feedback": {"default": {"unit": "week"}}}, "week"),
        ({"inspection-report-feedback": {"forwarded_by": "office"}}, "法律规定"),
        ({"no-such-rule": {}}, "没有这条规则"),
    ],
)
def test_setting_that_does_not_fit(settings, words):
    with pytest.raises(RulebookError, match=words):
        book().check_settings(settings, DAY)


def test_open_part_of_a_national_rule_may_be_set():
    settings = {"inspection-report-feedback": {"local_default": {"value": 2}}}
    assert book().rule("inspection-report-feedback", DAY, None, settings).duration().value == 2


def test_weak_source_is_marked():
    assert book().rule("rhythm-tracking-bimonthly", DAY).mark
    assert book().rule("suggestion-reply-three-months", DAY).mark == ""


def test_answers_do_not_share_memory():
    rule = book().rule("suggestion-reply-three-months", DAY)
    rule.params["deadline"]["value"] = 99
    assert book().rule("suggestion-reply-three-months", DAY).duration().value == 3


def test_value_and_share_access():
    assert book().rule("bill-by-five-deputies", DAY).value("min_signers") == 5
    assert book().rule("suggestion-priority-selection", DAY).value("per_year_min") == 1
    assert book().rule("session-quorum", DAY).share().den == 3
    assert book().rule("session-quorum", DAY).value("nothing", None) is None
    with pytest.raises(RulebookError, match="nothing"):
        book().rule("session-quorum", DAY).value("nothing")
    with pytest.raises(RulebookError, match="期限"):
        book().rule("session-quorum", DAY).duration()
