"""The texts read like different people's: Chinese only, no officialese, no two alike unless meant."""

import re
from datetime import date
from itertools import combinations

import pytest

from renda.demo.content import texts
from renda.demo.content.stories import plan
from renda.demo.content.topics import BY_KEY

BANNED = (
    "随着", "众所周知", "综上所述", "高度重视", "切实加强", "进一步加强", "扎实推进", "有力抓手", "赋能", "保驾护航",
    "提供坚强保障", "不断满足", "日益增长", "重要意义", "落地落实", "走深走实", "再上新台阶",
)


@pytest.fixture(scope="module")
def town():
    return plan()


def every_text(town):
    """(story number, what, text) of everything that a story can say."""
    for s in town.stories:
        written = texts.suggestion(town, s)
        yield s.number, "title", written.title
        yield s.number, "suggestion", written.body
        yield s.number, "remark", texts.assignment_remark(town, s)
        yield s.number, "up", texts.passing_up(town, s, s.submitted_on).body
        yield s.number, "upanswer", texts.upward_answer(town, s)
        yield s.number, "proof", texts.promise_kept_proof(town, s, s.submitted_on)
        yield s.number, "broken", texts.promise_broken_reason(town, s)
        yield s.number, "extension", texts.extension(town, s, s.submitted_on, s.submitted_on).body
        yield s.number, "consultation", texts.consultation(town, s, s.submitted_on)
        yield s.number, "objection", texts.objection(town, s, s.lead)
        yield s.number, "return", texts.return_reason(town, s, s.lead)
        yield s.number, "letter", texts.supervision_letter(town, s, "12", s.submitted_on)
        yield s.number, "notes", texts.withdrawal_reason(town, s) + texts.confidential_reason(town, s) + texts.close_note(town, s)
        if BY_KEY[s.topic].unsuitable:
            yield s.number, "gate", texts.gate_reason(s)
        for stage in (0, 1, 2):
            yield s.number, "progress", texts.progress(town, s, stage)
        for unit in s.supports:
            yield s.number, "support", texts.support_opinion(town, s, unit)
        for level in ("satisfied", "mostly", "dissatisfied"):
            yield s.number, "verdict", texts.verdict(town, s, s.deputy_index, level)
        for result in ("solved", "solving", "planned", "not_yet_possible", "reference", "passed_up"):
            by = date(2026, 12, 1) if result == "planned" else None
            yield s.number, "reply", texts.reply(town, s, s.submitted_on, result, by).body
    for event in town.events:
        yield event.key, "hearing", texts.hearing(town, event)
        if event.kind == "site_visit":
            yield event.key, "visit", texts.site_visit(town, event)
    for item in town.opinions:
        yield item.key, "opinion", texts.opinion(town, item)


def test_texts_are_clean(town):
    for number, what, text in every_text(town):
        assert text, (number, what)
        found = re.findall(r"[A-Za-z{}|]|。。|，。|；。|，，|None", re.sub(r"\d{17}X", "", text))
        assert not found, (number, what, found, text)
        assert not [phrase for phrase in BANNED if phrase in text], (number, what, text)


def test_bodies_have_a_readable_length(town):
    for story in town.stories:
        if not BY_KEY[story.topic].unsuitable:
            assert 240 <= len(texts.suggestion(town, story).body) <= 600


def grams(text):
    return {text[i:i + 4] for i in range(len(text) - 3)}


def test_no_two_suggestions_read_alike_unless_meant(town):
    stories = [s for s in town.stories if not BY_KEY[s.topic].unsuitable]
    sets = {s.number: grams(texts.suggestion(town, s).body) for s in stories}
    strangers, doubles = [], []
    for a, b in combinations(stories, 2):
        share = len(sets[a.number] & sets[b.number]) / len(sets[a.number] | sets[b.number])
        if b.duplicate_of == a.number:
            doubles.append(share)
        elif a.line_key != b.line_key:
            strangers.append(share)
    assert max(strangers) < 0.5
    assert sum(strangers) / len(strangers) < 0.04
    assert min(doubles) > 0.15 and max(doubles) > 0.3


def test_letters_are_all_different(town):
    replied = [s for s in town.stories if s.last("replied")]
    letters = {texts.reply(town, s, s.last("replied").on, s.result).body for s in replied}
    assert len(letters) == len(replied)


def test_reply_has_the_parts_that_its_result_needs(town):
    story = next(s for s in town.stories if s.last("promise_made"))
    by = date.fromisoformat(story.last("promise_made").data["until"])
    reply = texts.reply(town, story, story.last("replied").on, "planned", by)
    assert reply.asked and reply.done and reply.cannot and reply.planned_by == by
    assert f"{by.year}年{by.month}月{by.day}日" in reply.planned and texts.promise(town, story) in reply.planned
    assert reply.contact and reply.contact_phone and reply.signer and reply.signer_title
    assert reply.addressees[0] == town.deputies[story.deputy_index].person.name
    assert not texts.reply(town, story, by, "solved").cannot


def test_private_data_is_there_to_be_found(town):
    marked = [s for s in town.stories if s.has_private_data]
    assert marked
    for story in marked:
        assert re.search(r"369901\d{11}[\dX]", texts.suggestion(town, story).facts)


def test_cosigned_suggestions_speak_as_several(town):
    for story in town.stories:
        text = texts.suggestion(town, story).body
        if story.cosigner_indexes:
            assert not re.search(r"我(?!们)", text) and "我们们" not in text


def test_texts_do_not_change_between_calls(town):
    again = plan()
    for one, two in zip(town.stories[:40], again.stories[:40], strict=True):
        assert texts.suggestion(town, one) == texts.suggestion(again, two)
