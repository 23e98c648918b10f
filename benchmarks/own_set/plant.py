"""Plants errors of all kinds into clean paragraphs, from a seed; the same seed gives the same errors.

Wrong characters come from readings (pypinyin), usual words (jieba) and a table of look-alikes written here, not from
the detector's own candidates. Figures, days, terms and titles are planted as sentences of their own.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SOUND, NEAR, SHAPE, KEY, WORD, SWAP = "sound", "near", "shape", "key", "word", "swap"
MISSING, DOUBLED, TERM = "missing", "doubled", "term"
DAY, WEEKDAY, SUM, LAW, EDITION = "day", "weekday", "sum", "law", "edition"
SAME_LENGTH = (SOUND, NEAR, SHAPE, KEY, WORD, SWAP)
CHARACTERS = (*SAME_LENGTH, MISSING, DOUBLED)
FACTS = (TERM, DAY, WEEKDAY, SUM, LAW, EDITION)
KINDS = (*CHARACTERS, *FACTS)

LOOKALIKES = (
    "己已巳 未末 土士 人入 日曰 侯候 贷货 拨拔 析折 治冶 晴睛 幕募慕暮 辩辨 栗粟 享亨 徒徙 崇祟 刺剌 部陪 住往 特持待 情清请 代伐 村材 体休 "
    "决快 间问闻 元无 天夫 干千 午牛 田由 工土 木本术 今令 义叉 白自 史吏 兑免 乌鸟 竟竞 检捡 底低 防访 场扬 构沟 准淮 板扳 提堤 第弟 设没 受爱 "
    "计讨 付村 票栗 员贝 团困 因困 国固 案桉 选迭 任仕 会合 公分 共其 具其 正止 主王 上土 下卞 小少 大太 办为 水永 头买 买卖 西四 两雨 农衣 民氏 "
    "县具 镇填 乡彡 道遒 路洛 桥娇 修俢 建健 议仪 规现 观现 视规 理埋 报极 极板 效郊 级极 给纷 绍组 组细 续读 该核 说悦 调凋 请清 评抨 识织 "
    "资货 质盾 费贵 实买 安妥 完宗 定宁 宣宜 审宙 容客 察蔡 室窒 家冢 密蜜 富宫 各名 告吉 听呀 味昧 命合 品晶 响晌 哪那 商裔 善喜"
).split()
TERM_SENTENCES = (
    ("会议由人大主席主持", "人大主席", "人大主任"), ("这件事提交主席团会议研究", "主席团会议", "主席团办公会"),
    ("共收到代表建议九件", "代表建议", "代表提案"), ("截至目前已经完成七成", "截至目前", "截止目前"),
    ("大会依法作出决议", "作出", "做出"), ("其他事项另行通知", "其他", "其它"), ("群众反映的问题", "反映", "反应"),
    ("人民代表大会是国家权力机关", "权力", "权利"), ("会议部署了下一步工作", "部署", "布署"), ("这项决定应予撤销", "撤销", "撤消"),
    ("工程已经竣工验收", "竣工", "峻工"), ("核对村级账目", "账目", "帐目"), ("依法治国方略深入人心，法治观念增强", "法治观念", "法制观念"),
    ("镇长由人民代表大会选举产生", "选举产生", "任命产生"), ("人大常委会是常设机关", "常设机关", "常设机构"),
    ("代表应当出席本级人民代表大会会议", "代表应当出席", "代表应当列席"), ("大会通过了关于政府工作报告的决议", "报告的决议", "报告的决定"),
    ("请按期交付拨付资金的凭据", "拨付", "拔付"),
)  # fmt: skip
LAW_MISTAKES = (
    (
        "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》",
        "《中华人民共和国地方各级人民代表大会和地方人民政府组织法》",
    ),
    (
        "《中华人民共和国全国人民代表大会和地方各级人民代表大会选举法》",
        "《中华人民共和国全国人民代表大会和地方各级人民代表大会选取法》",
    ),
    ("《中华人民共和国村民委员会组织法》", "《中华人民共和国村委会组织法》"),
    ("《中华人民共和国乡村振兴促进法》", "《中华人民共和国乡村振兴法》"),
    ("《信访工作条例》", "《中华人民共和国信访条例》"),
    ("《中华人民共和国政府信息公开条例》", "《中华人民共和国政务信息公开条例》"),
)
EDITIONS = (
    (
        "2025年修正的《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》",
        "2015年修正的《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》",
    ),
    (
        "2022年修正的《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》",
        "2015年修正的《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》",
    ),
    ("2018年修正的《中华人民共和国预算法》", "2014年修正的《中华人民共和国预算法》"),
)
WEEK = "一二三四五六日"
TOPICS = ("农业农村", "交通道路", "教育卫生", "集镇管理", "水利设施", "社会保障")
FREQUENT_WORD, FREQUENT_CHARACTER, OFFERED = 300, 3000, 6


@dataclass(frozen=True)
class Case:
    """``text`` with one error at ``start`` to ``end``; ``right`` is the paragraph as it should be."""

    kind: str
    text: str
    right: str
    start: int
    end: int


@dataclass(frozen=True)
class _Speech:
    readings: dict[str, tuple[str, ...]]
    by_sound: dict[str, list[str]]
    words: dict[str, list[str]]
    usual: dict[str, int]


@lru_cache(maxsize=1)
def _speech() -> _Speech:
    """Readings, usual characters by sound and usual words by sound."""
    from renda.kernel.proofreading.characters import sounds, sources

    usual = sources.dictionary()[1]
    counts: dict[str, int] = defaultdict(int)
    for word, count in usual.items():
        for character in word:
            counts[character] += count
    frequent = sorted((c for c, n in counts.items() if n >= FREQUENT_CHARACTER), key=lambda c: -counts[c])
    readings = sounds.readings(frequent)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for character in frequent:
        for syllable in readings.get(character, ())[:1]:
            by_sound[syllable].append(character)
    words: dict[str, list[str]] = defaultdict(list)
    for word, count in usual.items():
        if len(word) == 2 and count >= FREQUENT_WORD and all(c in readings for c in word):
            words[sounds.word_reading(word, readings)].append(word)
    return _Speech(readings, by_sound, words, usual)


def _others(kind: str, character: str) -> list[str]:
    from renda.kernel.proofreading.characters import sounds

    speech = _speech()
    syllable = speech.readings.get(character, ("",))[0]
    if kind == SHAPE:
        return sorted({other for group in LOOKALIKES if character in group for other in group} - {character})
    if kind == SOUND:
        syllables = [syllable]
    else:
        syllables = sorted((sounds.near_sounds if kind == NEAR else sounds.keyboard_slips)(syllable))
    return [c for one in syllables for c in speech.by_sound.get(one, ())[:OFFERED] if c != character]


def _one_character(kind: str, text: str, chance: random.Random) -> Case | None:
    places = [at for at in range(len(text)) if text[at] in _speech().readings]
    for at in chance.sample(places, len(places)):
        if others := _others(kind, text[at]):
            return Case(kind, text[:at] + chance.choice(others) + text[at + 1 :], text, at, at + 1)
    return None


def _one_word(text: str, chance: random.Random) -> Case | None:
    from renda.kernel.proofreading.characters.sounds import word_reading

    speech = _speech()
    places = [at for at in range(len(text) - 1) if speech.usual.get(text[at : at + 2], 0) >= FREQUENT_WORD]
    for at in chance.sample(places, len(places)):
        word = text[at : at + 2]
        if all(c in speech.readings for c in word):
            others = [
                other for other in speech.words.get(word_reading(word, speech.readings), ()) if other != word
            ]
            if others:
                return Case(WORD, text[:at] + chance.choice(others) + text[at + 2 :], text, at, at + 2)
    return None


def _moved(kind: str, text: str, chance: random.Random) -> Case | None:
    readings = _speech().readings
    places = [at for at in range(1, len(text) - 1) if text[at] in readings and text[at + 1] in readings]
    places = [at for at in places if text[at] != text[at + 1] and text[at - 1] != text[at]]
    if not places:
        return None
    at = chance.choice(places)
    if kind == SWAP:
        return Case(kind, text[:at] + text[at + 1] + text[at] + text[at + 2 :], text, at, at + 2)
    if kind == DOUBLED:
        return Case(kind, text[: at + 1] + text[at:], text, at, at + 2)
    return Case(kind, text[:at] + text[at + 1 :], text, max(0, at - 1), at + 1)


def _term(text: str, chance: random.Random) -> Case:
    sentence, right, wrong = chance.choice(TERM_SENTENCES)
    start = len(text) + sentence.index(right)
    return Case(
        TERM, f"{text}{sentence.replace(right, wrong)}。", f"{text}{sentence}。", start, start + len(wrong)
    )


def _sentence(kind: str, chance: random.Random) -> tuple[str, str, str]:
    """Right sentence, wrong sentence, the wrong part of it."""
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(360))
    shown = f"{day.year}年{day.month}月{day.day}日"
    if kind == DAY:
        wrong = f"{day.year}年{chance.choice(('2月30日', '4月31日', '6月31日', '9月31日', '11月31日'))}"
        return f"检查定于{shown}开始。", f"检查定于{wrong}开始。", wrong
    if kind == WEEKDAY:
        other = WEEK[(day.weekday() + chance.randrange(1, 7)) % 7]
        right, wrong = (f"{shown}（星期{mark}）" for mark in (WEEK[day.weekday()], other))
        return f"会议于{right}上午九时召开。", f"会议于{wrong}上午九时召开。", wrong
    if kind == SUM:
        parts = [chance.randrange(3, 40) for _ in range(3)]
        topics = chance.sample(TOPICS, 3)
        listed = "、".join(f"{topic}{count}件" for topic, count in zip(topics, parts, strict=True))
        total = sum(parts)
        off = total + chance.choice((-2, -1, 1, 2, 10))
        return (
            f"共收到建议{total}件，其中{listed}。",
            f"共收到建议{off}件，其中{listed}。",
            f"{off}件，其中{listed}",
        )
    right, wrong = chance.choice(LAW_MISTAKES if kind == LAW else EDITIONS)
    return f"依照{right}的有关规定办理。", f"依照{wrong}的有关规定办理。", wrong


def planted(kind: str, text: str, chance: random.Random) -> Case | None:
    """One error of ``kind`` in ``text``; None where the kind does not fit."""
    if kind in (SOUND, NEAR, SHAPE, KEY):
        return _one_character(kind, text, chance)
    if kind == WORD:
        return _one_word(text, chance)
    if kind == TERM:
        return _term(text, chance)
    if kind in (SWAP, MISSING, DOUBLED):
        return _moved(kind, text, chance)
    right, wrong, part = _sentence(kind, chance)
    start = len(text) + wrong.index(part)
    return Case(kind, text + wrong, text + right, start, start + len(part))


def cases(texts: Sequence[str], seed: int, kinds: Sequence[str] = KINDS, each: int = 1) -> Iterator[Case]:
    """For every kind, ``each`` errors in every third paragraph, begun at another one for every kind."""
    for number, kind in enumerate(kinds):
        chance = random.Random(f"{seed}-{kind}")
        for at in range(number % 3, len(texts), 3):
            for _ in range(each):
                case = planted(kind, texts[at], chance)
                if case is not None and case.text != case.right:
                    yield case
