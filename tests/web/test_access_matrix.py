"""Every address × every role × every object: the answer stands in matrix/access.yaml, and nothing is missing there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from renda.kernel.units.scope import acting_in
from renda.web.office import backup
from renda.web.public import guesses
from tests.web.matrix.table import LOGIN, Row, named_patterns, rows
from tests.web.matrix.world import ANONYMOUS, ROLES, World, make_world, undone

pytestmark = pytest.mark.usefixtures("db")
TABLE = rows()
CLOSED = (403, 404)
#: What anybody may open shows the town of the address, not the reader's; slips are kept by person, not by town.
OF_EVERY_TOWN = ("link", "link-step", "secret_votes:slip", "appraisals:slip", "open-town", "open-sheet", "open-item", "account-slips", "account-slips-pdf", "account-slips-done")


@pytest.fixture(scope="module")
def db(world: World) -> None:
    """The transaction of the module takes the place of one for each test."""


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    return {role: world.client(role) for role in ROLES}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that runs beside the page is done at once; wrong guesses of links are forgotten."""
    monkeypatch.setattr(backup, "BESIDE", False)
    guesses.forget()


def fresh(clients: dict[str, Client], role: str) -> Client:
    """The same session in a browser of its own, for a page may end or change it."""
    client = Client(raise_request_exception=False)
    for name, morsel in clients[role].cookies.items():
        client.cookies[name] = morsel.value
    return client


def answers(row: Row, clients: dict[str, Client], world: World, roles=ROLES, **given) -> dict[str, int]:
    """The status of the row's address for each role."""
    found = {}
    for role in roles:
        with undone():
            found[role] = row.ask(fresh(clients, role), given.get("objects_of", world)).status_code
    return found


def test_every_address_has_a_line():
    missing = set(named_patterns()) - {row.name for row in TABLE}
    assert not missing, f"Add lines to tests/web/matrix/access.yaml for: {sorted(missing)}"


def test_no_line_is_left_of_an_address_that_is_gone():
    assert not {row.name for row in TABLE} - set(named_patterns())


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.key)
def test_who_may_open_it(row, clients, world):
    assert answers(row, clients, world) == row.expected


@pytest.mark.one_database
@pytest.mark.parametrize("row", [row for row in TABLE if not row.is_post], ids=lambda row: row.key)
def test_what_is_closed_for_reading_is_closed_for_writing(row, clients, world):
    for role, status in row.expected.items():
        if status in CLOSED:
            with undone():
                # As a part of a page: the answer comes without the frame around it, which is most of the work.
                got = fresh(clients, role).post(row.url(world), headers={"HX-Request": "true"}).status_code
            assert got in (status, 405), f"{role}: {got}"


@pytest.fixture(scope="module")
def neighbour(world: World):
    """A second town with the same objects; it comes after the tests of the first alone."""
    with undone():
        yield make_world(name="石桥镇", prefix="other-", county=False)


OWNED = [row for row in TABLE if row.objects and row.name not in OF_EVERY_TOWN]


@pytest.mark.one_database
@pytest.mark.parametrize("row", OWNED, ids=lambda row: row.key)
def test_nothing_of_another_town_is_there(row, clients, world, neighbour):
    """Whoever may open such an object of the own town finds none of another town; nobody else finds out more."""
    open_to = [role for role, status in row.expected.items() if role != ANONYMOUS and status not in CLOSED]
    found = answers(row, clients, world, open_to, objects_of=neighbour)
    assert set(found.values()) <= {404}, found


def test_an_item_of_another_town_is_not_on_this_column(clients, world, neighbour):
    address = reverse("open-item", args=[world.objects["town"], neighbour.objects["done"]])
    assert Client().get(address).status_code == 404


def test_the_link_of_another_town_opens_that_town(clients, world, neighbour):
    address = reverse("link", args=[neighbour.objects["secret"]])
    page = fresh(clients, "office").get(address).content.decode()
    assert "石桥镇" in page and "云岭镇" not in page


def test_backups_are_closed_where_towns_share_one_machine(clients, world, neighbour):
    assert fresh(clients, "office").get(reverse("backup")).status_code == 403


def test_an_account_switched_off_opens_nothing(clients, world):
    with undone(), acting_in(world.made.town):
        account = world.made.accounts["office"]
        type(account).objects.filter(pk=account.pk).update(is_active=False)
        assert fresh(clients, "office").get(reverse("desk")).status_code == LOGIN
