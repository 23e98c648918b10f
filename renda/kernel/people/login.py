"""Logging in and out: lock-out after wrong passwords, second factor, sessions that end with the password."""

from __future__ import annotations

from datetime import timedelta

import pyotp
from django.contrib.auth.hashers import check_password, make_password
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from renda.foundation import clock
from renda.kernel.access.actors import of_account
from renda.kernel.audit.record import record
from renda.kernel.people.accounts import Account, LoginEvent
from renda.kernel.units.models import UnitKind
from renda.kernel.units.prepared import Prepared
from renda.kernel.units.scope import acting_in

MAX_FAILURES = 5
LOCK_MINUTES = 15
ADDRESS_FAILURES = 30
MIN_PASSWORD = 10
STEP_SECONDS = 30
DUMMY = make_password("nobody")


class LoginRefused(Exception):
    """The login failed; the message tells the user what to do and nothing more."""


def authenticate(username: str, password: str, address: str | None) -> Account:
    """The account behind a name and a password.

    Raises LoginRefused. A wrong name costs as much time as a wrong password and reads the same.
    """
    account = may_log_in().filter(username=username.strip()).first()
    problem = too_many_from(address) or refusal(account, password)
    if problem:
        note_failure(account, username, address)
        raise LoginRefused(problem)
    Account.objects.filter(pk=account.pk).update(failed_logins=0, locked_until=None)
    LoginEvent.objects.create(username=username[:40], account=account, address=address, outcome="ok")
    return account


def may_log_in() -> QuerySet[Account]:
    """Every account but the parts of a rehearsal, which are played by those who are logged in already."""
    return Account.objects.select_related("person", "town").exclude(town__kind=UnitKind.REHEARSAL)


def too_many_from(address: str | None) -> str:
    """A whole address that keeps guessing is held for a while."""
    since = clock.now() - timedelta(minutes=LOCK_MINUTES)
    failures = LoginEvent.objects.filter(address=address, outcome="wrong", at__gte=since).count()
    return "试的次数太多了，请过一会儿再登录。" if address and failures >= ADDRESS_FAILURES else ""


def refusal(account: Account | None, password: str) -> str:
    """Why this login fails; empty when it does not."""
    if account is None:
        check_password(password, DUMMY)
        return "登录名或密码不对，请再试一次。忘记密码请找人大办重发。"
    if account.is_locked():
        return f"密码输错次数太多，请在{account.locked_until.astimezone(clock.ZONE):%H:%M}以后再试，或请人大办重发密码。"
    if not account.check_password(password):
        return "登录名或密码不对，请再试一次。忘记密码请找人大办重发。"
    if not account.is_active:
        return "这个账号已经停用，请与人大办联系。"
    if account.first_password_until and account.first_password_until <= clock.now():
        return "初始密码已经过期，请人大办重发一个。"
    return ""


def note_failure(account: Account | None, username: str, address: str | None) -> None:
    """Count a failure; the account is shut for a while after too many."""
    with transaction.atomic():
        LoginEvent.objects.create(username=username[:40], account=account, address=address, outcome="wrong")
        if account is None or account.is_locked():
            return
        failures = account.failed_logins + 1
        shut = failures >= MAX_FAILURES
        Account.objects.filter(pk=account.pk).update(
            failed_logins=0 if shut else failures,
            locked_until=clock.now() + timedelta(minutes=LOCK_MINUTES) if shut else None,
        )
        if shut and account.town_id:
            with acting_in(account.town_id):
                record(of_account(account), "account.locked", account)


def session_hash(account: Account) -> str:
    """Changes with the password, so that changing it ends every other session."""
    return salted_hmac("renda.session", account.password, algorithm="sha256").hexdigest()


def begin_session(request: HttpRequest, account: Account) -> None:
    """Log in: a new session id, tied to the present password."""
    request.session.flush()
    request.session["account"] = str(account.pk)
    request.session["hash"] = session_hash(account)
    if account.town_id:
        with acting_in(account.town_id):
            record(of_account(account), "account.login", account)


_logged_in = Prepared(lambda key: may_log_in().filter(pk=key, is_active=True), key=models.UUIDField())


def account_of_session(request: HttpRequest) -> Account | None:
    """The account logged in on this request, or None."""
    key = request.session.get("account")
    if not key:
        return None
    account = _logged_in.first(key=key)
    if account is None or not constant_time_compare(request.session.get("hash", ""), session_hash(account)):
        return None
    return account


def change_password(account: Account, new: str) -> None:
    """Set a password the owner chose; the first-password limits fall away."""
    account.set_password(new)
    account.must_change_password = False
    account.first_password_until = None
    account.save(update_fields=["password", "must_change_password", "first_password_until"])


def password_problem(new: str, account: Account) -> str:
    """Why a new password will not do, in words; empty when it will. Length counts, not odd characters."""
    if len(new) < MIN_PASSWORD:
        return f"密码至少{MIN_PASSWORD}个字符。可以用一句自己记得住的话。"
    if len(set(new)) < 4 or new.isdigit() and len(new) < MIN_PASSWORD + 2:
        return "这个密码太好猜了，请换一个。"
    if account.username and account.username in new:
        return "密码里不要带登录名。"
    return ""


def accept_code(account: Account, secret: str, code: str) -> bool:
    """Check a one-time code of the second factor; each code works once, one step of clock drift is allowed."""
    totp = pyotp.TOTP(secret)
    now = int(clock.now().timestamp()) // STEP_SECONDS
    for step in (now - 1, now, now + 1):
        if step > account.totp_last_step and constant_time_compare(totp.generate_otp(step), code.strip()):
            updated = Account.objects.filter(pk=account.pk, totp_last_step__lt=step).update(
                totp_last_step=step
            )
            return updated == 1
    return False
