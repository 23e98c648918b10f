"""A deputy with a phone: writing with a log-out in between, judging by link, tapping twice; no barriers."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.access.links import OneTimeLink, make_link
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions.models import Suggestion
from tests.harness.town import PASSWORD, make_town
from tests.modules.suggestions.story import CONTENT, Story

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def story(transactional_db, frozen_clock):
    made = make_town()
    with acting_in(made.town):
        yield Story(made)


def writing(visitors, story, **options):
    page = visitors.page(story.made.accounts["deputy"], phone=True, **PHONE, **options)
    page.goto("/suggestions/new/")
    return page


def log_in(page) -> None:
    page.fill("#id_username", "deputy")
    page.fill("#id_password", PASSWORD)
    page.click("form.form button[type=submit]")


def fill(page) -> None:
    for key in ("title", "facts", "place", "ask"):
        page.fill(f"#id_{key}", CONTENT[key])


def judge_link(story) -> str:
    story.replied()
    person = story.made.people["deputy"]
    verbs = ["suggestion.view", "suggestion.judge"]
    _, secret = make_link(
        story.suggestion, verbs, expires_at=clock.at(clock.today().replace(month=12)), label="王代表", person=person
    )
    return reverse("link", args=[secret])


def test_words_survive_the_end_of_the_session_and_are_handed_in(visitors, story):
    page = writing(visitors, story)
    fill(page)
    page.wait_for_selector("text=还没有提交")
    Session.objects.all().delete()
    page.click("text=下一步：看一遍再提交")
    page.wait_for_url("**/login/**")
    log_in(page)
    page.wait_for_url("**/suggestions/new/")
    page.click("text=接着上次写")
    assert page.input_value("#id_facts") == CONTENT["facts"]
    page.click("text=下一步：看一遍再提交")
    page.wait_for_url("**/review/")
    page.click("button:has-text('提交人大办')")
    page.wait_for_url("**/suggestions/mine/")
    assert page.locator("text=已经提交，等人大办登记").is_visible()
    assert Suggestion.objects.get().state == "submitted"
    page.goto("/suggestions/new/")
    assert page.locator("text=接着上次写").count() == 0


def test_a_name_is_found_and_ticked(visitors, story):
    page = writing(visitors, story)
    page.fill("#pick-deputies", "赵")
    assert page.locator("#deputies .check:visible").all_inner_texts() == ["赵代表"]
    page.check("#deputies .check:visible input")
    page.fill("#pick-deputies", "")
    fill(page)
    page.click("button:has-text('先存着')")
    page.wait_for_url("**/suggestions/mine/")
    assert [one.mandate.person.name for one in Suggestion.objects.get().cosigners.all()] == ["赵代表"]


def test_hints_come_while_typing(visitors, story):
    story.submitted()
    page = writing(visitors, story)
    fill(page)
    page.wait_for_selector("text=以前有人提过相近的")


def test_without_scripts_it_can_be_written_and_handed_in(visitors, story):
    page = writing(visitors, story, java_script_enabled=False)
    fill(page)
    page.click("#deputies summary")
    page.check("#deputies input >> nth=0")
    page.click("text=下一步：看一遍再提交")
    page.click("button:has-text('提交人大办')")
    assert Suggestion.objects.get().state == "submitted"


def answer(page) -> None:
    for name in ("attitude", "outcome", "addressed"):
        page.check(f"#id_{name}_0")


def test_verdict_by_link_with_a_double_tap_and_the_back_button(visitors, story):
    path = judge_link(story)
    page = visitors.page(phone=True, **PHONE)
    sent = []
    page.on("request", lambda request: sent.append(1) if request.method == "POST" else None)
    page.goto(path)
    answer(page)
    page.fill("#id_comment", "办得好")
    page.evaluate("() => { const send = document.querySelector('.form-buttons .button-primary'); send.click(); send.click(); }")
    page.wait_for_selector("text=已经收到，谢谢您")
    assert len(sent) == 1
    assert story.suggestion.verdict_set.get().comment == "办得好"
    page.go_back()
    page.goto(path)
    assert page.locator("form.form").count() == 0 and page.locator("text=接着上次写").count() == 0


def test_large_type_works_on_a_link_page(visitors, story):
    path = judge_link(story)
    page = visitors.page(phone=True, **PHONE)
    page.goto(path)
    page.click("button:has-text('大字')")
    page.wait_for_selector("html[data-type=large]")
    assert page.url.endswith(path)


def addresses(story) -> list[str]:
    path = judge_link(story)
    pk = story.suggestion.pk
    draft = Story(story.made, title="关于路灯的建议").drafted().suggestion
    return [
        reverse("suggestions:mine"), reverse("suggestions:new"), reverse("suggestions:edit", args=[draft.pk]),
        reverse("suggestions:review", args=[draft.pk]), reverse("suggestions:judge", args=[pk]),
        reverse("suggestions:withdraw", args=[pk]), path, reverse("open-column"), "/open/l/nothing/",
    ]  # fmt: skip


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_pages_have_no_barriers_and_large_targets(visitors, story, axe_violations, large):
    account = story.made.accounts["deputy"]
    account.large_type = large
    account.save()
    page = visitors.page(account, phone=True, **PHONE)
    for address in addresses(story):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true; })")
        assert axe_violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        if "/open/town/" not in page.url:
            assert small_targets(page) == [], address


def small_targets(page) -> list[str]:
    return page.evaluate(
        """() => [...document.querySelectorAll('main .button, main .card, main .check, main input.input:not([type=checkbox]), main select.input, main summary, main a.row-main')]
           .filter(part => part.offsetParent && part.getBoundingClientRect().height < 59.5).map(part => part.outerHTML.slice(0, 100))"""
    )


def test_office_pages_have_no_barriers(visitors, story, axe_violations):
    story.content["facts"] += "村民李大山电话13812345678。"
    story.judged()
    page = visitors.page(story.made.accounts["office"])
    page.goto(reverse("publish", args=[story.suggestion.pk]))
    assert axe_violations(page) == []
    page.click("text=全部遮盖")
    page.wait_for_selector("text=没有找到个人信息")
    other = Story(story.made, title="关于路灯的建议").assigned().suggestion
    page.goto(reverse("make-link", args=[other.pk]))
    assert axe_violations(page) == []
    page.click("button:has-text('做链接')")
    page.wait_for_selector("text=只显示这一次")
    assert axe_violations(page) == []
    assert OneTimeLink.objects.count() == 1
