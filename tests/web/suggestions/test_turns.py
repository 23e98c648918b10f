"""Working off a pile one after another: the way in, past one that can wait, and on after a step."""

from __future__ import annotations

import pytest

from renda.modules.suggestions.models import Category
from tests.modules.suggestions.story import POOR, Story
from tests.web.suggestions.test_steps import words


@pytest.fixture
def three(town_set, story):
    places = ("东", "西")
    return [story.submitted().suggestion] + [
        Story(town_set, title=f"关于修{place}路的建议").submitted().suggestion for place in places
    ]


def in_pile(suggestion, key: str) -> str:
    return f"{suggestion.get_absolute_url()}?pile={key}"


def test_a_pile_leads_from_one_to_the_next(client_as, three):
    office = client_as("office")
    assert f'href="{in_pile(three[0], "submitted")}"' in words(office.get("/waiting/submitted/"))
    page = words(office.get(in_pile(three[1], "submitted")))
    assert "第2件，共3件" in page
    assert in_pile(three[0], "submitted") in page and in_pile(three[2], "submitted") in page
    assert "看下一件" not in words(office.get(in_pile(three[2], "submitted")))


def test_only_in_its_own_pile_and_for_the_office(client_as, three):
    office = client_as("office")
    for key in ("registered", "nonsense", "rhythm", ""):
        assert "共3件" not in words(office.get(in_pile(three[0], key)))
    assert "共3件" not in words(client_as("deputy").get(in_pile(three[0], "submitted")))


def test_after_a_step_what_is_left_is_offered(client_as, post_step, three):
    answers = {"category": Category.objects.first().pk, "urgency": "normal"}
    office = client_as("office")

    def register(one) -> str:
        office.post(f"{one.get_absolute_url()}step/register/", {"version": one.version, **answers})
        return words(office.get(one.get_absolute_url()))

    page = register(three[1])
    assert "下一件待登记（还有2件）" in page and f"{three[2].get_absolute_url()}step/register/" in page
    page = register(three[2])
    assert "下一件待登记（还有1件）" in page and f"{three[0].get_absolute_url()}step/register/" in page
    assert "下一件" not in register(three[0])


def test_the_pile_says_what_stands_in_the_way_of_closing(client_as, story, town_set):
    story.judged()
    ready = Story(town_set, title="关于修东路的建议").judged()
    ready.act("office", "withhold", {"reason": "涉及村民个人信息"})
    angry = Story(town_set, title="关于修西路的建议").judged(verdict=POOR)
    angry.consulted().act("unit_handler", "reply", {"asked": "所提", "done": "修好了", "result": "solved", "contact": "吴经办", "contact_phone": "0000-6600123", "signer": "郑站长"})  # fmt: skip
    angry.act("deputy", "judge", POOR)
    page = words(client_as("office").get("/waiting/judged/"))
    for said in ("还没有决定公开还是不公开。", "可以结案归档。", "要先由主席团审议。"):
        assert said in page


def test_queries_do_not_grow_with_the_pile(client_as, town_set, story, assert_queries_flat):
    story.submitted()
    office, url = client_as("office"), in_pile(story.suggestion, "submitted")

    def add(count):
        for number in range(count):
            Story(town_set, title=f"关于修第{number}条路的建议").submitted()

    assert_queries_flat(lambda: words(office.get(url)), add, 1, 4)
