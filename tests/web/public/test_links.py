"""One-time links: made once, opened often, used as they should, kind when they end."""

from __future__ import annotations

import logging
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.access.links import OneTimeLink
from renda.kernel.audit.models import AuditEntry
from renda.kernel.procedures.execute import execute, open_matter
from renda.modules.suggestions.models import Promise, Suggestion
from renda.web.public import guesses
from renda.web.ui.words import cn_date
from tests.modules.suggestions.story import REPLY, Story

MONDAY = date(2026, 3, 2)
ANSWERS = {"attitude": "satisfied", "outcome": "satisfied", "addressed": "yes", "comment": "办得好"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_guessed():
    guesses.forget()
    yield
    guesses.forget()


@pytest.fixture
def story(town_set):
    with clock.set_to(MONDAY):
        yield Story(town_set)


@pytest.fixture
def office(client_as):
    return client_as("office")


def text(response) -> str:
    return response.content.decode()


def make(office, suggestion, key: str) -> str:
    """The path of a link as the office sees it, this once."""
    page = text(office.post(reverse("make-link", args=[suggestion.pk]), {"choice": key}))
    return re.search(r"https?://[^/]+(/open/l/[\w-]+/)", page).group(1)


def judge_link(office, story, role: str = "deputy") -> str:
    return make(office, story.suggestion, f"verdict-{story.made.mandates[role].pk}")


def unit_link(office, story) -> str:
    return make(office, story.suggestion, f"unit-{story.made.units['water'].pk}")


def test_office_makes_and_the_secret_is_nowhere_else(story, office, client_as):
    story.replied()
    path = judge_link(office, story)
    secret = path.split("/")[-2]
    assert secret not in text(office.get(reverse("make-link", args=[story.suggestion.pk])))
    entry = AuditEntry.objects.get(verb="link.make")
    assert "王代表" in entry.sentence and secret not in str(entry.data) + entry.sentence
    link = OneTimeLink.objects.get()
    assert secret not in link.digest and link.expires_at == clock.at(date(2026, 5, 2), 0)
    assert client_as("unit_handler").get(reverse("make-link", args=[story.suggestion.pk])).status_code == 403
    assert client_as("deputy").post(reverse("revoke-link", args=[link.pk])).status_code == 403


def test_verdict_by_link_goes_once(story, office):
    story.replied()
    path, anybody = judge_link(office, story), Client()
    page = anybody.get(path)
    assert "4月8日修复完成" in text(page) and "对办理结果，您满意吗" in text(page)
    assert page.headers["Referrer-Policy"] == "strict-origin" and "no-store" in page.headers["Cache-Control"]
    assert path.split("/")[-2] not in re.search("<title>.*</title>", text(page)).group()
    assert anybody.post(path, {"attitude": "satisfied"}).status_code == 422
    assert OneTimeLink.objects.get().used_at is None
    assert anybody.post(path, ANSWERS).url == path
    assert anybody.post(path, {**ANSWERS, "outcome": "dissatisfied"}).url == path
    assert "已经收到，谢谢您" in text(anybody.get(path))
    verdict = story.suggestion.verdict_set.get()
    assert (verdict.outcome, verdict.how) == ("satisfied", "link")


def test_a_merged_author_judges_the_main_suggestion(story, office, town_set):
    story.registered()
    other = Story(town_set, title="关于东渠灌溉的建议")
    other.suggestion = open_matter(town_set.actor("other_deputy"), "suggestion", "draft", other.content).matter
    other.act("other_deputy", "submit", other.content)
    other.act("office", "merge", {"target": story.suggestion, "reason": "同一条渠"})
    story.act("office", "assign", {"lead_unit": town_set.units["water"], "support_units": []})
    story.act("unit_handler", "sign_for", {"signed_by": "吴经办"})
    story.consulted().act("unit_handler", "reply", REPLY)
    Client().post(judge_link(office, story, "other_deputy"), ANSWERS)
    assert story.suggestion.verdict_set.get(answered_on__isnull=False).mandate == town_set.mandates["other_deputy"]


def test_a_cosigner_and_a_promise(story, office, town_set):
    story.content["cosigners"] = [town_set.mandates["third_deputy"]]
    story.submitted()
    path = make(office, story.suggestion, f"cosign-{town_set.mandates['third_deputy'].pk}")
    Client().post(path, {"answer": "yes"})
    assert story.suggestion.cosigners.get().agrees is True
    later = Story(town_set, title="关于加固下游的建议")
    later.replied(result="planned", promises=[{"text": "下游加固", "due_on": date(2026, 10, 31)}])
    promise = Promise.objects.get()
    execute(town_set.actor("unit_handler"), promise, "show", {"proof": "做完了"})
    path = make(office, later.suggestion, f"promise-{promise.pk}-{town_set.mandates['deputy'].pk}")
    assert "下游加固" in text(Client().get(path))
    Client().post(path, {"kept": "yes"})
    promise.refresh_from_db()
    assert promise.state == "kept"


def test_a_unit_works_from_signing_to_reply(story, office):
    story.assigned()
    path, unit = unit_link(office, story), Client()
    page = text(unit.get(path))
    assert "签收" in page and "退回交办" in page and "报协办意见" not in page
    assert unit.post(f"{path}sign_for/", {"signed_by": "吴经办", "version": version(story)}).url == path
    assert "退回交办" not in text(unit.get(path))
    record = {"held_on": "2026-03-02", "way": "phone", "present": "王代表", "content": "说明了办法", "version": version(story)}
    assert unit.post(f"{path}consult/", record).url == path
    assert unit.post(f"{path}reply/", {**REPLY, "done": "", "version": version(story)}).status_code == 422
    assert unit.post(f"{path}reply/", {**REPLY, "version": version(story)}).url == path
    story.suggestion.refresh_from_db()
    assert story.suggestion.state == "replied"
    assert AuditEntry.objects.get(verb="suggestion.reply").actor == "水利站"


def version(story) -> int:
    return Suggestion.objects.get(pk=story.suggestion.pk).version


def test_a_link_opens_nothing_else(story, office):
    story.assigned()
    path, unit = unit_link(office, story), Client()
    for verb in ("urge", "grant_extension", "judge", "register", "nonsense", "await_reassignment"):
        assert unit.get(f"{path}{verb}/").status_code == 404, verb
        assert unit.post(f"{path}{verb}/", {"reason": "x", "version": version(story)}).status_code == 404, verb
    assert unit.get(story.suggestion.get_absolute_url()).status_code == 302


def test_a_returned_suggestion_is_out_of_the_units_hands(story, office):
    story.assigned()
    path = unit_link(office, story)
    Client().post(f"{path}hand_back/", {"reason": "归公路站", "version": version(story)})
    assert "现在不在贵单位手里" in text(Client().get(path))


def test_both_sides_read_the_same_last_day(story, office):
    story.assigned()
    path = unit_link(office, story)
    last = f"{cn_date(OneTimeLink.objects.get().last_day)}前有效"
    assert last in text(Client().get(path))
    assert last in text(office.get(reverse("make-link", args=[story.suggestion.pk])))


def test_expired_revoked_replaced_unknown(story, office):
    story.replied()
    first = judge_link(office, story)
    second = judge_link(office, story)
    assert "已经作废" in text(Client().get(first)) and Client().get(first).status_code == 410
    office.post(reverse("revoke-link", args=[OneTimeLink.objects.get(revoked_at=None).pk]))
    assert "0000-6600110" in text(Client().get(second))
    third = judge_link(office, story)
    with clock.set_to(date(2026, 6, 1)):
        assert "已经过期" in text(Client().get(third))
    unknown = text(Client().get("/open/l/never-made/"))
    assert "没有这个链接" in unknown and "0000-6600110" in unknown


def test_whoever_guesses_has_to_wait(story, office):
    story.replied()
    path, guesser = judge_link(office, story), Client()
    for number in range(guesses.MOST):
        assert guesser.get(f"/open/l/guess{number}/").status_code == 404
    assert guesser.get(path).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(path).status_code == 200
    with clock.set_to(clock.now() + guesses.WINDOW):
        assert guesser.get(path).status_code == 200


def test_no_log_line_carries_the_address(story, office, caplog):
    story.replied()
    path = judge_link(office, story)
    strict = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.DEBUG):
        strict.post(path, ANSWERS)
        strict.get(f"{path}nonsense/")
        strict.get("/open/l/never-made/")
    assert len(caplog.records) >= 3
    assert not any(path in line.getMessage() or "never-made" in line.getMessage() for line in caplog.records)
