"""Logging in: lock-out, first passwords, second factor, sessions that end with the password."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from renda.foundation import clock
from renda.kernel.access.actors import of_account
from renda.kernel.audit.models import AuditEntry
from renda.kernel.people import login
from renda.kernel.people.accounts import Account, LoginEvent
from renda.kernel.people.models import Appointment, Mandate
from tests.harness.town import PASSWORD, SECOND_FACTOR_SECRET

pytestmark = pytest.mark.django_db


def try_login(password=PASSWORD, username="deputy", address="10.0.0.9") -> Account:
    return login.authenticate(username, password, address)


def test_the_right_password_opens(town_set):
    assert try_login() == town_set.accounts["deputy"]


def test_name_and_password_errors_read_the_same(town_set):
    with pytest.raises(login.LoginRefused) as wrong_password:
        try_login("不是这个密码")
    with pytest.raises(login.LoginRefused) as wrong_name:
        try_login(username="没有这个人")
    assert str(wrong_password.value) == str(wrong_name.value)


def test_five_failures_shut_the_account_for_a_while_and_are_logged(town_set):
    with clock.set_to(clock.now()):
        for _ in range(login.MAX_FAILURES):
            with pytest.raises(login.LoginRefused):
                try_login("错")
        with pytest.raises(login.LoginRefused, match="次数太多"):
            try_login()
        assert AuditEntry.objects.filter(verb="account.locked").count() == 1
        with clock.shifted(timedelta(minutes=login.LOCK_MINUTES + 1)):
            assert try_login()


def test_an_address_that_keeps_guessing_is_held(town_set):
    for count in range(login.ADDRESS_FAILURES):
        with pytest.raises(login.LoginRefused):
            try_login("错", username=f"猜{count}")
    with pytest.raises(login.LoginRefused, match="过一会儿"):
        try_login()
    assert try_login(address="10.0.0.10")


def test_a_first_password_ends(town_set):
    Account.objects.filter(username="deputy").update(first_password_until=clock.now() - timedelta(hours=1))
    with pytest.raises(login.LoginRefused, match="过期"):
        try_login()


def test_a_switched_off_account_stays_out(town_set):
    Account.objects.filter(username="deputy").update(is_active=False)
    with pytest.raises(login.LoginRefused, match="停用"):
        try_login()


def test_the_password_is_never_written_down(town_set):
    with pytest.raises(login.LoginRefused):
        try_login("我的真密码写错了一位")
    assert "真密码" not in str(list(LoginEvent.objects.values()))


@pytest.mark.parametrize("weak", ["短", "1234567890", "aaaaaaaaaaaa", "deputy-deputy"])
def test_weak_passwords_are_refused_with_a_reason(town_set, weak):
    assert login.password_problem(weak, town_set.accounts["deputy"])


def test_a_long_sentence_is_a_good_password(town_set):
    assert login.password_problem("今年麦子长得比去年高", town_set.accounts["deputy"]) == ""


def test_a_code_works_once(town_set):
    account = town_set.accounts["office"]
    with clock.set_to(clock.now()):
        code = pyotp.TOTP(SECOND_FACTOR_SECRET).at(clock.now())
        assert login.accept_code(account, SECOND_FACTOR_SECRET, code)
        account.refresh_from_db()
        assert not login.accept_code(account, SECOND_FACTOR_SECRET, code)


def test_changing_the_password_ends_other_sessions(client_as, town_set):
    elsewhere = client_as("deputy")
    assert elsewhere.get("/account/").status_code == 200
    login.change_password(town_set.accounts["deputy"], "全新的一句话密码")
    assert elsewhere.get("/account/").status_code == 302


def test_the_role_ends_with_the_appointment(town_set):
    yesterday = clock.today() - timedelta(days=1)
    Appointment.objects.filter(person=town_set.people["office"]).update(until_on=yesterday)
    assert of_account(town_set.accounts["office"]).roles == frozenset()


def test_a_deputy_loses_access_when_the_seat_ended_yesterday(town_set):
    yesterday = clock.today() - timedelta(days=1)
    Mandate.objects.filter(pk=town_set.mandates["deputy"].pk).update(until_on=yesterday)
    actor = of_account(town_set.accounts["deputy"])
    assert not actor.has("suggestion.submit") and not actor.mandate_ids
