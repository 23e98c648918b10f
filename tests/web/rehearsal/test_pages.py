"""The rehearsal as it is met on the pages: going in, the band, parts, days, windows left open, the end."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from renda.foundation import clock
from renda.kernel.people.models import Appointment, CongressSession
from renda.kernel.rehearsal import spaces
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import acting_in
from tests.harness.sessions import signed_in
from tests.harness.town import make_account, make_person

pytestmark = pytest.mark.django_db
BAND = "这里的一切都是假的，发不出去"
HOME, LIST, NEW_UNIT = "/sessions/rehearsal/", "/sessions/", "/people/units/new/"
UNIT = {"name": "只在演练里的站", "kind": "station", "is_active": "on"}


@pytest.fixture
def office(client_as, frozen_clock) -> Client:
    return client_as("office")


@pytest.fixture
def inside(office, town_set):
    """The office has begun and stands in the rehearsal."""
    answer = office.post(f"{HOME}begin/")
    return spaces.of_town(town_set.town.pk), answer


def text(client, address: str) -> str:
    return client.get(address).content.decode()


def test_one_click_from_the_list_of_sessions(office, inside, town_set):
    space, answer = inside
    with acting_in(space):
        session = CongressSession.objects.get()
    assert answer.url == f"/sessions/{session.pk}/"
    page = text(office, answer.url)
    assert BAND in page and "回到真实工作" in page and "结束演练，全部删掉" in page
    assert town_set.accounts["office"].person.name not in page
    assert BAND in text(office, "/") and BAND in text(office, "/people/deputies/print/")


def test_before_it_begins_the_page_says_what_it_does(office):
    assert "演练一次大会" in text(office, LIST)
    assert "发不出去" in text(office, HOME) and BAND not in text(office, HOME)


def test_inside_nothing_real_is_seen_and_outside_nothing_made_up(office, inside, client_as, town_set):
    real = town_set.session
    assert office.get(f"/sessions/{real.pk}/").status_code == 404
    with acting_in(inside[0]):
        made_up = CongressSession.objects.get()
    chair = client_as("chair")
    assert chair.get(f"/sessions/{made_up.pk}/").status_code == 404
    assert BAND not in text(chair, "/")


def test_what_is_written_stays_inside(office, inside):
    office.post(NEW_UNIT, UNIT)
    with acting_in(inside[0]):
        assert Unit.objects.filter(name=UNIT["name"]).count() == 1
    assert not Unit.objects.filter(name=UNIT["name"]).exists()


@pytest.mark.parametrize("address", ["/office/backup/", "/people/accounts/", "/office/channels/"])
def test_what_reaches_beyond_is_closed(office, inside, address):
    assert office.get(address).status_code == 403


def test_the_own_account_stays_the_real_one(office, inside, town_set):
    page = text(office, "/account/")
    assert town_set.accounts["office"].username in page and BAND not in page


def test_a_page_open_to_everybody_is_the_real_one(office, inside, town_set):
    page = text(office, f"/open/town/{town_set.town.pk}/")
    assert town_set.town.name in page and BAND not in page and inside[0].name not in page


def test_back_to_the_real_work_and_in_again(office, inside):
    office.post(f"{HOME}leave/")
    page = text(office, LIST)
    assert BAND not in page and "继续演练" in page
    office.post(f"{HOME}play/")
    assert BAND in text(office, LIST)


def test_another_part_is_another_person(office, inside):
    chair = next(account for account, post in spaces.parts(inside[0]) if post == "人大主席")
    office.post(f"{HOME}play/", {"part": str(chair.pk)})
    assert f"您演{chair.person.name}" in text(office, "/")


def test_a_part_of_nobody_is_not_played(office, inside, town_set):
    office.post(f"{HOME}play/", {"part": str(town_set.accounts["chair"].pk)})
    assert f"您演{spaces.parts(inside[0])[0][0].person.name}" in text(office, "/")


def test_the_day_is_turned_inside_only(office, inside):
    with acting_in(inside[0]):
        opens_on = CongressSession.objects.get().opens_on
    office.post(f"{HOME}day/", {"day": opens_on.isoformat()})
    assert f"今天当作{opens_on.year}年{opens_on.month}月{opens_on.day}日" in text(office, "/")
    assert clock.today() < opens_on
    refused = office.post(f"{HOME}day/", {"day": "2020-01-01"})
    assert refused.status_code == 422 and "不能往回拨" in refused.content.decode()


def test_a_second_person_of_the_office_may_join(inside, town_set):
    person = make_person("周干事")
    Appointment.objects.create(
        person=person, unit=town_set.units["congress"], post="干事", role="office", from_on=clock.today()
    )
    colleague = signed_in(make_account(person, "second", second_factor=True))
    assert "进入演练" in text(colleague, HOME)
    colleague.post(f"{HOME}play/")
    assert BAND in text(colleague, LIST)


@pytest.mark.parametrize("role", ["deputy", "unit_handler", "chair", "keeper"])
def test_nobody_else_gets_in(inside, client_as, role):
    client = client_as(role)
    part = spaces.parts(inside[0])[0][0]
    session = client.session
    session["rehearsal_part"] = str(part.pk)
    session.save()
    client.get("/")
    assert BAND not in text(client, "/")
    assert client.post(f"{HOME}play/").status_code == 403


def test_the_end_asks_once_and_takes_everything(office, inside, town_set):
    page = text(office, f"{HOME}end/")
    assert "找不回来" in page and "全部删掉" in page
    office.post(f"{HOME}end/")
    assert spaces.of_town(town_set.town.pk) is None
    page = text(office, LIST)
    assert BAND not in page and "全部删掉了" in page and "演练一次大会" in page


def test_a_window_left_open_does_nothing_to_the_other_side(town_set, frozen_clock):
    """A form opened on one side and sent from the other is refused, not carried out there."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in(town_set.accounts["office"]).cookies
    token = token_of(text(browser, NEW_UNIT))
    assert browser.post(f"{HOME}begin/", {"csrfmiddlewaretoken": token}).status_code == 302
    assert browser.post(NEW_UNIT, {**UNIT, "csrfmiddlewaretoken": token}).status_code == 403
    fresh = token_of(text(browser, NEW_UNIT))
    assert browser.post(f"{HOME}leave/", {"csrfmiddlewaretoken": fresh}).status_code == 302
    assert browser.post(NEW_UNIT, {**UNIT, "csrfmiddlewaretoken": fresh}).status_code == 403
    assert not Unit.everywhere.filter(name=UNIT["name"]).exists()


def token_of(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]


def test_when_a_colleague_ends_it_nothing_more_is_done(office, inside, town_set):
    spaces.end(town_set.actor("office"))
    answer = office.post(NEW_UNIT, UNIT)
    assert answer.url == LIST and not Unit.everywhere.filter(name=UNIT["name"]).exists()
    assert "刚才那一步没有做" in text(office, LIST)


def test_two_cannot_begin(office, inside):
    office.post(f"{HOME}leave/")
    office.post(f"{HOME}begin/")
    assert "已经有一场演练" in text(office, HOME)


def test_backups_of_the_town_are_open_while_it_rehearses(office, inside):
    office.post(f"{HOME}leave/")
    assert office.get("/office/backup/").status_code == 200
