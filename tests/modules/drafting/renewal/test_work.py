"""A renewal against the town's own data: begun, ruled, interrupted, taken back, ended with drafts."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from renda.kernel.access import policies
from renda.kernel.documents.engine.model import plain_text
from renda.kernel.documents.reading import Unreadable
from renda.modules.drafting import contents
from renda.modules.drafting.renewal import gather, work
from renda.modules.drafting.renewal.models import RenewalSet
from renda.modules.drafting.renewal.work import NotYet, Source
from tests.modules.drafting.renewal.last_year import LAST_YEAR, SECOND, TODAY, furnish


@pytest.fixture
def furnished(town_set, frozen_clock):
    furnish(town_set)
    frozen_clock.to(TODAY)
    return town_set


@pytest.fixture
def begun(furnished):
    sources = [Source("通知.txt", LAST_YEAR.encode()), Source("主持词.txt", SECOND.encode())]
    return work.begin(furnished.actor("office"), sources)


def by_old(one):
    return {place.old: place for place in one.renewal.places}


def test_the_towns_data_settle_what_they_know(begun):
    notice = by_old(work.worked(begun)[0])
    assert notice["2025年1月15日至16日"].new == "2026年1月20日至21日"
    assert notice["第十九届人民代表大会第四次会议"].new == "第十九届人民代表大会第五次会议"
    assert (notice["胡文斌"].decision, notice["胡文斌"].new) == ("flagged", "秦小川")
    assert notice["李镇长"].decision == "kept" and notice["周文书"].decision == "kept"
    assert notice["0000-6600110"].decision == "kept"
    assert notice["老农技站"].decision == "flagged"
    assert notice["9件"].decision == "unmatched"


def test_a_name_ruled_once_holds_in_every_paper_and_can_be_taken_back(begun, furnished):
    office = furnished.actor("office")
    first, second = work.worked(begun)
    place = by_old(first)["胡文斌"]
    before = [len(first.open), len(second.open)]
    key = work.rule(office, begun, first.item, place, "秦小川", everywhere=True)
    begun.refresh_from_db()
    assert [len(one.open) for one in work.worked(begun)] == [before[0] - 1, before[1] - 1]
    work.take_back(office, begun, key)
    begun.refresh_from_db()
    assert [len(one.open) for one in work.worked(begun)] == before


def test_a_number_in_one_paper_is_no_fact_of_another(furnished):
    """Two papers with a number of nothing known at the same place: each is asked for itself."""
    office = furnished.actor("office")
    made = work.begin(office, [Source(f"{n}.txt", f"关于修路的通知{n}\n\n　　修路{n}公里。".encode()) for n in (3, 3)])
    first, second = work.worked(made)
    work.rule(office, made, first.item, by_old(first)["3公里"], "5公里", everywhere=True)
    made.refresh_from_db()
    again = work.worked(made)
    assert "3公里" not in {place.old for place in again[0].open}
    assert "3公里" in {place.old for place in again[1].open}


def test_a_ruling_here_only_leaves_the_other_paper_open(begun, furnished):
    first, second = work.worked(begun)
    work.rule(furnished.actor("office"), begun, first.item, by_old(first)["胡文斌"], None, everywhere=False)
    begun.refresh_from_db()
    again = work.worked(begun)
    assert len(again[0].open) == len(first.open) - 1 and len(again[1].open) == len(second.open)


def test_the_sessions_days_can_be_given_by_hand(begun, furnished):
    work.settle(furnished.actor("office"), begun, {"届次": "十九届六次", "开幕": "2026-02-03", "闭幕": "2026-02-04", "成文日期": ""})
    notice = by_old(work.worked(begun)[0])
    assert notice["2025年1月15日至16日"].new == "2026年2月3日至4日"


def test_the_draft_carries_what_is_open_visibly_and_is_made_once(begun, furnished):
    office = furnished.actor("office")
    first = work.worked(begun)[0]
    work.rule(office, begun, first.item, by_old(first)["胡文斌"], "秦小川", everywhere=True)
    begun.refresh_from_db()
    draft = work.make_draft(office, begun, first.item)
    said = plain_text(contents.resolved(draft))
    assert "定于2026年1月20日至21日召开云岭镇第十九届人民代表大会第五次会议" in said
    assert "副镇长秦小川" in said and "【待核：9件】" in said
    assert work.make_draft(office, begun, first.item).pk == draft.pk
    begun.refresh_from_db()
    assert begun.finished_at is None
    work.make_draft(office, begun, work.worked(begun)[1].item)
    begun.refresh_from_db()
    assert begun.finished_at is not None
    with pytest.raises(NotYet, match="做完"):
        work.rule(office, begun, first.item, by_old(first)["9件"], "8件", everywhere=False)


def test_replaced_figures_go_on_being_watched(begun, furnished):
    from renda.kernel.figures import registry
    from renda.modules.drafting.renewal.facts import FigureFact, FigureOffer

    figure = next(one for one in registry.all_figures() if "year" in one.scopes)
    fact = FigureFact(figure.key, "收到代表建议", "件", "9", "0", "2025年", "2026年", "year:2026")
    facts = gather.town_facts()
    offer = FigureOffer(fact.label, fact.unit, fact.key, False, lambda: fact)
    facts = type(facts)(**{**vars(facts), "figures": lambda *_: (offer,)})
    first = work.worked(begun, facts)[0]
    draft = work.make_draft(furnished.actor("office"), begun, first.item, [first])
    assert f"{figure.key}|year:2026" in draft.bindings
    assert "收到代表建议0件" in plain_text(contents.resolved(draft))


def test_who_may(begun, furnished):
    assert list(policies.visible(furnished.actor("office"), RenewalSet)) == [begun]
    assert not policies.visible(furnished.actor("chair"), RenewalSet).exists()
    with pytest.raises(PermissionDenied):
        work.begin(furnished.actor("deputy"), [Source("a.txt", b"x")])
    with pytest.raises((Http404, PermissionDenied)):
        work.throw_away(furnished.actor("chair"), begun)
    work.throw_away(furnished.actor("office"), begun)
    assert not RenewalSet.objects.exists()


@pytest.mark.parametrize(("sources", "words"), [([], "请先选"), ([Source("a.txt", b"x")] * 41, "最多")])
def test_nothing_or_too_much(furnished, sources, words):
    with pytest.raises(NotYet, match=words):
        work.begin(furnished.actor("office"), sources)


def test_one_bad_file_keeps_the_whole_set_from_beginning(furnished):
    with pytest.raises(Unreadable):
        work.begin(furnished.actor("office"), [Source("a.txt", LAST_YEAR.encode()), Source("b.docx", b"PK\x03\x04 torn")])
    assert not RenewalSet.objects.exists()


def test_the_snapshot_takes_a_fixed_number_of_queries(furnished, assert_max_queries):
    with assert_max_queries(12):
        gather.town_facts()
