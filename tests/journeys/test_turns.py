"""Turns the way takes: a unit without an account, a deputy who is not satisfied, two people at once, the back button."""

from __future__ import annotations

import pytest

from renda.kernel.units.scope import acting_in
from renda.modules.suggestions.models import Suggestion
from tests.harness.town import make_town
from tests.journeys import hands
from tests.modules.suggestions.story import Story


@pytest.fixture
def story(transactional_db, frozen_clock):
    made = make_town()
    with acting_in(made.town):
        yield Story(made)


def state(story) -> str:
    return Suggestion.objects.get(pk=story.suggestion.pk).state


def step(story, verb: str) -> str:
    return f"/suggestions/{story.suggestion.pk}/step/{verb}/"


def test_a_unit_without_an_account_answers_by_its_link(visitors, story):
    story.assigned()
    office = visitors.page(story.made.accounts["office"])
    office.goto(f"/open/make-link/{story.suggestion.pk}/")
    hands.press(office, "做链接")
    link = office.locator("[data-copy]").first.get_attribute("data-copy")
    unit = visitors.page(phone=True)
    unit.goto(link)
    hands.follow(unit, "签收")
    unit.fill("#id_signed_by", "吴经办")
    hands.press(unit, "签收")
    hands.record_talk(unit)
    hands.answer(unit)
    hands.notice(unit, "答复")
    assert state(story) == "replied"
    unit.goto("/suggestions/")
    assert "/login/" in unit.url
    office.goto(story.suggestion.get_absolute_url())
    hands.notice(office, hands.ANSWER["done"])


def test_not_satisfied_and_once_more(visitors, story):
    story.replied()
    phone = visitors.page(story.made.accounts["deputy"], phone=True)
    phone.goto(f"/suggestions/{story.suggestion.pk}/judge/")
    hands.judge(phone, "不满意", "渠还是漏水，请再修。")
    unit = visitors.page(story.made.accounts["unit_handler"])
    unit.goto(story.suggestion.get_absolute_url())
    assert state(story) == "handling"
    assert "渠还是漏水" not in unit.content()
    hands.record_talk(unit)
    hands.answer(unit, done="漏水的渠段重新砌筑，已经不漏。")
    phone.goto(f"/suggestions/{story.suggestion.pk}/judge/")
    hands.notice(phone, "重新砌筑")
    hands.judge(phone, "满意", "这回修好了。")
    office = visitors.page(story.made.accounts["office"])
    office.goto(story.suggestion.get_absolute_url())
    assert state(story) == "judged"
    hands.notice(office, "这回修好了")


def test_the_second_of_two_is_told_and_keeps_the_words(visitors, story):
    story.handling()
    first = visitors.page(story.made.accounts["unit_handler"])
    second = visitors.page(story.made.accounts["unit_leader"])
    for page in (first, second):
        page.goto(step(story, "progress"))
        hands.fill(page, {"happened_on": hands.today(), "text": "渠段清淤二十米。"})
    hands.press(first, "记进展")
    second.fill("#id_text", "另写的进展：石料到场。")
    hands.press(second, "记进展")
    hands.notice(second, "刚才有人先办了")
    assert second.input_value("#id_text") == "另写的进展：石料到场。"
    hands.press(second, "记进展")
    assert sorted(story.suggestion.progress_set.values_list("text", flat=True)) == ["另写的进展：石料到场。", "渠段清淤二十米。"]


def test_back_after_submitting_does_it_only_once(visitors, story):
    story.submitted()
    office = visitors.page(story.made.accounts["office"])
    office.goto(step(story, "register"))
    hands.choose(office, "category", "农田水利")
    hands.choose(office, "urgency", "一般")
    hands.press(office, "登记")
    number = Suggestion.objects.get(pk=story.suggestion.pk).number
    assert number
    office.go_back()
    office.goto(step(story, "register"))
    hands.notice(office, "现在不能办这一步")
    assert office.locator("main").get_by_role("button", name="登记", exact=True).count() == 0
    assert Suggestion.objects.get(pk=story.suggestion.pk).number == number


def test_back_and_send_the_old_page_again(visitors, story):
    story.assigned()
    unit = visitors.page(story.made.accounts["unit_handler"])
    unit.goto(step(story, "sign_for"))
    unit.fill("#id_signed_by", "吴经办")
    hands.press(unit, "签收")
    unit.go_back()
    again = unit.locator("main").get_by_role("button", name="签收", exact=True)
    if again.count():
        unit.fill("#id_signed_by", "吴经办")
        hands.press(unit, "签收")
    assert unit.locator("main").get_by_text("不能").count() or unit.locator("main").get_by_text("先办了").count()
    assert story.suggestion.assignment_set.filter(signed_on__isnull=False).count() == 1
