"""Finding things from the first character, as far as one may see them."""

from __future__ import annotations

import pytest

from tests.web.desk.test_desk import text

HTMX = {"HX-Request": "true"}


def test_one_character_finds(client_as, stories):
    page = text(client_as("office").get("/search/?q=渠"))
    assert "<mark>渠</mark>" in page and "找到" in page


def test_htmx_gets_the_hits_alone(client_as, stories):
    part = text(client_as("office").get("/search/?q=公厕", headers=HTMX))
    assert "<mark>公厕</mark>" in part and "<html" not in part


def test_units_find_their_own_only(client_as, stories):
    assert "没有找到" in text(client_as("unit_handler").get("/search/?q=公厕"))
    assert "没有找到" in text(client_as("keeper").get("/search/?q=东渠"))


def test_kind_and_year_narrow(client_as, stories):
    client = client_as("office")
    assert "公厕" in text(client.get("/search/?q=公厕&kind=suggestion.suggestion&year=2026", headers=HTMX))
    assert "没有找到" in text(client.get("/search/?q=公厕&kind=suggestion.promise", headers=HTMX))


@pytest.mark.parametrize(
    "query",
    ["", "?q=", "?q=%20", "?q=-", "?q=%22", "?q=%25_%27", "?q=<script>alert(1)</script>", "?q=" + "长" * 2000,
     "?q=渠&year=abc", "?q=渠&kind=nothing", "?q=渠&page=-3", "?q=渠&page=99999999999999", "?q=%00", "?page=²"],
)  # fmt: skip
def test_whatever_is_typed(client_as, stories, query):
    page = text(client_as("office").get("/search/" + query))
    assert "<script>alert" not in page


def test_the_box_keeps_what_was_looked_for(client_as, stories):
    assert 'value="东渠"' in text(client_as("office").get("/search/?q=东渠"))


def test_many_hits_are_paged(client_as, town_set, frozen_clock):
    from renda.modules.suggestions.models import Opinion

    for number in range(25):
        Opinion.objects.create(title=f"渠水不通{number}", body="请修渠")
    client = client_as("office")
    first = text(client.get("/search/?q=渠水"))
    assert "找到25件" in first and "下一页" in first and "上一页" not in first
    second = text(client.get("/search/?q=渠水&page=2"))
    assert "上一页" in second and "下一页" not in second
