"""A query worked out once gives what the queryset gives, for every value, town and day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import models

from renda.kernel.people.models import Appointment, Person
from renda.kernel.units.models import Unit
from renda.kernel.units.prepared import Prepared
from renda.kernel.units.scope import NoActiveTown, acting_in
from tests.harness.town import make_person

UUID, DATE = models.UUIDField(), models.DateField()


def test_it_gives_the_rows_of_its_queryset_for_each_value(town_set, assert_max_queries):
    asked = Prepared(lambda key: Unit.objects.select_related("town", "parent").filter(pk=key), key=UUID)
    units = list(Unit.objects.filter(town=town_set.town))
    assert len(units) > 2 and [asked.first(key=unit.pk) for unit in units] == units
    with assert_max_queries(1):
        found = asked.first(key=units[1].pk)
        assert found.town == town_set.town and found.name == units[1].name
    assert asked.first(key=make_person("丁一").pk) is None and asked.all(key=units[0].pk) == [units[0]]


def test_one_value_in_two_places_and_constants_between(town_set):
    asked = Prepared(
        lambda person, day: Appointment.objects.on(day).filter(person=person), person=UUID, day=DATE
    )
    post = Appointment.objects.exclude(person=None).order_by("id").first()
    for day in (post.from_on, post.from_on - timedelta(days=1), date(2030, 1, 1)):
        assert asked.all(person=post.person_id, day=day) == list(
            Appointment.objects.on(day).filter(person=post.person)
        )


def test_the_town_is_the_one_that_is_active_when_it_is_asked(town_set, other_town):
    asked = Prepared(lambda: Person.objects.order_by("name", "id").values_list("pk", flat=True))
    here = list(Person.objects.order_by("name", "id").values_list("pk", flat=True))
    assert asked.all() == here
    with acting_in(other_town.town):
        there = list(Person.objects.order_by("name", "id").values_list("pk", flat=True))
        assert there and asked.all() == there and not set(here) & set(there)
    with acting_in(None), pytest.raises(NoActiveTown):
        asked.all()


def test_deferred_fields_and_several_columns(town_set):
    person = Person.objects.order_by("id").first()
    some = Prepared(lambda key: Person.objects.only("name").filter(pk=key), key=UUID)
    pairs = Prepared(lambda key: Person.objects.filter(pk=key).values_list("name", "pk"), key=UUID)
    assert some.first(key=person.pk).get_deferred_fields() and pairs.first(key=str(person.pk)) == (
        person.name,
        person.pk,
    )


def test_values_that_do_not_fit_are_refused(town_set):
    asked = Prepared(lambda key: Unit.objects.filter(pk=key), key=UUID)
    for values in ({}, {"key": town_set.town.pk, "day": date(2026, 1, 1)}, {"name": "x"}):
        with pytest.raises(TypeError):
            asked.all(**values)
    with pytest.raises(TypeError):
        Prepared(lambda key: Unit.objects.all(), key=UUID).all(key=town_set.town.pk)
