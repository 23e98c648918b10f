"""The index against the plain truth: what contains the words is found, nothing else, on either database."""

import random
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from renda.kernel.search import api, grams, keys
from renda.kernel.search.about import About
from renda.kernel.search.api import EVERYTHING
from renda.kernel.search.index import folded_text
from renda.kernel.search.models import Entry
from renda.kernel.search.query import parse
from renda.kernel.search.sources import EntryData
from tests.kernel.search.conftest import KIND, OTHER_KIND

TOWN, OTHER_TOWN = UUID(int=1), UUID(int=2)
ALPHABET = "人大代表路道修建村镇王伟经济体制二三十12年月日AbＡ　 、，。\n經𬭎"

pytestmark = pytest.mark.django_db


def put(title, body="", town=TOWN, on=date(2026, 3, 5), kind=KIND, object_id=None, **facets):
    object_id = object_id or uuid4()
    api.index(kind, object_id, town, title, body, on, "/x", facets)
    return object_id


def find(text, towns=(TOWN,), actor=EVERYTHING, **more):
    return [hit.object_id for hit in api.search(towns, text, actor=actor, **{"limit": 1000, **more}).hits]


def random_texts(count, seed=3):
    chance = random.Random(seed)
    items = []
    for number in range(count):
        text = "".join(chance.choices(ALPHABET, k=chance.randint(5, 90)))
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
        town = TOWN if number % 3 else OTHER_TOWN
        items.append(EntryData(UUID(int=chance.getrandbits(128)), town, text[:8], text[8:], day))
    return items


def random_queries(items, count, seed=4):
    chance = random.Random(seed)
    for _ in range(count):
        pieces = []
        for _ in range(chance.choice((1, 1, 2))):
            text = chance.choice(items).body or "路"
            at = chance.randrange(len(text))
            pieces.append(text[at : at + chance.choice((1, 2, 3, 4, 5, 6))])
        yield " ".join(pieces)


def test_recall_and_precision_are_exact():
    items = random_texts(400)
    api.index_many(KIND, items)
    texts = {entry.object_id: folded_text(entry) for entry in Entry.objects.filter(town_id=TOWN)}
    asked = 0
    for text in random_queries(items, 250):
        query = parse(text)
        if not query.words:
            continue
        asked += 1
        assert set(find(text)) == {key for key, folded in texts.items() if query.matches(folded)}, text
    assert asked > 150


def test_every_piece_of_the_raw_text_is_found():
    items = random_texts(200)
    api.index_many(KIND, items)
    for text in random_queries(items, 120, seed=9):
        if not text.isalnum():
            continue
        raw = {
            item.object_id
            for item in items
            if item.town_id == TOWN and (text in item.title or text in item.body)
        }
        assert raw <= set(find(text)), text


def test_update_and_removal_keep_the_index_exact():
    chance = random.Random(5)
    items = random_texts(120)
    api.index_many(KIND, items)
    for item in chance.sample(items, 60):
        put(
            "新题目" + item.title[::-1],
            item.body[::-1],
            item.town_id,
            item.happened_on + timedelta(days=1),
            KIND,
            item.object_id,
        )
    for item in chance.sample(items, 30):
        api.remove(KIND, item.object_id)
    texts = {entry.object_id: folded_text(entry) for entry in Entry.objects.filter(town_id=TOWN)}
    for text in [*random_queries(items, 80), "新题目", "路", "代表"]:
        query = parse(text)
        if query.words:
            assert set(find(text)) == {key for key, folded in texts.items() if query.matches(folded)}, text


def test_a_changed_address_alone_rewrites_no_text():
    key = put("道路")
    before = Entry.objects.get(object_id=key).id
    api.index(KIND, key, TOWN, "道路", "", date(2026, 3, 5), "/neu", {"units": ["1"]})
    entry = Entry.objects.get(object_id=key)
    assert (entry.id, entry.url, entry.facets) == (before, "/neu", {"units": ["1"]})
    assert find("道路") == [key]


def test_rollback_leaves_nothing():
    kept = put("道路整修")
    with pytest.raises(RuntimeError), transaction.atomic():
        put("道路新建")
        put("道路", town=UUID(int=77))
        api.remove(KIND, kept)
        raise RuntimeError
    assert find("道路") == [kept]
    assert find("道路", [UUID(int=77)]) == []
    assert find("道路", [UUID(int=77), TOWN]) == [kept]


def test_words_do_not_reach_across_punctuation_or_fields():
    put("经济、体制")
    put("经济", "体制")
    assert find("经济体制") == []
    assert len(find("经济 体制")) == 2
    assert len(find('"经济，体制"')) == 2


@pytest.mark.parametrize(
    "text, query",
    [
        ("二〇二六年三月十五日", "2026年3月15日"), ("2026年3月15日", "二〇二六年三月十五日"), ("2026.03.15", "2026年3月15日"),
        ("第十九届", "第19届"), ("第19届", "第十九届"), ("ＧＤＰ增长", "gdp"), ("gdp增长", "ＧＤＰ"), ("經濟", "经济"), ("经济", "經濟"),
        ("王　伟", "王伟"), ("张𬭎𫖮", "𬭎𫖮"), ("祎\U00031350", "\U00031350"), ("5G基站", "5g"), ("３．５万元", "3.5万元"),
    ],
)  # fmt: skip
def test_both_writings_find_each_other(text, query):
    key = put("公文", text)
    put("别的", "无关")
    assert find(query) == [key]


def test_names_are_found_and_shown():
    key = put("来信", "没有名字的正文", names=["欧阳珺", "水利站"])
    hit = api.search([TOWN], "欧阳珺", actor=EVERYTHING).hits[0]
    assert hit.object_id == key
    assert [part.text for part in hit.snippet if part.marked] == ["欧阳珺"]


def test_narrowing_by_people_units_and_places():
    by_wang = put("道路", people=["王伟", "李强"], units=["水利站"], places=["上河村"])
    of_wang = put("道路", "王伟说水利站", people=["陈静"], units=["交通站"], places=["上河村东头"])
    old = put("关于上河村道路的决定", people=["王伟平"])
    assert find("道路", about=About(people="王伟")) == [one for one in find("道路") if one in (by_wang, old)]
    assert find("", about=About(people="王", units="水利站")) == [by_wang]
    assert set(find("道路", about=About(places="上河村"))) == {by_wang, of_wang, old}
    assert find("道路", about=About(people="静 陈")) == [of_wang]
    assert find("-道路", about=About(people="王伟")) == [] and find("", about=About(people="“")) == []


def test_a_question_is_answered_by_what_is_nearest():
    right = put("关于上河村自来水管网的答复", "管道老化，定于年底前换完。", names=["黄垚"])
    for number in range(40):
        put(f"关于松林湾路灯{number}的建议", "群众反映强烈，建议尽快解决，年底以前答复。")
    question = "上河村的水管什么时候能换"
    assert find(question) == []
    hits = api.nearest([TOWN], question, actor=EVERYTHING)
    assert hits[0].object_id == right and any(part.marked for part in hits[0].title)
    assert api.nearest([TOWN], "天外来客", actor=EVERYTHING) == []
    assert api.nearest([TOWN], "的", actor=EVERYTHING) == []


def test_what_belongs_to_a_paper(probe):
    road = put("关于硬化金鼎村道路的决定", "会议决定硬化。", number="云人〔2026〕3号", units=["交通站"])
    citing = put("通知", "按照云人〔2026〕3号文件办理。")
    near = put("金鼎村道路硬化验收情况", "已经硬化。")
    put("关于茶叶品牌的建议", "统一包装。")
    assert [hit.object_id for hit in api.related(KIND, road, actor=EVERYTHING)] == [citing, near]
    probe.allowed = {road, near}
    assert [hit.object_id for hit in api.related(KIND, road, actor="someone")] == [near]
    probe.allowed = {near}
    assert api.related(KIND, road, actor="someone") == []


def test_exclusion_kind_and_year():
    one = put("道路", "农村", on=date(2025, 1, 1))
    two = put("道路", "城区", on=date(2026, 1, 1))
    slip = put("道路", kind=OTHER_KIND, on=date(2024, 12, 31))
    undated = put("道路", on=None)
    assert find("道路 -农村") == [two, slip, undated]
    assert find("道路", kinds=[OTHER_KIND]) == [slip]
    assert find("道路", kinds=[KIND, OTHER_KIND]) == [two, one, slip, undated]
    assert find("道路", years=[2025]) == [one]
    assert find("道路", years=[2024, 2026]) == [two, slip]
    assert find("道路", years=[]) == []


def test_towns_are_apart_and_merge_by_date():
    here = put("道路", on=date(2025, 5, 5))
    there = put("道路", town=OTHER_TOWN, on=date(2026, 5, 5))
    assert find("道路") == [here]
    assert find("道路", [OTHER_TOWN]) == [there]
    assert find("道路", [TOWN, OTHER_TOWN]) == [there, here]
    assert find("道路", []) == [] and find("道路", [uuid4()]) == []


def test_pages_and_the_cap():
    api.index_many(
        KIND,
        [EntryData(uuid4(), TOWN, "道路", "", date(2020, 1, 1) + timedelta(days=n)) for n in range(505)],
    )
    first = api.search([TOWN], "道路", actor=EVERYTHING)
    second = api.search([TOWN], "道路", actor=EVERYTHING, offset=20)
    assert (len(first.hits), first.total, first.capped, first.total_zh) == (20, 500, True, "500+")
    days = [hit.happened_on for hit in first.hits + second.hits]
    assert days == sorted(days, reverse=True) and len(set(days)) == 40
    last = api.search([TOWN], "道路", actor=EVERYTHING, offset=500)
    assert (len(last.hits), last.total, last.capped) == (5, 505, False)
    assert api.search([TOWN], "道路", actor=EVERYTHING, offset=2000).hits == []


def test_titles_first_when_asked():
    late = put("会议", "道路", on=date(2026, 1, 1))
    early = put("道路", "会议", on=date(2020, 1, 1))
    assert find("道路") == [late, early]
    assert find("道路", newest=False) == [early, late]


def test_every_hit_passes_the_policy_and_the_page_is_refilled(probe):
    keys = [put("道路", on=date(2020, 1, 1) + timedelta(days=n)) for n in range(60)]
    probe.allowed = set(keys[::3])
    results = api.search([TOWN], "道路", actor="someone")
    assert [hit.object_id for hit in results.hits] == keys[::3][::-1]
    assert results.total == 20 and probe.asked
    probe.allowed = set()
    assert api.search([TOWN], "道路", actor="someone").total == 0


def test_the_policy_is_asked_until_the_end(probe):
    items = [EntryData(uuid4(), TOWN, "道路", "", date(2020, 1, 1) + timedelta(days=n)) for n in range(1100)]
    api.index_many(KIND, items)
    probe.allowed = {items[0].object_id}
    assert find("道路", actor="someone") == [items[0].object_id]


def test_kinds_nobody_registered_or_out_of_reach_are_not_shown(probe, monkeypatch):
    put("道路", kind="gone.kind")
    key = put("道路")
    assert find("道路", actor="someone") == [key]
    assert find("道路", actor="someone", kinds=["gone.kind"]) == []
    monkeypatch.setattr(type(probe), "within_reach", lambda self, actor: False)
    assert find("道路", actor="someone") == []


@pytest.mark.parametrize(
    "typed",
    ["'; DROP TABLE search_entry; --", '" OR 1=1', "a* NEAR(b c)", "%_\\", "t:路", "😀", "\x00路", "\ud83d路", "路" * 5000,
     "-", '"', "k0 y2026", "()", "^路", "路 " * 50, "{}[]", "\u202e路"],
)  # fmt: skip
def test_odd_input_never_fails(typed):
    put("道路")
    api.search([TOWN], typed, actor=EVERYTHING)
    api.search([TOWN, OTHER_TOWN], typed, actor="someone", years=[0, 2026, 10_000], kinds=[KIND])


def test_odd_texts_can_be_indexed():
    key = put("标题\x00\ud800", "正文\x00" + "😀" * 50 + "\ud800路")
    assert find("路") == [key]
    api.remove(KIND, key)
    assert find("路") == []


def test_marks_are_data():
    put("關於<b>道　路</b>的建议", "前" * 300 + "，修建道路。" + "后" * 300)
    hit = api.search([TOWN], "道路", actor=EVERYTHING).hits[0]
    assert [tuple(part) for part in hit.title] == [
        ("關於<b>", False),
        ("道　路", True),
        ("</b>的建议", False),
    ]
    assert "".join(part.text for part in hit.snippet).startswith("…前")
    assert [part.text for part in hit.snippet if part.marked] == ["道路"]
    assert hit.label_zh == "试验公文" and hit.url == "/x"


def test_the_database_computes_the_numbers_that_are_asked_for():
    """Two places know how a character becomes a number; on PostgreSQL they are held against each other."""
    if connection.vendor != "postgresql":
        return
    town, text, kind = 5, "王𬭎·修路", grams.of_kind(KIND)
    key = town << keys.TOWN_SHIFT
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_numbers(%s, %s, '{7}', %s)", [key, text, kind])
        found = set(cursor.fetchone()[0])
    neighbours = [a + b for a, b in zip(text, text[1:], strict=False)]
    expected = {7} | {grams.number(town, term) for term in [*text, *neighbours]}
    assert found == expected | {grams.number(town, pair) ^ kind for pair in grams.pairs(text)}


def test_more_writings_than_are_asked_for_one_by_one_are_decided_by_the_text(monkeypatch):
    monkeypatch.setattr("renda.kernel.search.backends.postgres.MOST_READINGS", 1)
    hit = put("二〇二六年", "12个代表")
    put("二〇二五年", "3个代表", town=OTHER_TOWN)
    put("二〇二五年", "3个代表")
    assert find("2026年 12") == [hit] and find("2026年") == [hit]
