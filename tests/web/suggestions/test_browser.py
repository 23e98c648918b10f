"""In a real browser: no accessibility faults, nothing scrolls sideways, rows grow, names are found."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from renda.foundation import clock
from tests.harness.town import make_mandate, make_person
from tests.modules.suggestions.story import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(town_set):
    with clock.set_to(clock.at(date(2026, 3, 2), 9)):
        for number in range(9):
            make_mandate(make_person(f"孙代表{number}"), town_set)
        yield Story(town_set)


def test_pages_are_sound_at_the_desk_and_on_the_phone(told, town_set, visitors, axe_violations):
    told.consulted()
    waiting = Story(town_set, title="关于再修东渠的建议").submitted().suggestion
    office = [
        reverse("suggestions:list"),
        told.suggestion.get_absolute_url(),
        reverse("suggestions:step", args=[waiting.pk, "register"]),
        reverse("suggestions:step", args=[waiting.pk, "merge"]),
        reverse("suggestions:enter"),
    ]
    unit = [reverse("suggestions:step", args=[told.suggestion.pk, "reply"])]
    for role, addresses in (("office", office), ("unit_handler", unit)):
        desk, phone = (visitors.page(town_set.accounts[role], phone=small) for small in (False, True))
        for address in addresses:
            desk.goto(address)
            assert axe_violations(desk) == [], address
            phone.goto(address)
            assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_promises_grow_and_names_are_found(told, town_set, visitors):
    told.consulted()
    page = visitors.page(town_set.accounts["unit_handler"])
    page.goto(reverse("suggestions:step", args=[told.suggestion.pk, "reply"]))
    page.click("[data-add-row]")
    assert page.locator("[data-row]").count() == 2
    entering = visitors.page(town_set.accounts["office"])
    entering.goto(reverse("suggestions:enter"))
    entering.fill("#id_cosigners-find", "孙代表3")
    assert entering.locator("[data-pick-item]:visible", has_text="代表").count() == 1
