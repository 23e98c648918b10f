"""A session being prepared, for the tests. The clock of the harness stands at 2026-03-05."""

from __future__ import annotations

from datetime import date

from renda.kernel.files.store import keep
from renda.kernel.people.models import Mandate
from renda.kernel.procedures.execute import execute, open_matter
from tests.harness.town import make_mandate, make_person

OPENS, CLOSES = date(2026, 7, 15), date(2026, 7, 16)


def prepared(town_set, kind="midyear", opens_on=OPENS, closes_on=CLOSES, **more):
    """The work for a new session."""
    data = {"kind": kind, "opens_on": opens_on, "closes_on": closes_on, **more}
    return open_matter(town_set.actor("office"), "session", "start", data).matter


def step(town_set, work, verb, by="office", **data):
    """One step; gives the outcome."""
    return execute(town_set.actor(by), work, verb, data)


def tick(town_set, work, key, **data):
    return step(town_set, work, "tick", step=key, **data)


def row(work, key):
    return work.steps.get(key=key)


def seats(town_set, number):
    """As many deputies in office as ``number``."""
    for place in range(number - Mandate.objects.count()):
        make_mandate(make_person(f"代表{place:03d}"), town_set)


def paper_file(town_set, name="材料.docx"):
    return keep(b"scanned", name, "docx", town_id=town_set.town.pk)


def noticed(town_set, clock_hand, work):
    """The day has been made public."""
    clock_hand.to(date(2026, 6, 10))
    step(town_set, work, "publish", published_on=date(2026, 6, 10))
    return fresh(work)


def opened(town_set, clock_hand, work, present=3):
    work = noticed(town_set, clock_hand, work)
    clock_hand.to(work.session.opens_on)
    step(town_set, work, "open", began_on=work.session.opens_on, present=present)
    return fresh(work)


def closed(town_set, clock_hand, work):
    work = opened(town_set, clock_hand, work)
    clock_hand.to(work.session.closes_on)
    step(town_set, work, "close", ended_on=work.session.closes_on, outcome="通过决议四项")
    return fresh(work)


def filled(town_set, work, *roles):
    """Something on paper for each part of the dossier."""
    for role in roles or ("notice", "agenda", "reports", "attendance", "minutes", "resolutions"):
        step(town_set, work, "take_file", role=role, title=f"{role}材料", files=[paper_file(town_set)])
    return fresh(work)


def fresh(work):
    return type(work).objects.select_related("session__term").get(pk=work.pk)
