"""Every registered figure counts, shows its rows, and says how it is counted."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from renda.foundation import clock
from renda.kernel.deadlines import service
from renda.kernel.documents import registers
from renda.kernel.documents.engine.templates import example
from renda.kernel.documents.papers import make_paper
from renda.kernel.figures import registry, scopes
from renda.kernel.figures.registry import Figure, UnknownFigure
from renda.kernel.people.models import Person
from renda.kernel.people.register import Gender
from tests.modules.suggestions.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


def sample(kind: str, town_set) -> str:
    return {"today": "", "day": "day:2026-03-01", "year": "year:2026", "session": f"session:{town_set.session.pk}",
            "period": "period:2026-01-01..2026-12-31"}[kind]  # fmt: skip


def test_every_figure_counts_its_rows_over_every_scope(town_set):
    office = town_set.actor("office")
    assert len(registry.all_figures()) > 30
    for figure in registry.all_figures():
        for kind in figure.scopes:
            scope = sample(kind, town_set)
            value, rows = registry.value(figure.key, scope), registry.rows(office, figure.key, scope)
            assert value.text and figure.basis and figure.label
            if figure.whole is None:
                assert value.value == rows.total
            assert rows.hidden == 0, figure.key


def test_every_figure_offers_scopes_it_takes(town_set):
    for figure in registry.all_figures():
        offered = scopes.offered(figure.scopes)
        assert offered and all(scope.kind in figure.scopes for scope in offered)
        for scope in offered:
            assert registry.value(figure.key, scope.text).scope == scope


def test_shares_are_rounded_and_say_when_there_is_nothing(town_set):
    assert registry.value("people.women_share").text == "0%"
    Person.objects.filter(name="王代表").update(gender=Gender.FEMALE)
    assert registry.value("people.women_share").text == "33.3%"
    assert registry.value("suggestions.replied_share", "year:2026").text == "（无）"
    assert registry.value("suggestions.replied_share", "year:2026").value is None


def test_suggestions_are_counted_as_the_statistics_count_them(town_set):
    told = Story(town_set).drafted()
    assert registry.value("suggestions.received", "year:2026").value == 0, "a draft was not handed in"
    told.act("deputy", "submit", told.content)
    assert registry.value("suggestions.received", "year:2026").value == 1
    assert registry.value("suggestions.received", "year:2025").value == 0
    row = registry.rows(town_set.actor("office"), "suggestions.received", "year:2026").shown[0]
    assert row.url and row.detail == "待登记"


def test_papers_and_numbers(town_set):
    registers.take_in(town_set.actor("office"), registers.NumberSeries.objects.get(key="letter"), 2026, 2, [registers.PaperRow(1, "纸上的")], explanation="没有用")
    kept = registers.reserve(town_set.actor("office"), registers.NumberSeries.objects.get(key="letter"), 1, "留")
    registers.next_number("letter", "题")
    assert registry.value("papers.numbers_used", "year:2026").value == 2, "neither the unused nor the kept number"
    registers.void(kept[0], "不用了")
    assert registry.value("papers.voided", "year:2026").value == 1
    assert registry.value("papers.issued", "year:2026").value == 0
    assert registry.rows(town_set.actor("deputy"), "papers.voided", "year:2026").hidden == 1


def test_deadlines(town_set):
    paper = make_paper("issue_slip", example("issue_slip"))
    paper.get_absolute_url = lambda: "/"
    made = service.start(paper, "reply", "suggestion-rehandle", label="答复期限", waits_for="x", day=date(2026, 3, 4))
    assert registry.value("deadlines.late_now").value == 1
    service.meet(paper, "reply", date(2026, 3, 4))
    assert registry.value("deadlines.late_now").value == 0
    assert registry.value("deadlines.kept_share", "year:2026").text == "100%"
    assert made.due_on == date(2026, 3, 4)


def test_figures_over_the_same_rows_are_counted_together(town_set, assert_max_queries):
    scope = scopes.parse("year:2026")
    able = [(figure, scope) for figure in registry.all_figures() if scope.kind in figure.scopes]
    with assert_max_queries(len({figure.query for figure, _ in able})):
        values = registry.counted(able)
    assert values == [registry.value(figure.key, scope.text) for figure, _ in able]


def test_unknown_figures_are_told():
    with pytest.raises(UnknownFigure, match="没有叫"):
        registry.value("nothing.at.all")


def test_a_figure_is_registered_once_and_over_known_scopes():
    known = registry.figure("people.deputies")
    with pytest.raises(ImproperlyConfigured, match="登记了两次"):
        registry.register(known)
    with pytest.raises(ImproperlyConfigured, match="时间范围"):
        registry.register(Figure("x.y", "名", "组", known.query, known.row, "怎么算", scopes=("moon",)))


def test_a_scope_looks_no_further_than_today(town_set):
    assert scopes.parse("year:2026").day == clock.today()
    assert scopes.parse("year:2025").day == date(2025, 12, 31)


def test_rows_of_many_are_cut_and_counted(town_set):
    rows = registry.rows(town_set.actor("office"), "people.deputies", "", most=2)
    assert (len(rows.shown), rows.total, rows.hidden) == (2, 3, 1)
