"""No query without a town, no row into another town."""

import pytest

from renda.kernel.people.models import Person
from renda.kernel.units.founding import found_town, furnish
from renda.kernel.units.models import TownProfile, Unit
from renda.kernel.units.scope import NoActiveTown, WrongTown, acting_in
from renda.modules.suggestions.models import Category

pytestmark = pytest.mark.django_db


def test_reading_without_a_town_is_refused():
    with pytest.raises(NoActiveTown):
        Person.objects.count()


def test_a_town_sees_only_its_own(town_set, other_town):
    with acting_in(other_town.town):
        Person.objects.create(name="只在石桥")
    assert not Person.objects.filter(name="只在石桥").exists()
    assert Person.everywhere.filter(name="只在石桥").exists()


def test_a_row_of_another_town_is_not_written(town_set, other_town):
    stranger = other_town.people["deputy"]
    stranger.name = "改名"
    with pytest.raises(WrongTown):
        stranger.save()


def test_bulk_rows_get_the_active_town(town_set):
    Person.objects.bulk_create([Person(name="甲"), Person(name="乙")])
    assert Person.objects.filter(name__in="甲乙").count() == 2


def test_a_founded_town_is_ready_to_work():
    town = found_town("青石镇", number_word="青石", office_phone="0000-1234567")
    with acting_in(town):
        assert TownProfile.current().presidium_name == "青石镇人民代表大会主席团"
        assert Unit.objects.filter(kind="congress").exists()
        before = Category.objects.count()
        furnish()
        assert Category.objects.count() == before > 10


def test_bulk_rows_may_come_one_by_one(town_set):
    Person.objects.bulk_create(Person(name=name) for name in "甲乙")
    assert Person.objects.filter(name__in="甲乙").count() == 2
