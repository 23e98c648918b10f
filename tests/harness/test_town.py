"""The town of the harness, and the strict browser."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from renda.kernel.access.actors import system
from renda.kernel.audit.models import AuditEntry
from renda.kernel.audit.record import record, register
from renda.kernel.audit.verify import verify_chain
from renda.kernel.people.models import Person
from renda.kernel.units.scope import acting_in
from renda.web.middleware import public

ROLES = {"office", "chair", "deputy", "other_deputy", "unit_handler", "other_unit", "keeper", "county"}

register("harness.noted", "记下：{object}")


@public
def who(request):
    account = request.account
    return HttpResponse(f"<!doctype html><html lang='zh-CN'><title>页</title><h1>{account or '没有登录'}</h1></html>")


urlpatterns = [path("who/", who)]


def test_every_role_has_its_person(actors, town):
    assert set(actors) >= ROLES
    for role in ROLES - {"other_deputy", "other_unit"}:
        assert role in actors[role].roles
    assert actors["other_unit"].unit_ids.isdisjoint(actors["unit_handler"].unit_ids)
    assert actors["deputy"].mandate_ids


def test_another_towns_rows_are_out_of_reach(town_set, other_town):
    stranger = other_town.people["deputy"]
    with pytest.raises(ObjectDoesNotExist):
        Person.objects.get(pk=stranger.pk)
    with acting_in(other_town.town):
        assert Person.objects.get(pk=stranger.pk) == stranger


@override_settings(ROOT_URLCONF=__name__)
def test_a_client_acts_as_the_person(client_as, client):
    assert "周文书" in client_as("office").get("/who/").content.decode()
    assert "没有登录" in client.get("/who/").content.decode()


def test_the_log_can_not_be_emptied_by_a_test(town_set):
    record(system(town_set.town), "harness.noted", town_set.town)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_tests_that_commit_start_from_nothing(town_set, turn):
    record(system(town_set.town), "harness.noted", town_set.town)
    report = verify_chain(town_set.town)
    assert report.ok and report.entries == 1


def test_queries_that_grow_with_the_rows_are_seen(town_set, assert_queries_flat, assert_max_queries):
    made = iter(range(1000))

    def add(count):
        for _ in range(count):
            Person.objects.create(name=f"村民{next(made)}", village=town_set.units["village"])

    with assert_max_queries(1):
        list(Person.objects.all())
    assert assert_queries_flat(lambda: [p.village for p in Person.objects.select_related("village")], add) == 1
    with pytest.raises(AssertionError):
        assert_queries_flat(lambda: [p.village for p in Person.objects.all()], add)


@override_settings(ROOT_URLCONF=__name__)
def test_two_people_in_two_browsers(town_set, visitors, axe_violations):
    desk, phone = visitors.page(town_set.accounts["office"]), visitors.page(town_set.accounts["deputy"], phone=True)
    desk.goto("/who/")
    phone.goto("/who/")
    assert desk.inner_text("h1") == "周文书"
    assert phone.inner_text("h1") == "王代表"
    assert axe_violations(desk) == []


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_reaches_out_is_noticed(visitors, browser_page):
    browser_page.goto("/who/")
    browser_page.evaluate("fetch('http://192.0.2.1/x').catch(() => 0)")
    assert "外部地址" in " ".join(visitors.faults) or "内容安全策略" in " ".join(visitors.faults)
    visitors.faults.clear()
