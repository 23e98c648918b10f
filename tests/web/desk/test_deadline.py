"""The page that says why a deadline falls on its day."""

from __future__ import annotations

import uuid
from datetime import date

from renda.kernel.deadlines import service
from renda.kernel.deadlines.models import Deadline
from tests.modules.suggestions.story import Story
from tests.web.desk.test_desk import text


def of(story, key: str) -> Deadline:
    return Deadline.objects.get(object_id=story.suggestion.pk, key=key)


def test_the_day_is_explained(client_as, stories):
    found = of(stories["handling"], "reply")
    page = text(client_as("unit_handler").get(f"/deadline/{found.pk}/"))
    assert f"为什么是{found.due_on.year}年{found.due_on.month}月{found.due_on.day}日" in page
    assert found.explanation["text"] in page and found.explanation["articles"][0] in page
    assert "没有改过" in page


def test_skipped_days_are_shown(client_as, stories):
    found = of(stories["assigned"], "sign_for")
    page = text(client_as("office").get(f"/deadline/{found.pk}/"))
    assert "不计" in page and "why-skip" in page


def test_moves_keep_their_reason(client_as, stories):
    found = of(stories["handling"], "reply")
    service.move(found, date(2026, 7, 9), "同意延期")
    page = text(client_as("office").get(f"/deadline/{found.pk}/"))
    assert "同意延期" in page and "改到 2026年7月9日" in page and "最早定的是2026年6月" in page


def test_out_of_reach_is_not_there(client_as, stories):
    found = of(stories["handling"], "reply")
    for role in ("other_unit", "keeper", "county"):
        assert client_as(role).get(f"/deadline/{found.pk}/").status_code == 404
    assert client_as("office").get(f"/deadline/{uuid.uuid4()}/").status_code == 404


def test_inner_deadlines_stay_inside(client_as, stories):
    found = Deadline.objects.filter(internal=True, object_id=stories["handling"].suggestion.pk).first()
    assert client_as("unit_handler").get(f"/deadline/{found.pk}/").status_code == 200
    assert client_as("deputy").get(f"/deadline/{found.pk}/").status_code == 404


def test_a_day_that_was_agreed_on(client_as, town_set, frozen_clock):
    Story(town_set).replied(result="planned", promises=[{"text": "下游渠段加固", "due_on": date(2026, 10, 31)}])
    found = Deadline.objects.get(key="promise")
    assert "约定好的" in text(client_as("deputy").get(f"/deadline/{found.pk}/"))
