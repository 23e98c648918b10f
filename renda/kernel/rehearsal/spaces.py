"""The space of a rehearsal: beginning it, finding it, playing a part in it, throwing it away.

A town has at most one at a time. Its root stays when it is thrown away, empty and out of use, because its log
can't be deleted any more than any other; the next rehearsal uses it again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from renda.foundation import clock
from renda.kernel.access.actors import Actor, of_account
from renda.kernel.audit.record import record
from renda.kernel.people.models import Account, Appointment
from renda.kernel.rehearsal import emptying
from renda.kernel.units.founding import settle
from renda.kernel.units.models import TownProfile, Unit, UnitKind
from renda.kernel.units.scope import acting_in, active_town_id

#: What reaches beyond the space, or would open a way into it from outside.
WITHHELD = ("account.*", "backup.*", "link.*", "settings.channels")
NUMBER_WORD = "演练"
OFFICE_HOUR = 10
BEGUN_BY, BEGUN_AT, AHEAD = "begun_by", "begun_at", "ahead_days"


class AlreadyRehearsing(Exception):
    """There is a rehearsal under way."""


class NoRehearsal(Exception):
    """There is none to end."""


def of_town(town_id) -> Unit | None:
    """The rehearsal of a township that is under way."""
    return Unit.everywhere.filter(kind=UnitKind.REHEARSAL, parent_id=town_id, is_active=True).first()


def begin(actor: Actor) -> Unit:
    """A new rehearsal of the active town: its rules and names, made-up people, a session in preparation.

    Raises AlreadyRehearsing.
    """
    with transaction.atomic():
        real = TownProfile.current()
        record(actor, "rehearsal.begin", real.town)  # two who begin at once queue at the log
        if of_town(real.town_id):
            raise AlreadyRehearsing
        space = rooted(real.town)
        with acting_in(space):
            profile_of(space, real, actor)
            settle(space, real.town.name)
            import_string(settings.RENDA_REHEARSAL)(space)
    return space


def rooted(town: Unit) -> Unit:
    """The root of the town's rehearsals, in use."""
    known = Unit.everywhere.filter(kind=UnitKind.REHEARSAL, parent=town).first()
    space = known or Unit(kind=UnitKind.REHEARSAL, parent=town)
    space.name, space.code, space.is_active = f"{town.name}（演练）", town.code, True
    space.save()
    return space


def profile_of(space: Unit, real: TownProfile, actor: Actor) -> TownProfile:
    """The names, the place and the rules of the real town; its papers count in a series of their own."""
    same = (
        "place_code",
        "congress_name",
        "presidium_name",
        "government_name",
        "office_phone",
        "rule_settings",
    )
    options = {BEGUN_BY: actor.label, BEGUN_AT: clock.now().isoformat(), AHEAD: 0}
    facts = {name: getattr(real, name) for name in same}
    return TownProfile.objects.create(town=space, number_word=NUMBER_WORD, options=options, **facts)


def end(actor: Actor) -> None:
    """Throw the rehearsal of the active town away: every row and every file; one line in the log stays.

    Raises NoRehearsal.
    """
    with transaction.atomic():
        town = Unit.objects.get(pk=active_town_id())
        record(actor, "rehearsal.end", town)
        space = of_town(town.pk)
        if space is None:
            raise NoRehearsal
        emptying.empty(space)


# ------------------------------------------------------------------ parts


def part(account_id, town_id) -> Account | None:
    """The part ``account_id`` of the rehearsal under way in the township ``town_id``."""
    found = Account.objects.select_related("person", "town").filter(pk=account_id, is_active=True)
    return found.filter(town__kind=UnitKind.REHEARSAL, town__is_active=True, town__parent_id=town_id).first()


def playing(account: Account) -> Actor:
    """The actor of a part, without what reaches beyond the space."""
    return replace(of_account(account), withheld=WITHHELD)


def parts(space: Unit) -> list[tuple[Account, str]]:
    """Everybody who can be played in ``space`` with the post held, those of the office first."""
    with acting_in(space):
        posts = {
            post.person_id: post
            for post in Appointment.objects.on().select_related("unit").order_by("-from_on", "id")
        }
    accounts = (
        Account.objects.filter(town=space, is_active=True)
        .select_related("person")
        .order_by("created_at", "id")
    )
    named = [
        (account, posts[account.person_id].post if account.person_id in posts else "代表")
        for account in accounts
    ]
    of_office = [pair for pair in named if is_office(posts.get(pair[0].person_id))]
    return of_office + [pair for pair in named if pair not in of_office]


def is_office(post: Appointment | None) -> bool:
    return post is not None and post.role == "office"


# ------------------------------------------------------------------ the day


def ahead(profile: TownProfile) -> timedelta:
    """How far the day of the rehearsal is from the real one."""
    return timedelta(days=int(profile.options.get(AHEAD, 0)))


def now(profile: TownProfile) -> datetime:
    """The moment it is in the rehearsal."""
    return clock.now() + ahead(profile)


def turn_to(space: Unit, day: date) -> None:
    """Make it ``day`` in the rehearsal, and do what the clock does by itself on such a day."""
    from renda.kernel.deadlines.loop import LoopReport, run_town

    with transaction.atomic(), acting_in(space):
        profile = TownProfile.objects.select_for_update().get(town=space)
        profile.options[AHEAD] = (day - clock.today()).days
        profile.save(update_fields=["options"])
        with clock.set_to(clock.at(day, OFFICE_HOUR)):
            run_town(LoopReport(clock.now()))
