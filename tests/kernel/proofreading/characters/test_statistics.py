"""The language statistics: counting, the file, going on after an interruption, and what they find."""

from __future__ import annotations

import pytest

from renda.kernel.proofreading.characters import (
    build,
    detector,
    doubled,
    scoring,
    shapes,
    sounds,
    sources,
    store,
)
from renda.kernel.proofreading.characters.counting import Counts, count_texts
from renda.kernel.proofreading.characters.language import language
from renda.kernel.proofreading.characters.normal import normal
from renda.kernel.proofreading.characters.scoring import Reader


def test_one_shape_of_the_same_length():
    assert normal("2026年A．会，喆") == "0000年a，会，喆"
    assert len(normal("“𠮷”①")) == 4


def test_counts_are_exact_and_survive_being_set_aside(monkeypatch):
    monkeypatch.setattr("renda.kernel.proofreading.characters.counting.FULL", 5)
    counts = Counts()
    count_texts(["工作报告", "工作方案", "工作报告"], counts, lambda _: None)
    table = dict(counts.finished(2))
    assert table[store.key_of("工作")] == 3
    assert table[store.key_of("报告")] == 2
    assert counts.single["工"] == 3
    assert counts.characters == 12


def test_papers_count_only_what_several_hold():
    counts = Counts(in_several=2)
    count_texts(["机密甲乙", "公开甲乙", "公开公开公开"], counts, lambda _: None)
    table = dict(counts.finished(2))
    assert store.key_of("机密") not in table
    assert table[store.key_of("甲乙")] == 2
    assert table[store.key_of("公开")] == 2


def test_probabilities_prefer_what_was_read(statistics):
    text, other = normal("发展机制，"), normal("发展机智，")
    assert statistics.window(text, 2, 5) > statistics.window(other, 2, 5) + 2
    assert statistics.cut("工作作风") > statistics.cut("工作作工作")
    assert 0 < statistics.share("完善发展") <= 1


@pytest.mark.parametrize("cut", [0, 10, 200, 5000])
def test_a_damaged_file_is_as_if_there_were_none(tmp_path, folder, cut):
    whole = (folder / build.FILE).read_bytes()
    (tmp_path / build.FILE).write_bytes(whole[:cut])
    assert language(tmp_path) is None
    assert detector.find(["人民代表大回"], target=tmp_path)


def test_it_goes_on_where_it_was_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "dictionary", lambda: ("词典", {"工作": 500, "报告": 500}))
    monkeypatch.setattr(shapes, "lookalikes", lambda characters: {})
    read: list[str] = []

    def source(key: str) -> sources.Source:
        return sources.Source(key, key, "自有", "1", lambda: read.append(key) or ["工作报告"] * 70)

    found = [source("first"), source("second")]
    with pytest.raises(build.Interrupted):
        build.build(tmp_path, stop=lambda: read == ["first", "second"], found=found)
    assert not (tmp_path / build.FILE).exists()
    report = build.build(tmp_path, found=found)
    assert read == ["first", "second", "second"]
    assert report.reused == ["first"]
    changed = [found[0], sources.Source("second", "second", "自有", "2", lambda: ["工作"])]
    assert build.build(tmp_path, found=changed).reused == ["first"]
    assert sorted(path.name for path in (tmp_path / build.PARTS).iterdir()) == [
        "first-1.part",
        "second-2.part",
    ]
    steps: list[tuple] = []
    build.build(tmp_path, lambda *step: steps.append(step), found=changed)
    assert steps[-1] == ("完成", 4, 4)


def test_without_a_dictionary_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "dictionary", lambda: None)
    with pytest.raises(build.NothingToCount, match="重新安装"):
        build.build(tmp_path, found=[])


def test_the_installed_dictionary_is_read():
    _name, words = sources.dictionary()
    assert words["人民代表大会"] > 0
    assert len(words) > 100_000


def test_sounds():
    assert sounds.readings("重机")["重"][:2] == ("zhong", "chong")
    assert "zong" in sounds.near_sounds("zhong") and "lan" in sounds.near_sounds("nan")
    assert "hong" in sounds.keyboard_slips("gong") and "zhogn" in sounds.keyboard_slips("zhong")
    assert detector.sounds_alike("制", "智") and not detector.sounds_alike("制", "会")


def test_shapes():
    alike = shapes.lookalikes("己已巳未末土士人贷货会")
    assert "未" in alike["末"] and "土" in alike["士"] and "货" in alike["贷"]
    assert "会" not in alike["人"]


@pytest.mark.parametrize(
    ("wrong", "right", "channel"),
    [
        ("要完善发展机智，落实责任", "机制", "sound"),
        ("还要申请银行货款，贷款手续已经办理", "贷款", "shape"),
        ("有关单位要及时答复表代", "代表", "swap"),
    ],
)
def test_every_channel_proposes_what_was_meant(statistics, wrong, right, channel):
    proposals = Reader(statistics, normal(wrong)).proposals()
    meant = [wrong[: one.start] + one.meant + wrong[one.end :] for one in proposals if one.channel == channel]
    assert any(right in text for text in meant)


def test_a_word_for_another_of_the_same_sound(statistics):
    proposals = list(Reader(statistics, normal("资金要几时落实"))._thinkable(3))
    assert (4, "及", "sound") in proposals
    pairs = Reader(statistics, normal("坚持愿者办理"))._same_sound(2)
    assert pairs.get("原则") == "pair"


def test_names_are_never_questioned_by_statistics(statistics):
    reader = Reader(statistics, normal("完善发展机智"), kept={5})
    assert all(not one.start <= 5 < one.end for one in reader.proposals())


def test_limits_decide_what_is_said():
    limits = scoring.weights()["limits"]
    assert set(limits) == set(scoring.CHANNELS)
    assert set(scoring.weights()["weights"]) == set(scoring.FEATURES)
    for channel, (doubtful, hint) in limits.items():
        facts = (0.0,) * len(scoring.FEATURES)
        said = [
            scoring.Proposal(0, 1, "会", channel, facts, share) for share in (doubtful, hint, hint - 0.01)
        ]
        assert detector.strength_of(said[0]) == "疑似"
        assert detector.strength_of(said[1]) in ("提示", "疑似")
        assert detector.strength_of(said[2]) is None


@pytest.mark.parametrize(
    "text", ["转变工作作风", "天天到村里", "年年检查", "会议议程", "二二〇一号", "一座座桥", "开会举举手"]
)
def test_repetitions_that_are_right(statistics, text):
    assert not list(doubled.repetitions(normal(text), statistics))


def test_repetitions(statistics):
    found = detector.Detector(statistics).find(["要及时解决决问题", "会议听取听取报告"])
    assert [(one.place.excerpt, one.replacement) for one in found] == [("决决", "决"), ("听取听取", "听取")]
    assert [one.replacement for one in detector.Detector(None).find(["办理的的情况"])] == ["的"]
