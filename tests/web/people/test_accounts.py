"""Accounts: opening, slips, resetting, switching; the keeper sees no work."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pypdfium2
import pytest
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.deadlines import timing
from renda.kernel.people import login, opening
from renda.kernel.people.models import Account
from tests.harness.town import make_mandate, make_person

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def keeper(client_as, town_set):
    return client_as("keeper")


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def password_on(page: str) -> str:
    return re.search(r"[a-z]{4}-\d{4}-[a-z]{4}", page)[0]


def test_the_list_shows_everybody_in_office_with_the_state(keeper, town_set, accounts):
    make_mandate(make_person("新代表"), town_set)
    accounts["deputy"].is_active = False
    accounts["deputy"].save()
    page = text_of(keeper.get(reverse("accounts")))
    assert "没有账号" in page and "已停用" in page and "正常" in page
    assert "为所有没有账号的代表开通（1人）" in page
    only = text_of(keeper.get(reverse("accounts"), {"state": "without"}))
    assert "新代表" in only and "王代表" not in only


def test_the_list_asks_the_same_queries_for_many_rows(keeper, town_set, assert_queries_flat):
    made = iter(range(1000))

    def add(count):
        for _ in range(count):
            make_mandate(make_person(f"甲{next(made)}"), town_set)

    assert_queries_flat(lambda: keeper.get(reverse("accounts")), add)


def test_opening_for_all_gives_slips_that_work_and_vanish(client_as, keeper, town_set, client):
    for name in ("新代表", "张𬭎"):
        make_mandate(make_person(name), town_set)
    asked = text_of(keeper.get(reverse("accounts-open-all"), {"group": "deputies"}))
    assert "开通2个账号" in asked and not Account.objects.filter(person__name="新代表").exists()
    slips = keeper.post(reverse("accounts-open-all") + "?group=deputies").url
    page = text_of(keeper.get(slips))
    assert "新代表" in page and "张同志" in page
    assert keeper.get(slips + "pdf/")["Content-Type"] == "application/pdf"
    password = password_on(page.split("新代表", 1)[1])
    account = login.authenticate("新代表", password, "127.0.0.1")
    assert account.must_change_password
    with pytest.raises(login.LoginRefused), clock.set_to(account.first_password_until + timedelta(minutes=1)):
        login.authenticate("新代表", password, "127.0.0.1")
    assert client_as("office").get(slips).status_code == 302
    keeper.post(slips + "done/")
    assert keeper.get(slips).status_code == 302
    assert all(password not in str(entry.data) + entry.sentence for entry in AuditEntry.objects.all())


def test_the_printed_slips_hold_everybody(keeper, town_set):
    people = [make_person(f"代表{number}") for number in range(40)]
    for person in people:
        make_mandate(person, town_set)
    slips = keeper.post(reverse("accounts-open-all") + "?group=deputies").url
    paper = pypdfium2.PdfDocument(keeper.get(slips + "pdf/").content)
    text = "".join(page.get_textpage().get_text_bounded() for page in paper)
    assert len(re.findall(r"[a-z]{4}-\d{4}-[a-z]{4}", text)) == 40


def test_the_days_of_validity_are_a_rule(town_set):
    town_set.profile.rule_settings = {"office-first-password": {"default": {"valid_days": 5}}}
    town_set.profile.save()
    assert timing.practice(opening.VALIDITY_RULE)["valid_days"] == 5
    assert opening.valid_until() == clock.now() + timedelta(days=5)


def test_opening_for_one_and_nobody_twice(keeper, town_set):
    person = make_person("新代表")
    url = reverse("account-open")
    assert keeper.post(url, {"person": str(person.pk)}).status_code == 404
    make_mandate(person, town_set)
    assert keeper.post(url, {"person": str(person.pk)}).status_code == 302
    first = Account.objects.get(person=person)
    assert keeper.post(url, {"person": str(person.pk)}).url == reverse("accounts")
    assert Account.objects.get(person=person).password == first.password


def test_a_reset_ends_the_old_password_and_every_session(keeper, client_as, accounts):
    deputy = client_as("deputy")
    assert deputy.get(reverse("account")).status_code == 200
    url = reverse("account-step", args=[accounts["deputy"].pk, "reset"])
    assert "重发初始密码" in text_of(keeper.get(url))
    page = text_of(keeper.get(keeper.post(url).url))
    assert login.authenticate("deputy", password_on(page), None)
    assert deputy.get(reverse("account")).status_code == 302


def test_switching_off_and_on(keeper, client_as, accounts):
    deputy = client_as("deputy")
    pk = accounts["deputy"].pk
    keeper.post(reverse("account-step", args=[pk, "off"]))
    assert deputy.get(reverse("account")).status_code == 302
    keeper.post(reverse("account-step", args=[pk, "on"]))
    assert Account.objects.get(pk=pk).is_active
    assert AuditEntry.objects.filter(verb="account.switch").count() == 2


def test_nobody_shuts_or_weakens_the_own_account(keeper, accounts):
    pk = accounts["keeper"].pk
    keeper.post(reverse("account-step", args=[pk, "off"]))
    keeper.post(reverse("account-step", args=[pk, "factor"]))
    account = Account.objects.get(pk=pk)
    assert account.is_active and account.has_second_factor


def test_the_second_factor_is_reset(keeper, accounts):
    keeper.post(reverse("account-step", args=[accounts["chair"].pk, "factor"]))
    assert not Account.objects.get(pk=accounts["chair"].pk).has_second_factor
    assert AuditEntry.objects.filter(verb="account.second_factor_reset").exists()


def test_accounts_of_another_town_are_out_of_reach(keeper, other_town):
    url = reverse("account-step", args=[other_town.accounts["deputy"].pk, "reset"])
    assert keeper.post(url).status_code == 404


def test_who_may_manage_accounts(client_as, accounts):
    for role in ("chair", "deputy", "unit_handler", "leader"):
        client = client_as(role)
        assert client.get(reverse("accounts")).status_code == 403
        assert client.post(reverse("account-open"), {}).status_code == 403
        assert client.post(
            reverse("account-step", args=[accounts["other_deputy"].pk, "off"])
        ).status_code in (403, 404)


def test_the_keeper_sees_no_work(keeper, town_set):
    for name in ("deputies", "staff", "units", "settings", "calendar"):
        assert keeper.get(reverse(name)).status_code == 403
    assert keeper.get(reverse("deputy", args=[town_set.people["deputy"].pk])).status_code == 404


def test_login_names_are_unique_everywhere(town_set):
    first, second = make_person("李平"), make_person("李平")
    names = [slip.login for slip in opening.open_accounts([first, second], town_set.actor("office"))]
    assert names == ["李平", "李平2"]
