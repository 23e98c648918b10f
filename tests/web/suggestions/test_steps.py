"""The way of a suggestion by its pages: every step by POST, and what happens when something is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from renda.kernel.files.models import StoredFile
from renda.kernel.people.models import CongressSession
from renda.modules.suggestions.models import Category, Promise, Suggestion
from tests.modules.suggestions.story import POOR, REPLY, Story

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def words(response) -> str:
    return response.content.decode()


def told(response) -> str:
    return "".join(str(message) for message in get_messages(response.wsgi_request))


def category() -> str:
    return str(Category.objects.get(name="农田水利").pk)


def test_the_whole_way_by_pages(story, post_step, town_set):
    story.submitted()
    one, water = story.suggestion, town_set.units["water"].pk

    def step(role, verb, data=None):
        answer = post_step(role, one, verb, data)
        assert answer.status_code == 302, words(answer)
        one.refresh_from_db()
        return answer

    assert "编号是" in told(step("office", "register", {"category": category(), "urgency": "normal"}))
    step("office", "assign", {"lead_unit": water})
    step("unit_handler", "sign_for", {"signed_by": "吴经办"})
    step("unit_handler", "consult", {"held_on": "2026-03-02", "way": "site", "present": "王代表", "content": "看现场"})
    step("unit_handler", "progress", {"text": "材料进场", "happened_on": "2026-03-02"})
    planned = {**REPLY, "result": "planned", "promises-text": ["下游加固", ""], "promises-due": ["2026-10-31", ""]}
    step("unit_handler", "reply", planned)
    assert Promise.objects.get().due_on == date(2026, 10, 31)
    step("deputy", "judge", {"attitude": "satisfied", "outcome": "mostly", "addressed": "yes"})
    step("office", "withhold", {"reason": "涉及村民个人信息"})
    step("office", "close")
    assert one.state == "closed" and one.satisfaction == "mostly"


def test_a_wrong_category_is_put_right(story, client_as, post_step):
    story.registered()
    other = Category.objects.exclude(name="农田水利").first()
    page = words(client_as("office").get(reverse("suggestions:step", args=[story.suggestion.pk, "correct"])))
    assert f'value="{category()}" selected' in page or f'value="{category()}" id=' in page
    assert post_step("office", story.suggestion, "correct", {"category": other.pk, "urgency": "normal"}).status_code == 302
    story.suggestion.refresh_from_db()
    assert story.suggestion.category == other and story.suggestion.state == "registered"
    assert post_step("office", story.suggestion, "correct", {"category": other.pk, "urgency": "normal"}).status_code == 422


def test_who_hands_back_names_another_unit_and_that_one_is_proposed(story, client_as, post_step, town_set):
    story.assigned()
    water, roads = town_set.units["water"].pk, town_set.units["roads"].pk
    page = words(client_as("unit_handler").get(reverse("suggestions:step", args=[story.suggestion.pk, "hand_back"])))
    assert f'value="{roads}"' in page and f'value="{water}"' not in page
    own = {"reason": "东渠归公路站管", "better_unit": water}
    assert post_step("unit_handler", story.suggestion, "hand_back", own).status_code == 422
    assert post_step("unit_handler", story.suggestion, "hand_back", {**own, "better_unit": roads}).status_code == 302
    page = words(client_as("office").get(reverse("suggestions:step", args=[story.suggestion.pk, "assign"])))
    assert f'value="{roads}" selected' in page


def test_a_paper_suggestion_is_entered(story, client_as, town_set):
    url = reverse("suggestions:enter")
    data = {
        "version": 0, "author": town_set.mandates["deputy"].pk, "submitted_on": "2026-03-01", "channel": "in_session",
        "kind": "suggestion", "title": "关于修复东渠😀<b>的建议", "facts": "塌方", "ask": "修好",
        "cosigners": [town_set.mandates["other_deputy"].pk],
    }  # fmt: skip
    office = client_as("office")
    refused = office.post(url, data)
    assert refused.status_code == 422
    assert "要选是哪一次会议" in words(refused) and "关于修复东渠😀&lt;b&gt;的建议" in words(refused)
    made = office.post(url, {**data, "session": CongressSession.objects.get().pk})
    assert made.status_code == 302, words(made)
    one = Suggestion.objects.get()
    assert (one.state, one.intake, one.cosigners.count()) == ("submitted", "paper", 1)
    assert "&lt;b&gt;" in words(office.get(one.get_absolute_url()))
    assert client_as("chair").get(url).status_code == 403


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": "长" * 201}, "太长，最多200字"),
        ({"submitted_on": "2026-13-45"}, "日期写得不对"),
        ({"submitted_on": "0226-03-01"}, "年份好像写错了"),
        ({"submitted_on": "2026-04-01"}, "不能晚于今天"),
        ({"author": "01a20746-faca-79a3-897d-5808754c2c9e"}, "请从列出来的里面选"),
        ({"facts": ""}, "请填“情况和理由”"),
    ],
)
def test_bad_answers_are_told_and_nothing_is_lost(story, client_as, town_set, change, problem):
    data = {
        "author": town_set.mandates["deputy"].pk, "submitted_on": "2026-03-01", "channel": "in_recess",
        "kind": "suggestion", "title": "关于修复东渠的建议", "facts": "塌方二十米", "ask": "请修好渠段",
    }  # fmt: skip
    answer = client_as("office").post(reverse("suggestions:enter"), {**data, **change})
    assert answer.status_code == 422
    assert problem in words(answer)
    assert "请修好渠段" in words(answer)
    assert not Suggestion.objects.exists()


def test_the_second_of_two_is_told(story, post_step):
    story.submitted()
    seen = story.suggestion.version
    answers = {"category": category(), "urgency": "normal"}
    assert post_step("office", story.suggestion, "register", answers).status_code == 302
    again = post_step("office", story.suggestion, "register", answers, version=seen)
    assert again.status_code == 409
    assert "刚才有人先办了" in words(again)


def test_a_stale_page_keeps_what_was_typed(story, post_step):
    story.handling()
    seen = story.suggestion.version
    post_step("unit_handler", story.suggestion, "progress", {"text": "第一条", "happened_on": "2026-03-02"})
    stale = post_step("unit_leader", story.suggestion, "progress", {"text": "第二条", "happened_on": "2026-03-02"}, version=seen)
    assert stale.status_code == 409
    assert "第二条" in words(stale)
    story.suggestion.refresh_from_db()
    assert f'name="version" value="{story.suggestion.version}"' in words(stale)


@pytest.mark.parametrize("version", ["", "-3", "abc", "9" * 30])
def test_a_tampered_version_never_fits(story, post_step, version):
    story.submitted()
    answer = post_step("office", story.suggestion, "decline", {"reason": "个人事务"}, version=version)
    assert answer.status_code == 409


def test_a_refusal_shows_reason_way_out_and_article(story, post_step):
    story.handling()
    answer = post_step("unit_handler", story.suggestion, "reply", {**REPLY, "done": "已经修好了八十米"})
    assert answer.status_code == 422
    page = words(answer)
    assert "还没有面商记录" in page and "点“记面商”" in page and "条" in page and "已经修好了八十米" in page


def test_doubts_of_the_gate_warn_until_checked(story, post_step, client_as):
    story.content["ask"] = "一、修复东渠；二、增设垃圾箱；三、派公交车。"
    story.submitted()
    page = words(client_as("office").get(reverse("suggestions:step", args=[story.suggestion.pk, "register"])))
    assert "是不是一件事？" in page and "已核，没有问题" in page and "不予受理" in page
    answer = post_step(
        "office", story.suggestion, "register", {"category": category(), "urgency": "normal", "gate-one_matter": "checked"}
    )
    assert "是不是一件事" not in told(answer)
    story.suggestion.refresh_from_db()
    assert story.suggestion.gate["one_matter"] is True


def test_an_unchecked_doubt_is_said_again(story, post_step):
    story.content["ask"] = "一、修复东渠；二、增设垃圾箱；三、派公交车。"
    story.submitted()
    answer = post_step("office", story.suggestion, "register", {"category": category(), "urgency": "normal"})
    assert "是不是一件事" in told(answer)


def test_handing_over_shows_the_days_and_why(story, client_as):
    story.registered()
    page = words(client_as("chair").get(reverse("suggestions:step", args=[story.suggestion.pk, "assign"])))
    assert "2026年6月2日" in page and "2026年3月16日" in page
    assert page.count("为什么是这一天") == 4
    assert "水利站" in page and "按下按钮以后" in page


def test_one_more_row_without_scripts(story, post_step):
    story.consulted()
    data = {**REPLY, "promises-text": "加固渠段", "promises-due": "2026-10-31", "add_row": "1"}
    answer = post_step("unit_handler", story.suggestion, "reply", data)
    page = words(answer)
    assert answer.status_code == 200 and page.count('name="promises-text"') == 2 and "加固渠段" in page
    assert "form-errors" not in page
    assert story.suggestion.reply_set.count() == 0


def test_accepted_files_survive_a_refusal(story, post_step):
    story.consulted()
    picture = SimpleUploadedFile("渠段.png", PNG)
    program = SimpleUploadedFile("坏.exe", b"MZ\x90\x00")
    answer = post_step("unit_handler", story.suggestion, "reply", {**REPLY, "files": [picture, program]})
    page = words(answer)
    assert answer.status_code == 422 and "“坏.exe”没有收下" in page and "渠段.png" in page
    token = page.split('name="kept_files" value="')[1].split('"')[0]
    stranger = post_step("unit_leader", story.suggestion, "reply", {**REPLY, "signer": "", "kept_files": token})
    assert "渠段.png" not in words(stranger)
    answer = post_step("unit_handler", story.suggestion, "reply", {**REPLY, "kept_files": token})
    assert answer.status_code == 302, words(answer)
    assert [one.file.original_name for one in story.suggestion.attachments.all()] == ["渠段.png"]
    assert StoredFile.objects.filter(original_name="渠段.png").count() == 1


def test_merging_from_the_register_page(story, post_step, client_as, town_set):
    story.registered()
    other = Story(town_set, title="关于尽快修复上河村东渠的建议").submitted()
    register = words(client_as("office").get(reverse("suggestions:step", args=[other.suggestion.pk, "register"])))
    assert "为什么像" in register and f"?target={story.suggestion.pk}" in register
    answer = post_step("office", other.suggestion, "merge", {"target": story.suggestion.pk, "reason": "同一条渠"})
    assert answer.status_code == 302
    other.suggestion.refresh_from_db()
    assert other.suggestion.merged_into == story.suggestion


@pytest.mark.parametrize(
    ("role", "verb", "status"),
    [
        ("chair", "assign", 200),
        ("office", "assign", 200),
        ("presidium", "assign", 403),
        ("leader", "assign", 403),
        ("deputy", "assign", 403),
        ("unit_handler", "assign", 404),
        ("keeper", "assign", 404),
        ("office", "await_reassignment", 404),
        ("office", "no-such-step", 404),
        ("office", "enter", 404),
    ],
)
def test_who_may_open_a_step(story, client_as, role, verb, status):
    story.registered()
    assert client_as(role).get(reverse("suggestions:step", args=[story.suggestion.pk, verb])).status_code == status


def test_an_odd_step_says_why_not(story, client_as):
    story.submitted()
    page = client_as("office").get(reverse("suggestions:step", args=[story.suggestion.pk, "assign"]))
    assert "不能“交办”" in words(page) and 'type="submit">交办' not in words(page)


def test_the_office_keys_for_the_unit_it_names(story, post_step, town_set):
    roads = town_set.units["roads"]
    story.handling(support=[roads])
    answer = post_step("office", story.suggestion, "give_opinion", {"opinion": "路基先修", "unit": roads.pk})
    assert answer.status_code == 302, words(answer)
    assert story.suggestion.assignment_set.get(unit=roads).opinion == "路基先修"


def test_a_verdict_on_paper_is_keyed(story, post_step, town_set):
    story.replied()
    answer = post_step("office", story.suggestion, "key_verdict", {**POOR, "deputy": town_set.mandates["deputy"].pk})
    assert answer.status_code == 302, words(answer)
    story.suggestion.refresh_from_db()
    assert (story.suggestion.state, story.suggestion.round) == ("handling", 2)


def test_a_bill_turns_into_a_suggestion(story, post_step, client_as):
    story.content["kind"] = "bill"
    story.submitted()
    page = words(client_as("office").get(reverse("suggestions:step", args=[story.suggestion.pk, "register"])))
    assert "登记这件议案" in page and "议案转为建议" in page
    short = post_step("office", story.suggestion, "register", {"category": category(), "urgency": "normal"})
    assert short.status_code == 422 and "联名代表不够" in words(short)
    assert post_step("office", story.suggestion, "turn_into_suggestion", {"reason": "联名不足五人"}).status_code == 302


def test_alike_ones_while_typing(story, client_as):
    story.registered()
    url = reverse("suggestions:similar")
    found = words(client_as("office").get(url, {"title": "修复上河村东渠", "facts": "东渠塌方二十余米"}))
    assert story.suggestion.title in found and "为什么像" in found
    assert "没有找到" in words(client_as("office").get(url, {"title": ""}))
    assert story.suggestion.title not in words(client_as("other_unit").get(url, {"title": "修复上河村东渠"}))


def test_what_looks_alike_is_offered_first_for_merging(story, client_as, town_set):
    story.registered()
    Story(town_set, title="关于给村口装路灯的建议", facts="村口夜里很黑。", ask="请装路灯。").registered()
    twin = Story(town_set, title="关于再次修复上河村东渠的建议").registered().suggestion
    page = words(client_as("office").get(f"/suggestions/{story.suggestion.pk}/step/merge/"))
    assert page.index(twin.title) < page.index("装路灯") and "内容相近" in page
