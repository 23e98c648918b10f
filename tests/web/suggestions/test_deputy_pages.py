"""The deputies' pages: what waits for me, writing, handing in, answering."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from renda.foundation import clock
from renda.kernel.people.models import Mandate
from renda.kernel.procedures.execute import execute
from renda.modules.suggestions.models import Promise, Suggestion
from tests.modules.suggestions.story import CONTENT, Story

MONDAY = date(2026, 3, 2)
PLANNED = {"result": "planned", "promises": [{"text": "下游渠段加固", "due_on": date(2026, 10, 31)}]}

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(town_set):
    with clock.set_to(MONDAY):
        yield Story(town_set)


def url(name: str, *args) -> str:
    return reverse(f"suggestions:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def test_first_page_says_what_to_do_and_how_far_it_is(story, client_as):
    assert "您还没有提过建议" in text(client_as("deputy").get(url("mine")))
    story.replied()
    page = text(client_as("deputy").get(url("mine")))
    assert "评价答复：关于修复上河村东渠的建议" in page and url("judge", story.suggestion.pk) in page
    assert "水利站已经答复，请代表评价" in page and 'data-hands="elder"' in page


def test_writing_is_for_deputies(client_as):
    assert client_as("unit_handler").get(url("new")).status_code == 403
    assert client_as("office").get(url("mine")).status_code == 403


def test_write_look_hand_in(story, client_as, town_set):
    deputy = client_as("deputy")
    content = {**CONTENT, "cosigners": [str(town_set.mandates["other_deputy"].pk)], "then": "review"}
    saved = deputy.post(url("new"), content)
    draft = Suggestion.objects.get()
    assert saved.url == url("review", draft.pk) and draft.state == "draft"
    page = text(deputy.get(saved.url))
    assert "提交以后不能再改" in page and "赵代表" in page and CONTENT["ask"] in page
    done = deputy.post(saved.url, {"version": draft.version})
    draft.refresh_from_db()
    assert done.url == url("mine") and draft.state == "submitted"
    assert "已经提交人大办" in text(deputy.get(done.url))
    assert "确认联名：" in text(client_as("other_deputy").get(url("mine")))


def test_unfinished_words_are_kept_but_not_handed_in(story, client_as):
    deputy = client_as("deputy")
    deputy.post(url("new"), {"kind": "suggestion", "title": "东渠", "then": "keep"})
    draft = Suggestion.objects.get()
    page = text(deputy.get(url("review", draft.pk)))
    assert "还差几处没有写" in page and "提交人大办" not in page.split("<form")[-1].split("</form")[0].replace("回去", "")
    refused = deputy.post(url("review", draft.pk), {"version": draft.version})
    assert refused.status_code == 422 and "还没有填" in text(refused)
    assert Suggestion.objects.get().state == "draft"


def test_what_is_handed_in_must_be_whole(story, client_as):
    answer = client_as("deputy").post(url("new"), {**CONTENT, "ask": "", "then": "review"})
    assert answer.status_code == 422 and "请填“具体建议”" in text(answer) and CONTENT["facts"] in text(answer)


def test_without_a_title_everything_typed_stays(story, client_as):
    answer = client_as("deputy").post(url("new"), {**CONTENT, "title": "", "then": "keep"})
    assert answer.status_code == 422 and CONTENT["facts"] in text(answer) and "请填“标题" in text(answer)
    assert not Suggestion.objects.exists()


def test_the_same_words_twice_are_one_draft(story, client_as):
    deputy = client_as("deputy")
    for _ in range(2):
        deputy.post(url("new"), {**CONTENT, "then": "review"})
    assert Suggestion.objects.count() == 1


def test_two_phones_the_later_is_told_and_loses_nothing(story, client_as):
    deputy = client_as("deputy")
    story.drafted()
    version = story.suggestion.version
    deputy.post(url("edit", story.suggestion.pk), {**CONTENT, "title": "第一部手机改的", "version": version})
    late = deputy.post(url("edit", story.suggestion.pk), {**CONTENT, "title": "第二部手机改的", "version": version})
    assert late.status_code == 422 and "第二部手机改的" in text(late) and "您写的内容都还在" in text(late)
    assert Suggestion.objects.get().title == "第一部手机改的"


def test_a_picture_is_kept_and_can_be_left_out(story, client_as):
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(picture, "JPEG")
    deputy = client_as("deputy")
    upload = SimpleUploadedFile("东渠.jpg", picture.getvalue(), "image/jpeg")
    deputy.post(url("new"), {**CONTENT, "files": [upload], "then": "keep"})
    draft = Suggestion.objects.get()
    attached = draft.attachments.get()
    assert "不要“东渠.jpg”" in text(deputy.get(url("edit", draft.pk)))
    bad = deputy.post(url("edit", draft.pk), {**CONTENT, "version": draft.version, "files": [SimpleUploadedFile("假.jpg", b"no")]})
    assert bad.status_code == 422 and "没有收下" in text(bad)
    deputy.post(url("edit", draft.pk), {**CONTENT, "version": draft.version, "drop_picture": str(attached.pk)})
    assert not draft.attachments.exists()


def test_nobody_reads_or_changes_the_draft_of_another(story, client_as):
    story.drafted()
    other = client_as("other_deputy")
    for name in ("edit", "review", "withdraw", "object", "judge", "cosign"):
        assert other.get(url(name, story.suggestion.pk)).status_code in (403, 404), name
    assert other.get(url("edit", story.suggestion.pk)).status_code == 404
    assert other.post(url("discard", story.suggestion.pk), {"version": 0}).status_code == 404


def test_sent_back_says_why(story, client_as):
    story.submitted().act("office", "send_back", {"reason": "请写清楚是哪一段渠"})
    deputy = client_as("deputy")
    assert "修改后重新提交" in text(deputy.get(url("mine")))
    assert "请写清楚是哪一段渠" in text(deputy.get(url("edit", story.suggestion.pk)))


def test_a_bill_is_told_how_many_are_missing(story, client_as, town_set):
    story.content.update(kind="bill", cosigners=[town_set.mandates["other_deputy"]])
    story.drafted()
    page = text(client_as("deputy").get(url("review", story.suggestion.pk)))
    assert "连您在内要5名以上代表" in page and "已确认1名，还差4名" in page


def test_hints_while_typing(story, client_as):
    story.submitted()
    deputy = client_as("deputy")
    near = text(deputy.post(url("advice"), {"title": CONTENT["title"], "facts": CONTENT["facts"], "own": "x"}))
    assert "以前有人提过相近的" in near
    two = {"title": "关于修路和垃圾清运的建议", "facts": "路坏了三年，影响五十户。", "ask": "一、请交通站修路。二、请环卫站清运垃圾。"}
    assert "是不是一件事" in text(deputy.post(url("advice"), two))
    assert "以前有人提过" not in text(deputy.post(url("advice"), {"title": ""}))


def test_hints_do_not_carry_off_whoever_is_logged_out(db):
    answer = Client().post(url("advice"), {"title": "路灯"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and "HX-Redirect" not in answer.headers and "登录已经过期" in text(answer)


def test_verdict_by_account_goes_once(story, client_as):
    story.replied()
    deputy, address = client_as("deputy"), url("judge", story.suggestion.pk)
    page = text(deputy.get(address))
    assert "4月8日修复完成" in page and "对办理态度，您满意吗" in page
    assert "请选一个" in text(deputy.post(address, {"attitude": "satisfied"}))
    answers = {"attitude": "satisfied", "outcome": "mostly", "addressed": "yes", "comment": ""}
    assert deputy.post(address, answers).url == url("mine")
    assert deputy.post(address, answers).url == address
    assert "您已经评过了" in text(deputy.get(address))
    assert story.suggestion.verdict_set.get().outcome == "mostly"


def test_cosigner_says_no(story, client_as, town_set):
    story.content["cosigners"] = list(Mandate.objects.filter(person__name="赵代表"))
    story.submitted()
    other, address = client_as("other_deputy"), url("cosign", story.suggestion.pk)
    assert CONTENT["facts"] in text(other.get(address))
    other.post(address, {"answer": "no"})
    assert story.suggestion.cosigners.get().agrees is False
    assert "您已经答复过：不同意联名" in text(other.get(address))


def test_promise_is_disputed_with_reason_and_confirmed(story, client_as):
    story.replied(**PLANNED)
    promise = Promise.objects.get()
    execute(story.made.actor("unit_handler"), promise, "show", {"proof": "10月12日完工"})
    deputy, address = client_as("deputy"), url("promise-confirm", promise.pk)
    assert "10月12日完工" in text(deputy.get(address))
    assert deputy.post(address, {"kept": "no"}).status_code == 422
    deputy.post(address, {"kept": "no", "reason": "渠底还没有做"})
    promise.refresh_from_db()
    assert promise.state == "open"
    execute(story.made.actor("unit_handler"), promise, "show", {"proof": "渠底也做了"})
    deputy.post(address, {"kept": "yes"})
    promise.refresh_from_db()
    assert (promise.state, promise.confirmed_by) == ("kept", "王代表")


def test_objection_and_withdrawal(story, client_as):
    story.assigned()
    deputy = client_as("deputy")
    deputy.post(url("object", story.suggestion.pk), {"text": "应由公路站办"})
    assert "人大办还没有答复" in text(deputy.get(url("object", story.suggestion.pk)))
    deputy.post(url("withdraw", story.suggestion.pk), {"reason": "已经修好了"})
    story.suggestion.refresh_from_db()
    assert story.suggestion.state == "withdrawn"
    assert "已经撤回" in text(deputy.get(url("withdraw", story.suggestion.pk)))


def test_first_page_asks_the_same_number_of_queries(story, client_as, assert_queries_flat, town_set):
    deputy = client_as("deputy")

    def more(count: int) -> None:
        for number in range(count):
            one = Story(town_set, title=f"关于第{Suggestion.objects.count()}条渠的建议")
            (one.replied if number % 2 else one.drafted)()

    assert_queries_flat(lambda: deputy.get(url("mine")), more, 2, 8)
