"""Notices read in the inbox, and those passed on to people without an account."""

from __future__ import annotations

import pytest

from renda.kernel.audit.models import AuditEntry
from renda.kernel.notices.models import Delivery, DeliveryState, Notice
from tests.harness.town import make_person
from tests.web.desk.test_desk import text


def mine(accounts, role: str):
    return Delivery.objects.filter(account=accounts[role], channel="inbox")


@pytest.fixture
def slip(town_set):
    notice = Notice.objects.create(kind="suggestion.registered", title="您的建议已登记", body="编号第3号", url="/suggestions/")
    person = make_person("孙婆婆", phone="13812345678", village=town_set.units["village"])
    return Delivery.objects.create(notice=notice, channel="print", person=person)


def test_opening_a_notice_marks_it_read_and_goes_there(client_as, stories, accounts):
    client, delivery = client_as("deputy"), mine(accounts, "deputy").first()
    assert delivery.notice.title in text(client.get("/inbox/"))
    assert client.get(f"/inbox/{delivery.pk}/open/").status_code == 405
    response = client.post(f"/inbox/{delivery.pk}/open/")
    assert response.status_code == 302 and response["Location"] == delivery.notice.url
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.READ


def test_read_ones_are_under_all(client_as, stories, accounts):
    client = client_as("deputy")
    client.post("/inbox/read/")
    assert not mine(accounts, "deputy").exclude(state=DeliveryState.READ).exists()
    assert "没有未读的通知" in text(client.get("/inbox/"))
    assert "您的建议已登记" in text(client.get("/inbox/?all=1"))


def test_the_bell_counts(client_as, stories, accounts):
    count = mine(accounts, "unit_handler").count()
    assert count and f'<span class="count">{count}</span>' in text(client_as("unit_handler").get("/"))


def test_nobody_opens_a_strangers_notice(client_as, stories, accounts):
    delivery = mine(accounts, "deputy").first()
    assert client_as("office").post(f"/inbox/{delivery.pk}/open/").status_code == 404


def test_a_notice_leads_only_into_the_product(client_as, stories, accounts):
    delivery = mine(accounts, "deputy").first()
    Notice.objects.filter(pk=delivery.notice_id).update(url="https://example.invalid/")
    assert client_as("deputy").post(f"/inbox/{delivery.pk}/open/")["Location"] == "/inbox/"


def test_an_empty_inbox(client_as, town_set):
    assert "没有未读的通知" in text(client_as("leader").get("/inbox/"))
    assert "还没有通知" in text(client_as("leader").get("/inbox/?all=1&page=x"))


def test_somebody_is_told(client_as, slip):
    client = client_as("office")
    page = text(client.get("/print-list/"))
    assert "孙婆婆" in page and "138****5678" in page and "13812345678" not in page and "上河村" in page
    client.post(f"/print-list/{slip.pk}/told/")
    slip.refresh_from_db()
    assert slip.state == DeliveryState.SENT
    assert AuditEntry.objects.order_by("-number").first().sentence == "已告知孙婆婆：您的建议已登记"
    assert "没有要打电话" in text(client.get("/print-list/"))


def test_telling_twice_is_noted_once(client_as, slip):
    client = client_as("office")
    client.post(f"/print-list/{slip.pk}/told/")
    before = AuditEntry.objects.count()
    assert "已经有人告知过了" in text(client.post(f"/print-list/{slip.pk}/told/", follow=True))
    assert AuditEntry.objects.count() == before


def test_the_print_list_is_the_offices(client_as, slip):
    for role in ("chair", "deputy", "unit_handler", "keeper"):
        client = client_as(role)
        assert client.get("/print-list/").status_code == 403
        assert client.post(f"/print-list/{slip.pk}/told/").status_code == 403


def test_inbox_rows_are_no_slips(client_as, stories, accounts):
    assert client_as("office").post(f"/print-list/{mine(accounts, 'office').first().pk}/told/").status_code == 404


def test_queries_do_not_grow(client_as, town_set, accounts, assert_queries_flat):
    client = client_as("office")

    def make(count):
        for number in range(count):
            notice = Notice.objects.create(kind="suggestion.urged", title=f"催办{number}")
            Delivery.objects.create(notice=notice, channel="inbox", account=accounts["office"])
            Delivery.objects.create(notice=notice, channel="print", unit=town_set.units["water"])
            Delivery.objects.create(notice=notice, channel="print", person=make_person(f"人{number}", village=town_set.units["village"]))

    assert_queries_flat(lambda: (text(client.get("/inbox/")), text(client.get("/print-list/"))), make, 2, 20)
