"""Texts: beginning a draft, saving versions, two people at once, what is typed meanwhile."""

from __future__ import annotations

import json
import threading
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from renda.kernel.documents.engine import model as engine_model
from renda.kernel.documents.engine.model import to_json
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute
from renda.kernel.search import api
from renda.kernel.units.scope import acting_in, active_town_id
from renda.modules.drafting import contents, texts
from renda.modules.drafting.models import Autosave, Draft, DraftVersion
from renda.modules.drafting.texts import TextMoved
from tests.harness.town import make_town
from tests.modules.drafting.way import begun, paper, sent

pytestmark = pytest.mark.django_db


def look_for(actor, words: str) -> list:
    """What the search gives this person in the active town."""
    return api.search([active_town_id()], words, actor=actor).hits


def test_a_draft_begins_with_its_first_version(town_set, frozen_clock):
    draft = begun(town_set)
    assert (draft.title, draft.kind, draft.drafter, draft.text_version) == ("关于召开第五次会议的通知", "通知", "周文书", 1)
    assert draft.versions.get().official() == contents.raw(draft)


def test_from_a_template_every_missing_field_is_named(town_set, frozen_clock):
    with pytest.raises(Refused) as told:
        texts.start_draft(town_set.actor("office"), "agenda", {})
    assert len(told.value.reasons) > 1 and all("还没有填" in reason.text for reason in told.value.reasons)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("template", ["agenda", "notice_deputies", "resolution_budget", "sign_in_book", "transmittal"])
def test_from_a_template_unfinished_what_lacks_stands_in_the_text(town_set, frozen_clock, template):
    draft = texts.start_draft(town_set.actor("office"), template, {}, unfinished=True)
    assert "〔待填：" in engine_model.plain_text(contents.resolved(draft))


def test_from_a_template_the_usual_register_is_chosen(town_set, frozen_clock):
    draft = texts.start_draft(town_set.actor("office"), "notice_deputies", {}, unfinished=True)
    assert draft.series == "presidium"


def test_an_unknown_template_or_form_is_told(town_set, frozen_clock):
    with pytest.raises(Refused, match="没有名为"):
        texts.start_draft(town_set.actor("office"), "nothing", {})
    with pytest.raises(Refused, match="没有这种公文格式"):
        texts.start_blank(town_set.actor("office"), "通知", "poem", "标题")
    with pytest.raises(Refused, match="登记簿"):
        texts.start_blank(town_set.actor("office"), "通知", "general", "标题", series="nothing")


def test_from_last_years_paper_without_its_number(town_set, frozen_clock):
    old = sent(town_set).paper
    draft = texts.start_from(town_set.actor("office"), old, title="关于召开第六次会议的通知")
    assert draft.base_paper == old and contents.raw(draft).number == "" and draft.title == "关于召开第六次会议的通知"


@pytest.mark.parametrize("title", ["题" * 80, "很长的标题\n分成两行"])
def test_long_titles_are_kept(town_set, frozen_clock, title):
    assert begun(town_set, title=title).title == title.replace("\n", "")


def test_a_saved_text_is_the_next_version_and_the_same_text_none(town_set, frozen_clock):
    office, draft = town_set.actor("office"), begun(town_set)
    second = texts.save_text(office, draft, paper("改了。"), 1, name="改时间")
    assert (second.n, second.name, second.made_by, draft.text_version) == (2, "改时间", "周文书", 2)
    again = texts.save_text(office, draft, to_json(paper("改了。")), 2)
    assert again == second and DraftVersion.objects.count() == 2


def test_the_title_of_the_text_is_the_title_of_the_draft(town_set, frozen_clock):
    draft = begun(town_set)
    texts.save_text(town_set.actor("office"), draft, paper(title="关于推迟会议的通知"), 1)
    assert draft.title == "关于推迟会议的通知"


def test_the_second_of_two_editors_is_shown_both_texts(town_set, frozen_clock):
    office, draft = town_set.actor("office"), begun(town_set, "原来的。")
    mine = Draft.objects.get(pk=draft.pk)
    texts.save_text(office, draft, paper("别人写的。"), 1)
    with pytest.raises(TextMoved) as told:
        texts.save_text(office, mine, paper("我写的。"), 1)
    moved = told.value
    words = [one.blocks[1].runs[0].text for one in (moved.mine, moved.theirs, moved.base.official())]
    assert words == ["我写的。", "别人写的。", "原来的。"]
    assert Draft.objects.get(pk=draft.pk).text_version == 2
    texts.save_text(office, mine, paper("合起来的。"), moved.theirs_version.n)
    assert mine.text_version == 3


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_once_one_wins_and_nothing_is_lost():
    made = make_town()
    with acting_in(made.town):
        draft, office = begun(made), made.actor("office")
    saved, moved, failures = [], [], []

    def work(n: int) -> None:
        try:
            with acting_in(made.town):
                saved.append(texts.save_text(office, Draft.objects.get(pk=draft.pk), paper(f"第{n}人写的。"), 1).n)
        except TextMoved as error:
            moved.append(error)
        except Exception as error:  # noqa: BLE001 - told to the test below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures and saved == [2] and len(moved) == 5
    with acting_in(made.town):
        assert Draft.objects.get(pk=draft.pk).versions.count() == 2


def test_an_earlier_text_comes_back_as_the_newest(town_set, frozen_clock):
    office, draft = town_set.actor("office"), begun(town_set, "原来的。")
    texts.save_text(office, draft, paper("改坏了。"), 1)
    texts.restore(office, draft, draft.versions.get(n=1), 2)
    assert contents.raw(draft).blocks[1].runs[0].text == "原来的。" and draft.text_version == 3
    with pytest.raises(Refused, match="不属于"):
        texts.restore(office, draft, begun(town_set).versions.get(), 3)


def test_typing_makes_no_versions_and_is_offered_again(town_set, frozen_clock):
    office, draft = town_set.actor("office"), begun(town_set)
    for n in range(20):
        texts.autosave(office, draft, paper(f"正在打字{n}"), 1)
    assert DraftVersion.objects.count() == 1 and Autosave.objects.count() == 1
    assert "正在打字19" in texts.pending_autosave(office, draft).content
    assert texts.pending_autosave(town_set.actor("chair"), draft) is None
    texts.save_text(office, draft, paper("正在打字19"), 1)
    assert texts.pending_autosave(office, draft) is None


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"kind": "通知"}', json.dumps({**json.loads(to_json(paper())), "form": "poem"}), b"\xff\xfe", {"kind": 1}],
)
def test_a_text_that_is_no_paper_is_refused(town_set, frozen_clock, content):
    draft = begun(town_set)
    for save in (texts.save_text, texts.autosave):
        with pytest.raises(Refused, match="读不出来"):
            save(town_set.actor("office"), draft, content, 1)
    assert DraftVersion.objects.count() == 1


def test_a_text_without_end_is_refused(town_set, frozen_clock):
    with pytest.raises(Refused, match="太长"):
        texts.save_text(town_set.actor("office"), begun(town_set), "字" * (contents.LONGEST + 1), 1)


@pytest.mark.parametrize("role", ["presidium", "leader", "deputy", "unit_handler", "keeper", "county"])
def test_only_the_office_and_the_chair_write(town_set, frozen_clock, role):
    draft = begun(town_set)
    with pytest.raises((PermissionDenied, Http404)):
        texts.save_text(town_set.actor(role), draft, paper("改"), 1)
    with pytest.raises(Refused, match="没有办理这一步的权限"):
        texts.start_blank(town_set.actor(role), "通知", "general", "标题")


def test_the_chair_writes_her_own_drafts_only(town_set, frozen_clock):
    chair = town_set.actor("chair")
    own = texts.start_with(chair, paper())
    texts.save_text(chair, own, paper("改"), 1)
    with pytest.raises((PermissionDenied, Http404)):
        texts.save_text(chair, begun(town_set), paper("改"), 1)


def test_a_draft_of_another_town_is_out_of_reach(town_set, other_town, frozen_clock):
    with acting_in(other_town.town):
        theirs = begun(other_town)
    with pytest.raises(Http404):
        texts.save_text(town_set.actor("office"), theirs, paper("改"), 1)


@pytest.mark.django_db(transaction=True)
def test_a_step_and_a_save_at_once_never_part_text_and_version():
    """Whoever is asked to review gets the very text the draft holds, whichever of the two came first."""
    made = make_town()
    failures = []

    def work(act) -> None:
        try:
            with acting_in(made.town):
                act()
        except MovedMeanwhile:
            pass
        except Refused as refused:
            if "不能改文字" not in str(refused):
                failures.append(refused)
        except Exception as error:  # noqa: BLE001 - told to the test below
            failures.append(error)
        finally:
            connection.close()

    for _ in range(5):
        with acting_in(made.town):
            draft, office = begun(made), made.actor("office")
            reviewers = [made.people["leader"]]
        save = partial(texts.save_text, office, draft, paper("改了。"), 1)
        ask = partial(execute, office, draft, "ask_review", {"reviewers": reviewers})
        threads = [threading.Thread(target=work, args=(act,)) for act in (save, ask)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with acting_in(made.town):
            now = Draft.objects.get(pk=draft.pk)
            assert now.versions.get(n=now.text_version).content == now.content
            for request in now.review_requests.all():
                assert request.version.content == now.content
    assert not failures


def test_drafts_are_found_until_they_are_papers(town_set, frozen_clock):
    found = [hit.title for hit in look_for(town_set.actor("office"), "水渠")]
    assert found == []
    draft = begun(town_set, "关于水渠修复的安排。", title="安排")
    assert [hit.kind for hit in look_for(town_set.actor("office"), "水渠")] == ["drafting.draft"]
    assert look_for(town_set.actor("leader"), "水渠") == []
    texts.save_text(town_set.actor("office"), draft, paper("关于道路的安排。", title="安排"), 1)
    assert look_for(town_set.actor("office"), "水渠") == []
    sent(town_set, draft)
    assert [hit.kind for hit in look_for(town_set.actor("office"), "道路")] == ["documents.paper"]
    assert [hit.kind for hit in look_for(town_set.actor("deputy"), "道路")] == ["documents.paper"]
