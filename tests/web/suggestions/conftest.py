"""One suggestion of the test town on a fixed Monday, and posting a step as a browser would."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from renda.foundation import clock
from tests.modules.suggestions.story import Story

MONDAY = date(2026, 3, 2)


@pytest.fixture
def story(town_set):
    with clock.set_to(clock.at(MONDAY, 9)):
        yield Story(town_set)


@pytest.fixture
def post_step(client_as):
    """``post_step("office", suggestion, "register", {...})``: the form as shown now, with these answers."""
    clients = {}

    def post(role, matter, verb, data=None, *, version=None, name="step"):
        client = clients.setdefault(role, client_as(role))
        matter.refresh_from_db()
        answers = {"version": matter.version if version is None else version, **(data or {})}
        return client.post(reverse(f"suggestions:{name}", args=[matter.pk, verb]), answers)

    return post
