"""Every page opens for whoever may open it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from renda.foundation import clock
from tests.modules.suggestions.story import Story

MONDAY = clock.at(__import__("datetime").date(2026, 3, 2), 9)


@pytest.fixture
def story(town_set):
    with clock.set_to(MONDAY):
        yield Story(town_set)


LISTS = ("list", "promises", "rhythm", "opinions", "opinion-new", "enter", "export")


@pytest.mark.parametrize("name", LISTS)
def test_office_opens(story, client_as, name):
    story.judged(result="planned", promises=[{"text": "下游渠段加固", "due_on": __import__("datetime").date(2026, 10, 31)}])
    page = client_as("office").get(reverse(f"suggestions:{name}"))
    assert page.status_code == 200, page.content.decode()[:2000]


@pytest.mark.parametrize("point", ["submitted", "registered", "assigned", "handling", "consulted", "replied", "judged", "closed"])
@pytest.mark.parametrize("role", ["office", "chair", "presidium", "leader", "unit_handler", "unit_leader", "deputy"])
def test_detail_and_steps(story, client_as, point, role):
    getattr(story, point)()
    client = client_as(role)
    page = client.get(story.suggestion.get_absolute_url())
    if role.startswith("unit") and point in ("submitted", "registered"):
        assert page.status_code == 404
        return
    assert page.status_code == 200, page.content.decode()[:3000]
    from renda.kernel.procedures.offers import offers

    for offer in offers(story.made.actor(role), story.suggestion):
        one = client.get(reverse("suggestions:step", args=[story.suggestion.pk, offer.transition.verb]))
        assert one.status_code == 200
