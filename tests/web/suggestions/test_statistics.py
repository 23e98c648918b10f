"""Figures of a period, the rows behind each number, the draft of the yearly report."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from renda.kernel.documents.models import Paper, PaperState
from tests.modules.suggestions.story import POOR, Story

YEAR = "?start=2026-01-01&end=2026-12-31"


@pytest.fixture
def year(town_set, frozen_clock):
    frozen_clock.to(date(2026, 3, 5))
    Story(town_set, title="关于装路灯的建议").submitted()
    Story(town_set, title="关于修东渠的建议").judged()
    Story(town_set, title="关于加固西坝的建议").judged(POOR)
    Story(town_set, title="关于清淤东塘的建议").assigned()


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_figures(client_as, year):
    page = text(client_as("office").get("/suggestions/statistics/" + YEAR))
    for words in ("水利站", "农田水利", "已解决", "不满意", "30天以内", "每月收到和答复"):
        assert words in page


def test_every_number_opens_as_many_rows(client_as, year):
    client = client_as("chair")
    page = text(client.get("/suggestions/statistics/" + YEAR))
    links = re.findall(r'<a href="([^"]*statistics/rows/[^"]*)">(\d+)</a>', page)
    assert len(links) > 12
    for address, number in links:
        assert f"共{number}件" in text(client.get(unescape(address))), address


def test_the_period_decides(client_as, year):
    page = text(client_as("office").get("/suggestions/statistics/?start=2025-01-01&end=2025-12-31"))
    assert "这一时段没有收到建议" in page


@pytest.mark.parametrize("query", ["?start=x&end=y", "?start=2026-12-31&end=2026-01-01", "?start=2026-01-01", "?start=&end="])
def test_odd_periods_are_told(client_as, year, query):
    page = text(client_as("office").get("/suggestions/statistics/" + query))
    assert "要改" in page


@pytest.mark.parametrize(
    "query", ["", "&figure=nothing", "&figure=days_used", "&figure=days_used&band=9", "&figure=assigned&unit=x",
              "&figure=assigned&unit=00000000-0000-0000-0000-000000000000", "&figure=received&category=abc"],
)  # fmt: skip
def test_rows_that_do_not_exist(client_as, year, query):
    assert client_as("office").get(f"/suggestions/statistics/rows/{YEAR}{query}").status_code == 404


def test_who_sees_the_figures(client_as, year):
    for role in ("office", "chair", "presidium", "leader"):
        assert client_as(role).get("/suggestions/statistics/").status_code == 200
    for role in ("deputy", "unit_handler", "keeper"):
        assert client_as(role).get("/suggestions/statistics/").status_code == 403
        assert client_as(role).get(f"/suggestions/statistics/rows/{YEAR}&figure=received").status_code == 403


def test_the_report_is_drafted(client_as, year):
    client = client_as("office")
    page = text(client.get("/suggestions/statistics/report/" + YEAR))
    assert "共收到代表建议4件" in page and not Paper.objects.filter(template="yearly_report").exists()
    response = client.post("/suggestions/statistics/report/" + YEAR)
    paper = Paper.objects.get(template="yearly_report")
    assert response["Location"] == f"/papers/{paper.pk}/" and paper.state == PaperState.DRAFT
    assert "草稿" in text(client.get(response["Location"]))


def test_only_the_office_drafts(client_as, year):
    for role in ("chair", "leader", "deputy"):
        assert client_as(role).get("/suggestions/statistics/report/").status_code == 403
        assert client_as(role).post("/suggestions/statistics/report/").status_code == 403


def test_queries_do_not_grow(client_as, town_set, frozen_clock, assert_queries_flat):
    client = client_as("office")

    def make(count):
        for number in range(count):
            Story(town_set, title=f"关于第{number}件事的建议").assigned()

    def look():
        text(client.get("/suggestions/statistics/" + YEAR))
        text(client.get(f"/suggestions/statistics/rows/{YEAR}&figure=received"))

    assert_queries_flat(look, make, 2, 5)
