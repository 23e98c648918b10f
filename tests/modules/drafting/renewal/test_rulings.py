"""Rulings: followed exactly, reversible, and no other word changes."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import renewal as bench
from renda.kernel.documents.engine.model import OfficialPaper, Paragraph, Run, plain_text
from renda.modules.drafting.renewal import Ruling, apply, open_places, renew
from renda.modules.drafting.renewal.slots import slots, with_edits

PAPER = bench.make_paper(random.Random(11), size=40)[0]
RENEWAL = renew(PAPER, bench.facts(), on=bench.ON)
OPEN = [place for place in RENEWAL.places if place.must_be_ruled]
WORDS = st.one_of(st.none(), st.text("甲乙丙0123456789年月日", max_size=8))


def test_no_word_changes_where_no_place_is():
    before = {slot.path: slot.text for slot in slots(PAPER)}
    after = {slot.path: slot.text for slot in slots(apply(RENEWAL))}
    touched = {place.path for place in RENEWAL.places if place.decision == "replaced"}
    assert {path: text for path, text in before.items() if path not in touched} == {
        path: text for path, text in after.items() if path not in touched
    }
    for path in touched & set(after):
        rest, cut = before[path], sorted((p for p in RENEWAL.places if p.path == path), key=lambda p: -p.start)
        for place in cut:
            rest = rest[: place.start] + (place.new if place.decision == "replaced" else place.old) + rest[place.end :]
        assert after[path] == rest


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([place.id for place in OPEN]), WORDS, max_size=12), st.data())
def test_a_ruling_taken_back_leaves_no_trace(chosen, data):
    rulings = {key: Ruling(text) for key, text in chosen.items()}
    before = apply(RENEWAL, rulings)
    more = data.draw(st.sampled_from([place.id for place in OPEN if place.id not in rulings]))
    apply(RENEWAL, {**rulings, more: Ruling("另定")})
    assert apply(RENEWAL, dict(reversed(rulings.items()))) == before
    assert RENEWAL.paper == PAPER


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from([place.id for place in OPEN]), WORDS, max_size=20))
def test_only_what_is_ruled_on_leaves_the_list(chosen):
    rulings = {key: Ruling(text) for key, text in chosen.items()}
    assert {place.id for place in open_places(RENEWAL, rulings)} == {place.id for place in OPEN} - set(chosen)


def test_keeping_everything_gives_last_years_paper():
    everything = {place.id: Ruling(None) for place in RENEWAL.places}
    assert apply(RENEWAL, everything) == PAPER


def test_a_ruling_on_the_group_holds_everywhere_and_one_place_can_differ():
    same = [place for place in renew(
        OfficialPaper(kind="通知", form="plain", title="通知", date="2025年1月2日", blocks=(
            Paragraph((Run("镇长赵德明到会。"),)), Paragraph((Run("镇长赵德明讲话。"),)))), bench.facts(), on=bench.ON).places if place.kind == "person"]
    assert len({place.group for place in same}) == 1
    renewal = renew(OfficialPaper(kind="通知", form="plain", title="通知", date="2025年1月2日", blocks=(
        Paragraph((Run("镇长赵德明到会。"),)), Paragraph((Run("镇长赵德明讲话。"),)))), bench.facts(), on=bench.ON)
    made = plain_text(apply(renewal, {same[0].group: Ruling("钱文海"), same[1].id: Ruling(None)}))
    assert "镇长钱文海到会。" in made and "镇长赵德明讲话。" in made


def test_what_is_open_is_marked_so_that_nobody_overlooks_it():
    made = plain_text(apply(RENEWAL, mark_open=True))
    assert all(f"【待核：{place.old}】" in made for place in OPEN)
    assert "【待核" not in plain_text(apply(RENEWAL, {place.id: Ruling(None) for place in OPEN}, mark_open=True))


def test_a_place_over_two_runs_is_changed_once():
    paper = OfficialPaper(kind="通知", form="plain", title="通知", blocks=(Paragraph((Run("于2025年"), Run("1月8日", kaiti=True), Run("召开。"))),))
    made = with_edits(paper, {"blocks/0": [(1, 10, "2026年1月20日")]})
    assert made.blocks[0].runs == (Run("于2026年1月20日"), Run("召开。"))
