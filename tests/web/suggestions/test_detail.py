"""The page of one suggestion: who sees what of it, its files, its one-time links."""

from __future__ import annotations

import pytest
from django.urls import reverse

from renda.kernel.files import store
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions.models import Attachment, Category, Cosigner, Progress
from tests.harness.town import make_mandate, make_person
from tests.modules.suggestions.story import GOOD, POOR, Story
from tests.web.suggestions.test_steps import PNG, words


def page_of(client_as, role, story) -> str:
    answer = client_as(role).get(story.suggestion.get_absolute_url())
    assert answer.status_code == 200, words(answer)
    return words(answer)


@pytest.mark.parametrize(
    ("point", "seen"),
    [
        ("submitted", {"office", "chair", "presidium", "leader", "deputy"}),
        ("handling", {"office", "chair", "presidium", "leader", "deputy", "other_deputy", "unit_handler", "unit_leader"}),
    ],
)
def test_who_reaches_it(story, client_as, point, seen):
    getattr(story, point)()
    roles = ("office", "chair", "presidium", "leader", "deputy", "other_deputy", "unit_handler", "unit_leader", "other_unit")
    found = {role for role in roles if client_as(role).get(story.suggestion.get_absolute_url()).status_code == 200}
    assert found == seen


@pytest.mark.parametrize("point", ["registered", "assigned", "consulted", "replied", "closed"])
def test_every_point_of_the_way_can_be_read(story, client_as, point):
    getattr(story, point)()
    for role in ("office", "leader", "deputy"):
        page = page_of(client_as, role, story)
        assert story.suggestion.title in page and story.suggestion.state_label() in page


def test_a_confidential_one_is_not_for_other_deputies(story, client_as):
    story.content["confidential"] = True
    story.registered()
    assert client_as("other_deputy").get(story.suggestion.get_absolute_url()).status_code == 404
    assert "内容不宜公开" in page_of(client_as, "deputy", story)


def test_it_says_who_is_waited_for_until_when_and_why(story, client_as):
    story.assigned()
    page = page_of(client_as, "office", story)
    assert "水利站</strong>：答复期限" in page and "2026年6月2日" in page and "为什么是这一天" in page
    assert "内部答复期限" in page
    assert "内部答复期限" not in page_of(client_as, "deputy", story)


def test_a_unit_sees_its_own_buttons_first(story, client_as):
    story.assigned()
    page = page_of(client_as, "unit_handler", story)
    assert "交给我们单位的" in page and 'button-primary" href' in page and "退回交办" in page
    story.act("unit_handler", "sign_for", {"signed_by": "吴经办"})
    page = page_of(client_as, "unit_handler", story)
    assert f'{reverse("suggestions:step", args=[story.suggestion.pk, "sign_for"])}"' not in page
    assert "记面商" in page and "催办" not in page


def test_what_is_held_back_stays_grey_with_its_reason(story, client_as):
    story.judged()
    assert "还没有决定公开还是不公开。" in page_of(client_as, "office", story)


class TestVerdicts:
    """The comment is for the office, the chair and who wrote it; the unit learns only the sum."""

    SECRET = "渠还是漏水"

    @pytest.fixture
    def open_one(self, story, town_set):
        """Two asked, one answered: not settled yet."""
        story.submitted()
        Cosigner.objects.create(suggestion=story.suggestion, mandate=town_set.mandates["other_deputy"], agrees=True)
        category = Category.objects.first()
        story.act("office", "register", {"category": category, "urgency": "normal", "gate": {}})
        story.act("office", "assign", {"lead_unit": town_set.units["water"], "support_units": []})
        story.act("unit_handler", "sign_for", {"signed_by": "吴经办"})
        story.replied()
        story.act("deputy", "judge", {**GOOD, "comment": self.SECRET})
        return story

    @pytest.mark.parametrize("role", ["office", "chair", "deputy"])
    def test_who_reads_the_comment(self, open_one, client_as, role):
        assert self.SECRET in page_of(client_as, role, open_one)

    @pytest.mark.parametrize("role", ["unit_handler", "unit_leader", "presidium", "leader", "other_deputy", "third_deputy"])
    def test_who_does_not(self, open_one, client_as, role):
        assert self.SECRET not in page_of(client_as, role, open_one)

    def test_a_unit_learns_the_sum_only_when_all_have_answered(self, open_one, client_as):
        before = page_of(client_as, "unit_handler", open_one)
        assert "总体评价：" not in before and "每位代表的测评" not in before and "代表测评：" not in before
        open_one.act("other_deputy", "judge", {**POOR, "outcome": "mostly", "comment": ""})
        after = page_of(client_as, "unit_handler", open_one)
        assert "总体评价：<strong>基本满意" in after and "每位代表的测评" not in after
        assert "代表建议办理测评情况" not in after
        assert "每位代表的测评" in page_of(client_as, "presidium", open_one)


def test_an_objection_is_not_for_the_unit(story, client_as):
    story.assigned().act("deputy", "object", {"text": "这事应由公路站办"})
    assert "这事应由公路站办" in page_of(client_as, "office", story)
    assert "这事应由公路站办" in page_of(client_as, "deputy", story)
    assert "异议" not in page_of(client_as, "unit_handler", story)


def test_another_town_is_out_of_reach(story, client_as, other_town):
    with acting_in(other_town.town):
        theirs = Story(other_town).submitted().suggestion
    assert client_as("office").get(theirs.get_absolute_url()).status_code == 404


def test_files_are_for_who_sees_the_suggestion(story, client_as, town):
    story.assigned()
    stored = store.accept(PNG, "东渠.png", town_id=town.pk)
    url = reverse("suggestions:file", args=[stored.pk])
    assert client_as("office").get(url).status_code == 404
    Attachment.objects.create(suggestion=story.suggestion, file=stored, added_by="王代表")
    assert "东渠.png" in page_of(client_as, "unit_handler", story)
    answer = client_as("unit_handler").get(url)
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    assert client_as("unit_handler").get(f"{url}?small")["Content-Type"] == "image/jpeg"
    assert client_as("other_unit").get(url).status_code == 404


def test_one_way_to_one_time_links(story, client_as):
    story.assigned()
    url = reverse("make-link", args=[story.suggestion.pk])
    assert url in page_of(client_as, "office", story)
    for role in ("chair", "unit_handler"):
        assert url not in page_of(client_as, role, story)
    story.act("office", "withdraw", {"reason": "代表要求撤回"})
    assert url not in page_of(client_as, "office", story)


def test_the_same_matter_of_other_years_stands_beside(story, client_as, town_set):
    story.registered()
    other = Story(town_set, title="关于尽快修复上河村东渠的建议").registered()
    kin = reverse("suggestions:kin", args=[story.suggestion.pk])
    assert kin in page_of(client_as, "office", story)
    assert other.suggestion.title in client_as("office").get(kin).content.decode()


def test_queries_do_not_grow(story, client_as, assert_queries_flat, town_set):
    story.handling()
    client, url = client_as("office"), story.suggestion.get_absolute_url()

    def add(count):
        for number in range(count):
            Progress.objects.create(
                suggestion=story.suggestion, unit=town_set.units["water"], happened_on="2026-03-02", text=f"进展{number}"
            )
            person = Cosigner.objects.filter(suggestion=story.suggestion).count()


            mandate = make_mandate(make_person(f"联名{person}"), town_set)
            Cosigner.objects.create(suggestion=story.suggestion, mandate=mandate, agrees=True)

    assert_queries_flat(lambda: client.get(url), add, 2, 8)
