"""Opening accounts: a login name the owner can remember, a first password that can be read aloud.

A first password is given out on a slip once and is stored only as a hash; it runs out by itself
(rule ``office-first-password``), and whoever uses it must choose another at once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Account, Appointment, Mandate, Person
from renda.kernel.units.scope import active_town_id

VALIDITY_RULE = "office-first-password"
# Without letters and digits that look alike on paper or sound alike on the telephone.
CONSONANTS, VOWELS, DIGITS = "bdfghkmnprstwyz", "aeiu", "23456789"
USERNAME_LENGTH = Account._meta.get_field("username").max_length


class AccountRefused(Exception):
    """The account was left as it was; the message says why, in words for the office."""


@dataclass(frozen=True)
class Slip:
    """What one person is handed on paper; the only place where the first password stands."""

    person: str
    role: str
    login: str
    password: str
    valid_until: str


def first_password() -> str:
    """Two pairs of syllables around four digits, as ``bamo-4827-tiku``."""
    half = ["".join(secrets.choice(part) for part in (CONSONANTS, VOWELS) * 2) for _ in range(2)]
    return f"{half[0]}-{''.join(secrets.choice(DIGITS) for _ in range(4))}-{half[1]}"


def login_name(person: Person, taken: set[str]) -> str:
    """The person's name without what is hard to type (张𬭎 becomes 张同志); a number makes it unique."""
    name = "".join(filter(_is_easy, person.name))[: USERNAME_LENGTH - 6]
    name = name if len(name) > 1 else f"{name}同志"
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}{number}"
    taken.add(found)
    return found


def _is_easy(char: str) -> bool:
    """Whether every keyboard program offers the character (it stands in GB/T 2312)."""
    try:
        return bool(char.strip() and char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def valid_until() -> datetime:
    """The moment until which a first password given out now can be used."""
    return clock.now() + timedelta(days=timing.practice(VALIDITY_RULE)["valid_days"])


def open_accounts(persons: Iterable[Person], actor: Actor) -> list[Slip]:
    """Open an account for everybody in ``persons`` who has none; gives the slips in the same order."""
    without = [person for person in persons if not Account.objects.filter(person=person).exists()]
    taken = set(Account.objects.values_list("username", flat=True))
    # Hashing is slow on purpose and done before the write lock is taken.
    given = [(person, login_name(person, taken), first_password()) for person in without]
    hashes = [make_password(password) for _, _, password in given]
    until, posts = valid_until(), posts_of(without)
    with transaction.atomic():
        for (person, username, _), hashed in zip(given, hashes, strict=True):
            account = Account.objects.create(
                town_id=active_town_id(),
                person=person,
                username=username,
                password=hashed,
                first_password_until=until,
            )
            record(actor, "account.create", account)
    return [
        slip(person.name, posts.get(person.pk, ""), name, password, until) for person, name, password in given
    ]


def slip(name: str, role: str, login: str, password: str, until: datetime) -> Slip:
    """One slip; the day in words."""
    day = until.astimezone(clock.ZONE)
    return Slip(name, role, login, password, date_zh(day))


def posts_of(persons: Iterable[Person]) -> dict:
    """Person id → what the person is today, in words (人大代表、水利站经办人)."""
    ids, found = [person.pk for person in persons], {}
    for mandate in Mandate.objects.on().filter(person_id__in=ids):
        found.setdefault(mandate.person_id, []).append(mandate.get_level_display())
    for post in Appointment.objects.on().filter(person_id__in=ids).select_related("unit"):
        found.setdefault(post.person_id, []).append(f"{post.unit}{post.post}")
    return {pk: "、".join(dict.fromkeys(words)) for pk, words in found.items()}


def reset(account: Account, actor: Actor) -> Slip:
    """A new first password; the old password, every session and a lock end with it."""
    password, until = first_password(), valid_until()
    account.set_password(password)
    account.must_change_password, account.first_password_until = True, until
    account.failed_logins, account.locked_until = 0, None
    with transaction.atomic():
        account.save()
        record(actor, "account.reset", account)
    role = posts_of([account.person]).get(account.person_id, "") if account.person_id else ""
    return slip(str(account), role, account.username, password, until)


def switch(account: Account, is_on: bool, actor: Actor) -> None:
    """Let an account log in, or shut it. Raises AccountRefused for one's own account."""
    if account.pk == actor.account_id:
        raise AccountRefused("不能停用自己正在使用的账号，请由另一位管理账号的同事操作。")
    account.is_active = is_on
    with transaction.atomic():
        account.save(update_fields=["is_active"])
        record(actor, "account.switch", account, {"is_on": is_on})


def reset_second_factor(account: Account, actor: Actor) -> None:
    """Forget the telephone that makes the codes; the owner sets up a new one at the next login.

    Raises AccountRefused for one's own account: whoever sits at an open screen could take it over.
    """
    if account.pk == actor.account_id:
        raise AccountRefused("自己的登录验证码要由另一位管理账号的同事来重置。")
    account.totp_secret, account.totp_confirmed_at = "", None
    with transaction.atomic():
        account.save(update_fields=["totp_secret", "totp_confirmed_at"])
        record(actor, "account.second_factor_reset", account)
