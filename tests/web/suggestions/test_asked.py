"""Whoever decides has before the eyes what was asked: the objection, the reasons for a return, the extension."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.web.suggestions.test_steps import words


@pytest.fixture
def form_of(client_as, story):
    def form(verb: str) -> str:
        return words(client_as("office").get(reverse("suggestions:step", args=[story.suggestion.pk, verb])))

    return form


def test_the_objection_stands_above_the_answer(story, form_of):
    story.handling().act("deputy", "object", {"text": "应由公路站办"})
    assert "应由公路站办" in form_of("answer_objection") and "应由公路站办" in form_of("reassign")


def test_the_reasons_for_an_extension_stand_above_the_decision(story, form_of):
    wanted = {"reason": "汛期不能施工", "measures": "先打围堰", "latest_on": date(2026, 8, 1)}
    story.handling().act("unit_handler", "ask_extension", wanted)
    for verb in ("grant_extension", "refuse_extension"):
        page = form_of(verb)
        assert "汛期不能施工" in page and "先打围堰" in page and "2026年8月1日" in page
    assert "同意延期。" in form_of("grant_extension") and "同意延期。" not in form_of("refuse_extension")


def test_the_reason_of_a_return_stands_above_the_new_assignment(story, form_of, town_set):
    story.assigned()
    assert "退回理由" not in form_of("assign")
    story.act("unit_handler", "hand_back", {"reason": "东渠归公路站管", "better_unit": town_set.units["roads"]})
    page = form_of("assign")
    assert "东渠归公路站管" in page and "建议改交" in page


def test_publishing_is_decided_where_private_data_are_looked_for(story, client_as):
    story.judged()
    office, address = client_as("office"), reverse("publish", args=[story.suggestion.pk])
    page = words(office.get(story.suggestion.get_absolute_url()))
    assert f'href="{address}"' in page and "决定公开不公开" in page
    assert office.get(reverse("suggestions:step", args=[story.suggestion.pk, "publish"])).url == address
    done = office.post(address, {"act": "withhold", "reason": "涉及隐私"})
    assert done.url == reverse("suggestions:step", args=[story.suggestion.pk, "close"])


def test_after_publishing_the_main_button_closes(story, client_as):
    story.judged().act("office", "publish", {"title": "修复东渠", "ask": "请修。", "reply": "修好了。"})
    page = words(client_as("office").get(story.suggestion.get_absolute_url()))
    main = page.split("button-primary")[1].split("</a>")[0]
    assert "结案归档" in main
