"""The same matter raised again, in this year and over the years."""

from __future__ import annotations

from datetime import date

import pytest

from renda.foundation import clock
from renda.modules.suggestions.similar import lineage, similar_to
from tests.modules.suggestions.story import CONTENT, Story, days_later

pytestmark = pytest.mark.django_db
BUS = {
    "title": "关于延长集镇公交末班车的建议",
    "facts": "集镇到县城的末班公交下午五点就收车，三十多名在县城打工的群众回不了家。",
    "place": "集镇车站",
    "ask": "请与公交公司商量，把末班车延长到晚上七点。",
}


@pytest.fixture
def years(town_set):
    """The same canal in 2023, 2025 and 2026, and a bus."""
    made = {}
    for year, ask in ((2023, "请清淤东渠。"), (2025, "请把东渠塌方处修好。"), (2026, CONTENT["ask"])):
        with clock.set_to(date(year, 3, 6)):
            made[year] = Story(town_set, ask=ask)
            if year == 2023:
                due = {"promises": [{"text": "秋收后清淤东渠", "due_on": days_later(200)}], "result": "planned"}
                made[year].replied(**due)
            else:
                made[year].submitted()
    with clock.set_to(date(2026, 3, 6)):
        made["bus"] = Story(town_set, **BUS).submitted()
        yield made


def test_what_looks_alike_is_shown_with_the_reason(years):
    found = similar_to(CONTENT["title"], CONTENT["facts"], exclude=years[2026].suggestion)
    assert {kin.year for kin in found} == {2023, 2025}
    assert years["bus"].suggestion.pk not in {kin.suggestion.pk for kin in found}
    first = found[0]
    assert first.title == CONTENT["title"] and "标题相同" in first.why and first.state in ("待登记", "待测评")
    assert first.url.endswith(f"{first.suggestion.pk}/") and 0 < first.score <= 1
    assert similar_to("天地玄黄", "宇宙洪荒") == []


def test_only_what_the_actor_may_see(town_set, years):
    Story(town_set, confidential=True).registered()
    text = CONTENT["title"], CONTENT["facts"]
    assert len(similar_to(*text, actor=town_set.actor("office"))) == 4
    assert {kin.year for kin in similar_to(*text, actor=town_set.actor("other_deputy"))} == {2023}
    assert similar_to(*text, actor=town_set.actor("keeper")) == []


def test_the_line_over_the_years(years):
    line = lineage(years[2026].suggestion)
    assert [kin.year for kin in line] == [2023, 2025, 2026]
    assert [promise.text for promise in line[0].promises] == ["秋收后清淤东渠"]
    assert line[2].promises == () and line[2].score == 1


def test_a_draft_has_no_line(town_set):
    assert lineage(Story(town_set).drafted().suggestion) == []


def test_queries_do_not_grow_with_what_is_found(town_set, assert_queries_flat):
    def make(count):
        for number in range(count):
            Story(town_set, ask=f"请修复第{number}段。").submitted()

    def look():
        return [kin.state for kin in similar_to(CONTENT["title"], CONTENT["facts"], actor=town_set.actor("office"))]

    assert_queries_flat(look, make, rows_small=2, rows_large=6)
