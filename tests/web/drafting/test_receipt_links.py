"""A paper for somebody without an account: the office makes a link, its holder reads the paper and signs for it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from renda.kernel.access.links import OneTimeLink
from renda.modules.drafting.models import Receipt
from tests.harness.town import make_unit
from tests.modules.drafting.way import sent, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


@pytest.fixture
def receipt(town_set) -> Receipt:
    sent(town_set, units=[make_unit("无账号村", "village")], others="县人大", people=[town_set.people["deputy"]])
    return Receipt.objects.get(name="无账号村")


@pytest.fixture
def address(receipt, client_as) -> str:
    """The address of the link, as the page of the office shows it."""
    made = client_as("office").post(reverse("drafting:receipt-link", args=[receipt.pk]))
    words = made.content.decode()
    assert "只显示这一次" in words and made.headers["Referrer-Policy"] == "strict-origin"
    return re.search(r"/open/l/[\w-]+/", words)[0]


def test_the_holder_reads_and_signs(receipt, address):
    nobody = Client()
    shown = nobody.get(address)
    assert shown.status_code == 200 and "关于召开第五次会议的通知" in shown.content.decode()
    receipt.refresh_from_db()
    assert receipt.read_at is None, "reading a page writes nothing"
    assert nobody.post(f"{address}read/").status_code == 204
    assert nobody.get(f"{address}page-1/").headers["Content-Type"].startswith("image/svg")
    assert b"".join(nobody.get(f"{address}pdf/").streaming_content).startswith(b"%PDF")
    assert "还没有填“签收人”" in nobody.post(f"{address}sign/", {"signed_by": ""}, follow=True).content.decode()
    assert "已经签收，谢谢您" in nobody.post(f"{address}sign/", {"signed_by": "村主任"}, follow=True).content.decode()
    receipt.refresh_from_db()
    assert (receipt.standing, receipt.signed_by, receipt.keyed_by) == ("已签收", "村主任", "")
    assert "村主任" in nobody.get(address).content.decode()


@pytest.mark.parametrize("verb", ["page-99", "page-x", "reply", "sign_for"])
def test_nothing_else_is_behind_the_link(address, verb):
    assert Client().get(f"{address}{verb}/").status_code == 404


@pytest.mark.parametrize("verb", ["reply", "page-1"])
def test_nothing_else_is_written_by_the_link(address, verb):
    assert Client().post(f"{address}{verb}/", {}).status_code == 404


def test_a_paper_that_was_recalled_says_so(town_set, receipt, address):
    step(town_set, "office", receipt.dispatch.draft, "recall", reason="时间写错")
    words = Client().get(address).content.decode()
    assert "已经作废" in words and "时间写错" in words and "id_signed_by" not in words


def test_the_list_offers_links_only_where_they_serve(town_set, receipt, client_as):
    office = client_as("office")
    listed = office.get(reverse("drafting:receipts", args=[receipt.dispatch.draft_id])).content.decode()
    assert listed.count("发链接") == 1, "neither for who has an account nor for whom the system does not know"
    outside = Receipt.objects.get(name="县人大")
    told = office.post(reverse("drafting:receipt-link", args=[outside.pk]), follow=True)
    assert "系统里没有这个单位" in told.content.decode() and not OneTimeLink.objects.exists()
