"""Every pattern rule is tried on its own examples: the wrong ones are found and mended, the right ones left alone."""

from __future__ import annotations

import pytest

from renda.kernel.proofreading import wordlist
from renda.kernel.proofreading.findings import mended
from renda.kernel.proofreading.rulefile import RuleError, rules, rules_of
from renda.kernel.proofreading.scanning import apply
from renda.kernel.proofreading.text import Spans, from_string

RULES = rules()


def found_by(rule, text):
    return list(apply(rule, from_string(text), Spans(())))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_wrong_examples_are_found(rule):
    for text, mend in rule.wrong:
        found = found_by(rule, text)
        assert found, f"{rule.id} does not see: {text}"
        if mend is not None:
            assert mended([text], found) == [mend]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_right_examples_are_left_alone(rule):
    for text in rule.right:
        assert not found_by(rule, text), f"{rule.id} speaks at: {text}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_was_mended_is_left_alone(rule):
    for _, mend in rule.wrong:
        assert mend is None or not found_by(rule, mend), f"{rule.id} speaks at its own mend: {mend}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_finding_gives_rule_reason_source_and_mend(rule):
    for finding in found_by(rule, rule.wrong[0][0]):
        assert all((finding.rule, finding.message, finding.reason, finding.source, finding.mend))


GOOD = {
    "id": "X-1", "check": "CON-01", "level": "必错", "find": "甲", "why": "因", "mend": "改", "replace": "乙",
    "wrong": ["甲"], "right": ["乙"],
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"check": "CON-99"},
        {"level": "错"},
        {"find": "(甲"},
        {"wrong": []},
        {"right": []},
        {"replace": "\\g<none>"},
        {"unknown": 1},
        {"unless_after": "词"},
        {"map": {"甲": 1}},
        {"quoted": "no"},
    ],
)
def test_a_rule_that_is_not_whole_is_refused(change):
    with pytest.raises(RuleError):
        rules_of({"rules": [{**GOOD, **change}]}, "test.yaml")


def test_a_whole_rule_is_taken():
    assert rules_of({"rules": [GOOD]}, "test.yaml")[0].id == "X-1"
    lacking = {key: value for key, value in GOOD.items() if key != "why"}
    with pytest.raises(RuleError):
        rules_of({"rules": [lacking]}, "test.yaml")


WORDS = wordlist.words()


@pytest.mark.parametrize("word", WORDS.values(), ids=lambda word: word.wrong)
def test_wrong_words_are_mended_and_right_words_left_alone(word):
    text = f"（{word.wrong}）"
    found = list(wordlist.scan(from_string(text), Spans(())))
    assert mended([text], found) == [f"（{word.right}）"]
    assert not list(wordlist.scan(from_string(f"（{word.right}）"), Spans(())))
    for near in word.before:
        assert not list(wordlist.scan(from_string(near + word.wrong), Spans(())))
    for near in word.after:
        assert not list(wordlist.scan(from_string(word.wrong + near), Spans(())))


@pytest.mark.parametrize("sentence", sorted({s for word in WORDS.values() for s in word.group.right}))
def test_sentences_beside_wrong_words_are_left_alone(sentence):
    assert not list(wordlist.scan(from_string(sentence), Spans(())))


@pytest.mark.parametrize(
    "group",
    [
        {"words": {"甲": "甲"}},
        {"unless": {"丙": {"before": ["丁"]}}},
        {"level": "错"},
        {"check": "CON-99"},
        {"unless": {"甲": {"near": ["丁"]}}},
    ],
)
def test_a_word_list_that_is_not_whole_is_refused(group):
    good = {
        "id": "X",
        "check": "CON-19",
        "level": "必错",
        "why": "因",
        "mend": "改",
        "words": {"甲": "乙"},
        "right": [],
    }
    assert list(wordlist.words_of({"groups": [good]}, "test.yaml"))
    with pytest.raises(RuleError):
        list(wordlist.words_of({"groups": [{**good, **group}]}, "test.yaml"))


def test_the_habit_of_a_whole_text_is_only_a_hint():
    rule = next(rule for rule in RULES if rule.id == "TXT-01-half")
    from renda.kernel.proofreading.scanning import scan

    def levels(text):
        return {finding.strength for finding in scan(from_string(text)) if finding.rule == rule.id}

    assert levels("会议开始，代表入场，主席讲话,代表鼓掌。") == {"必错"}
    assert levels("会议开始,代表入场,主席讲话。") == {"提示"}
