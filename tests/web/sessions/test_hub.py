"""The list of sessions, the page of one, the tabs."""

from __future__ import annotations

from django.urls import reverse

from tests.modules.sessions.sittings.hall import MORNING, Hall


def test_the_office_sees_the_sessions_and_the_tabs(town_set, client_as):
    page = client_as("office").get(reverse("sessions:list")).content.decode()
    assert "第十九届第五次会议" in page
    page = client_as("office").get(reverse("sessions:hub", args=[town_set.session.pk])).content.decode()
    assert "总览" in page and "大会会议" in page


def test_a_unit_has_nothing_to_do_with_sessions(town_set, client_as):
    client = client_as("unit_handler")
    assert client.get(reverse("sessions:list")).status_code == 403
    assert client.get(reverse("sessions:hub", args=[town_set.session.pk])).status_code == 403


def test_a_session_of_another_town_is_not_there(town_set, other_town, client_as):
    answer = client_as("office").get(reverse("sessions:hub", args=[other_town.session.pk]))
    assert answer.status_code == 404


def test_on_the_day_the_sittings_stand_on_the_sessions_page(town_set, frozen_clock, client_as):
    frozen_clock.to(MORNING)
    Hall(town_set)
    address = reverse("sessions:hub", args=[town_set.session.pk])
    assert "今天的会" in client_as("office").get(address).content.decode()
    frozen_clock.forward(days=1)
    assert "今天的会" not in client_as("office").get(address).content.decode()
