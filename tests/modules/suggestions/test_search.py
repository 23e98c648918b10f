"""What a step changes is found at once, by those who may see it, and by nobody else."""

from __future__ import annotations

import pytest
from django.db import transaction

from renda.foundation import clock
from renda.kernel.access.policies import visible
from renda.kernel.documents.models import Paper
from renda.kernel.documents.papers import make_paper
from renda.kernel.documents.search_source import KIND as PAPER
from renda.kernel.dossiers.models import Dossier
from renda.kernel.search import api, index
from renda.kernel.search.models import Entry
from renda.kernel.search.rebuild import rebuild
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions.models import Opinion
from renda.modules.suggestions.search_source import OPINION, PROMISE, SUGGESTION
from tests.modules.suggestions.story import Story, days_later

pytestmark = pytest.mark.django_db
KINDS = (SUGGESTION, OPINION, PROMISE, PAPER)


@pytest.fixture
def find(town_set):
    def search(text: str, role: str = "office", kinds=(SUGGESTION,)) -> list:
        found = api.search([town_set.town.pk], text, actor=town_set.actor(role), kinds=kinds)
        return [hit.object_id for hit in found.hits]

    return search


def test_a_draft_is_not_found_and_a_submitted_one_is(town_set, find):
    story = Story(town_set).drafted()
    assert find("东渠", "deputy") == []
    story.act("deputy", "submit", story.content)
    assert find("东渠") == [story.suggestion.pk]
    story.act("office", "send_back", {"reason": "请补照片"})
    assert find("东渠") == []


def test_every_part_is_found(town_set, find):
    promise = {"promises": [{"text": "浆砌渠首护坡", "due_on": days_later(90)}], "result": "planned"}
    story = Story(town_set).replied(done="已调运片石四十方。", **promise)
    own = [story.suggestion.pk]
    for text in ("三百多亩", "上河村三组", "春灌前", story.suggestion.number, "王代表", "一同查看现场", "片石", "水利站"):
        assert find(text) == own, text
    assert find("浆砌", kinds=(PROMISE,)) == [story.suggestion.promises.get().pk]
    assert find("片石", kinds=(PAPER,)) == [story.suggestion.reply_set.get().paper_id]


def test_rare_characters_in_names(town_set, find):
    author = town_set.people["deputy"]
    author.name = "𬭩㛃代表"
    author.save()
    town_set.people["other_deputy"].name = "赵龑"
    town_set.people["other_deputy"].save()
    story = Story(town_set, cosigners=[town_set.mandates["other_deputy"]]).submitted()
    assert find("𬭩") == find("㛃") == find("赵龑") == [story.suggestion.pk]


def test_nothing_stays_of_a_step_that_was_undone(town_set, find):
    with pytest.raises(RuntimeError), transaction.atomic():
        Story(town_set).submitted()
        raise RuntimeError
    assert find("东渠") == [] and find("东渠", kinds=(PAPER,)) == []


def test_who_finds_what(town_set, find):
    story = Story(town_set, confidential=True).assigned()
    own = [story.suggestion.pk]
    assert find("东渠", "deputy") == find("东渠", "unit_handler") == find("东渠", "chair") == own
    assert find("东渠", "other_deputy") == find("东渠", "other_unit") == find("东渠", "keeper") == []
    assert find("东渠", "other_deputy", (PAPER,)) == find("东渠", "other_unit", (PAPER,)) == []
    assert find("东渠", "unit_handler", (PAPER,))


def test_papers_and_dossiers_are_in_reach_with_their_matter(town_set):
    suggestion = Story(town_set, confidential=True).assigned().suggestion
    for model in (Paper, Dossier):
        rows = set(model.objects.filter(object_id=suggestion.pk).values_list("pk", flat=True))
        assert rows
        for role in ("office", "deputy", "unit_handler", "leader"):
            assert rows <= set(visible(town_set.actor(role), model).values_list("pk", flat=True)), role
        for role in ("other_deputy", "other_unit", "keeper"):
            assert not visible(town_set.actor(role), model).filter(pk__in=rows).exists(), role


def test_papers_of_no_matter_belong_to_the_office(town_set, find):
    fields = {"suggestion_title": "修渠", "kind": "建议", "lead_author": "王代表", "constituency": "", "cosigners": [],
              "submitted_on": clock.today(), "facts": "独此一纸", "place": "", "ask": "修"}  # fmt: skip
    paper = make_paper("original", fields)
    assert find("独此一纸", kinds=(PAPER,)) == [paper.pk]
    assert find("独此一纸", "deputy", (PAPER,)) == []


def test_slips_with_passwords_are_not_found(town_set):
    paper = Paper(template="first_passwords", title="初始密码", dated_on=clock.today(), text="密码")
    paper.save()
    api.refresh(PAPER, paper)
    assert not Entry.objects.filter(object_id=paper.pk).exists()


def test_opinions_are_found_while_they_are_there(town_set, find):
    opinion = Opinion.objects.create(title="公交太少", body="末班车五点就没有了", received_on=clock.today(), place="集镇")
    assert find("末班车", kinds=(OPINION,)) == find("集镇", "deputy", (OPINION,)) == [opinion.pk]
    assert find("末班车", "unit_handler", (OPINION,)) == []
    opinion.answer = "已延长到七点"
    opinion.save()
    assert find("延长到七点", kinds=(OPINION,)) == [opinion.pk]
    opinion.delete()
    assert find("末班车", kinds=(OPINION,)) == []


def test_a_rebuild_gives_the_same_for_every_town(town_set, other_town):
    Story(town_set).replied(result="planned", promises=[{"text": "修渠", "due_on": days_later(90)}])
    Story(town_set).drafted()
    Opinion.objects.create(title="公交", body="少")
    with acting_in(other_town.town):
        Opinion.objects.create(title="路灯", body="不亮")
    seen = ("kind", "object_id", "town_id", "title", "names", "body", "happened_on", "url")
    before = set(Entry.objects.values_list(*seen))
    assert {kind for kind, *_ in before} == set(KINDS)
    for kind in KINDS:
        index.remove_many(kind, list(Entry.objects.filter(kind=kind).values_list("object_id", flat=True)))
    assert not Entry.objects.exists()
    rebuild(kinds=KINDS)
    assert set(Entry.objects.values_list(*seen)) == before
