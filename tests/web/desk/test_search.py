"""Finding things from the first character, as far as one may see them."""

from __future__ import annotations

import pytest

from renda.kernel.search.models import SavedSearch
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


def test_narrowed_by_who_and_where(client_as, stories):
    client = client_as("office")
    author = stories["registered"].suggestion.author.person.name
    page = text(client.get("/search/", {"q": "公厕", "person": author}))
    assert "<mark>公厕</mark>" in page and 'list="known-units"' in page
    assert "没有找到" in text(client.get("/search/", {"q": "公厕", "person": "没有这个人"}))
    assert "<mark>" in text(client.get("/search/", {"person": author}))


def test_a_question_gets_what_is_nearest(client_as, stories):
    page = text(client_as("office").get("/search/?q=集镇的公厕什么时候整修"))
    assert "没有一件含有全部这些字" in page and "整修集镇公厕" in page.replace("<mark>", "").replace(
        "</mark>", ""
    )
    assert "公厕" not in text(client_as("keeper").get("/search/?q=集镇公厕何时整修", headers=HTMX))


def test_a_search_is_kept_run_with_one_click_and_removed(client_as, stories):
    client, other = client_as("office"), client_as("chair")
    assert "存下这个查找" in text(client.get("/search/?q=公厕&year=2026"))
    kept = client.post("/search/keep/", {"query": "q=公厕&year=2026&page=3&odd=1"})
    client.post("/search/keep/", {"query": "year=2026&q=公厕"})
    one = SavedSearch.objects.get()
    assert (one.title, kept.url) == ("公厕　2026年", f"/search/?{one.query}")
    page = text(client.get("/search/"))
    assert f"?{one.query}".replace("&", "&amp;") in page and "去掉：公厕" in page
    assert "去掉：公厕" not in text(other.get("/search/"))
    assert other.post(f"/search/{one.pk}/forget/").status_code == 404
    assert client.post(f"/search/{one.pk}/forget/").status_code == 302
    assert not SavedSearch.objects.exists()
    client.post("/search/keep/", {"query": "q="})
    assert not SavedSearch.objects.exists()


def test_what_belongs_to_a_thing_comes_as_a_part_or_a_page(client_as, stories):
    pk = stories["registered"].suggestion.pk
    address = f"/search/related/suggestion.suggestion/{pk}/"
    assert "<h1" in text(client_as("office").get(address))
    assert "<html" not in text(client_as("office").get(address, headers=HTMX))
