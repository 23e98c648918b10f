"""Help for everybody, and the rules with their articles."""

from __future__ import annotations

import pytest

from renda.law.book import book
from renda.web.desk.help_views import TOPICS
from tests.web.desk.test_desk import ROLES, text


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_page(client_as, town_set, topic):
    page = text(client_as("office").get(f"/help/{topic}/"))
    assert TOPICS[topic][0] in page and "0000-6600110" in page


@pytest.mark.parametrize("role", ROLES)
def test_help_and_rules_are_for_everybody(client_as, town_set, role):
    client = client_as(role)
    assert "怎样使用" in text(client.get("/help/"))
    assert "规则和依据" in text(client.get("/rules/?area=suggestion"))


def test_the_own_topic_stands_first(client_as, town_set):
    page = text(client_as("deputy").get("/help/"))
    assert page.index("/help/deputy/") < page.index("/help/office/")


def test_every_rule_has_a_page(client_as, town_set):
    client = client_as("office")
    for rule_id in book().ids():
        assert client.get(f"/rules/{rule_id}/").status_code == 200, rule_id


def test_a_rule_with_its_articles(client_as, town_set):
    page = text(client_as("deputy").get("/rules/suggestion-reply-three-months/"))
    assert "3个月" in page and "代表法" in page and "前后变化" in page


def test_an_office_setting_is_shown(client_as, town_set):
    town_set.profile.rule_settings = {"office-deadline-reminders": {"default": {"days_before": [10, 2]}}}
    town_set.profile.save()
    page = text(client_as("office").get("/rules/office-deadline-reminders/"))
    assert "本办规定" in page


def test_rules_are_found_by_words(client_as, town_set):
    client = client_as("office")
    assert "建议答复期限" in text(client.get("/rules/?q=答复期限"))
    assert "没有找到这样的规则" in text(client.get("/rules/?q=没有这样的词&area=nothing"))


@pytest.mark.parametrize("address", ["/help/nothing/", "/rules/no-such-rule/"])
def test_unknown_pages_are_not_there(client_as, town_set, address):
    assert client_as("office").get(address).status_code == 404
