"""The open column and the page that decides what goes there."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from renda.foundation import clock
from renda.modules.suggestions.models import Suggestion
from tests.modules.suggestions.story import Story

MONDAY = date(2026, 3, 2)
SHOWN = {"title": "修复东渠", "ask": "东渠塌方，请修复。", "reply": "四月八日修好。"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(town_set):
    with clock.set_to(MONDAY):
        yield Story(town_set)


def text(response) -> str:
    return response.content.decode()


def town_url(story) -> str:
    return reverse("open-town", args=[story.made.town.pk])


def test_one_town_at_once_several_as_a_list(story, other_town):
    assert "石桥镇" in text(Client().get(reverse("open-column")))


def test_the_only_town_is_shown_at_once(story):
    assert Client().get(reverse("open-column")).url == town_url(story)


def test_only_the_words_made_public(story):
    story.judged()
    assert "没有公开的建议" in text(Client().get(town_url(story)))
    story.act("office", "publish", SHOWN)
    page = text(Client().get(town_url(story)))
    assert "修复东渠" in page and "水利站" in page and "满意" in page
    item = text(Client().get(reverse("open-item", args=[story.made.town.pk, story.suggestion.pk])))
    assert "四月八日修好" in item and "一百二十户" not in item and "王代表" not in item and "0000-6600123" not in item
    sheet = text(Client().get(reverse("open-sheet", args=[story.made.town.pk, 2026, 1])))
    assert "修复东渠" in sheet and "2026年上半年" in sheet
    assert "修复东渠" not in text(Client().get(reverse("open-sheet", args=[story.made.town.pk, 2025, 2])))
    assert Client().get(reverse("open-sheet", args=[story.made.town.pk, 2026, 3])).status_code == 404


def test_withheld_shows_number_and_reason_only(story):
    story.judged().act("office", "withhold", {"reason": "涉及村民隐私"})
    page = text(Client().get(town_url(story)))
    assert story.suggestion.number in page and "涉及村民隐私" in page and story.suggestion.title not in page
    assert Client().get(reverse("open-item", args=[story.made.town.pk, story.suggestion.pk])).status_code == 404


def test_one_town_does_not_show_the_other(story, other_town):
    story.judged().act("office", "publish", SHOWN)
    assert "修复东渠" not in text(Client().get(reverse("open-town", args=[other_town.town.pk])))
    assert Client().get(reverse("open-item", args=[other_town.town.pk, story.suggestion.pk])).status_code == 404
    assert Client().get(reverse("open-town", args=[story.made.units["water"].pk])).status_code == 404


def test_filters_take_nonsense(story):
    story.judged().act("office", "publish", SHOWN)
    assert "修复东渠" in text(Client().get(town_url(story), {"year": "2026", "result": "solved"}))
    assert "修复东渠" not in text(Client().get(town_url(story), {"result": "planned"}))
    assert Client().get(town_url(story), {"year": "abc", "page": "-1", "category": "x"}).status_code == 200


def test_column_asks_the_same_number_of_queries(story, town_set, assert_queries_flat):
    def more(count: int) -> None:
        for _ in range(count):
            Story(town_set, title=f"关于第{Suggestion.objects.count()}条渠的建议").judged().act("office", "publish", SHOWN)

    assert_queries_flat(lambda: Client().get(town_url(story)), more, 2, 6)


def test_publishing_covers_private_data_by_a_click(story, client_as):
    story.content["facts"] += "村民李大山家电话13812345678。"
    story.judged()
    office, address = client_as("office"), reverse("publish", args=[story.suggestion.pk])
    page = text(office.get(address))
    assert "<mark>13812345678</mark>" in page and "必须改掉" in page
    words = {"title": "修复东渠", "ask": "电话13812345678。\r\n请修。", "reply": "修好了。"}
    refused = text(office.post(address, {**words, "act": "publish"}))
    assert "公开内容里有手机号" in refused and "请修。" in refused
    masked = text(office.post(address, {**words, "mask": "all"}))
    assert "138****5678" in masked and "13812345678" not in masked
    one = text(office.post(address, {**words, "mask": "ask:2:13"}))
    assert "138****5678" in one
    done = office.post(address, {**words, "ask": "电话138****5678。", "act": "publish"})
    assert done.status_code == 302
    story.suggestion.refresh_from_db()
    assert story.suggestion.published_on == MONDAY and story.suggestion.public_text["title"] == "修复东渠"
    assert "已经公开" in text(office.get(address))


def test_withholding_wants_a_reason(story, client_as):
    story.judged()
    office, address = client_as("office"), reverse("publish", args=[story.suggestion.pk])
    assert "请写不公开的理由" in text(office.post(address, {"act": "withhold"}))
    office.post(address, {"act": "withhold", "reason": "涉及隐私"})
    story.suggestion.refresh_from_db()
    assert story.suggestion.withheld_reason == "涉及隐私"


def test_publishing_is_for_the_office(story, client_as):
    story.judged()
    address = reverse("publish", args=[story.suggestion.pk])
    assert client_as("deputy").get(address).status_code == 403
    assert client_as("other_unit").get(address).status_code == 404
    assert Client().get(address).status_code == 302
