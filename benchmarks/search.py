"""Search and similar texts measured: time, size, recall and precision against the exact truth, beside other indexes.

    python -m benchmarks.search [--towns 1] [--suggestions 6000] [--papers 94000] [--queries 60]
                                [--postgres postgres://user@host:port/name] [--data FOLDER] [--prose FILE.txt] [--peers]

Makes its own county from a seed. ``--queries`` of each kind: words of 1, 2 and 3 to 6 characters, and two words.
``--peers``: the same questions to LIKE, FTS5 trigram, tantivy, or on PostgreSQL pg_trgm. ``--prose``: real text; part of
it stands in the papers, and questions are put together from its passages, to see how often the first hit is the passage
they come from; the titles of the rules, asked of their texts, are a second set of questions. Times in milliseconds.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.table import foot, percentile, show

SUGGESTION, PAPER, QUESTION = "bench.suggestion", "bench.paper", "bench.question"
PROSE_SHARE = 0.3
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文斌志红梅海波珺喆祎垚"
PLACE_A = "金石青白龙凤大小上下新高长清东西南北黄红柳杨桃梅松竹荷云"
PLACE_B = "鼎桥塘坪冲湾坝岭溪河泉湖井坡林田庙店屋坳洲港"
PLACE_C = "村村村组社区屯"
SUBJECTS = "道路硬化 农村公路 水渠清淤 自来水管网 路灯安装 垃圾清运 公厕改造 卫生室药品 幼儿园学位 校车接送 危房改造 养老服务 文化广场 桥梁加固 河道治理 电网改造 通信信号 公交班次 农田灌溉 山塘除险 污水处理 停车泊位 集市秩序 护栏安装 防火隔离带 茶叶品牌 种粮补贴 耕地抛荒 殡葬改革 反诈宣传".split()
VERBS = "加快 推进 完善 规范 加强 落实 解决 统筹 整治 增设 修复 督办 支持 优化 提高".split()
CLAUSES = [
    "群众反映强烈", "多年没有维修", "雨天泥泞难行", "老人小孩出行不便", "存在安全隐患", "影响春耕生产", "建议纳入年度计划",
    "由镇人民政府牵头办理", "请有关站所实地查看", "资金可由县级补助和村级自筹解决", "经人大主席团会议研究", "代表小组开展了视察",
    "现将有关情况报告如下", "会议听取和审议了专项工作报告", "要求限期书面答复", "已列入民生实事项目", "按照全过程人民民主的要求",
    "各村各单位要高度重视", "明确专人负责", "定期通报进度", "完成投资的百分之六十", "涉及农户较多", "协调难度较大", "下一步将加大投入",
]  # fmt: skip


class County:
    """Texts that look like an office's, from a seed: names and places follow a long-tailed distribution."""

    def __init__(self, seed: int, prose: list[str]) -> None:
        self.random, self.prose = random.Random(seed), prose

    def town(self, number: int) -> dict:
        r = random.Random(f"town-{number}")
        places = list({r.choice(PLACE_A) + r.choice(PLACE_B) + r.choice(PLACE_C) for _ in range(60)})
        people = list({r.choice(SURNAMES) + "".join(r.sample(GIVEN, r.choice((1, 2)))) for _ in range(900)})
        return {"id": UUID(int=1000 + number), "places": sorted(places), "people": sorted(people)}

    def sentence(self, town: dict) -> str:
        r = self.random
        if self.prose and r.random() < PROSE_SHARE:
            return r.choice(self.prose)
        place = town["places"][min(int(r.expovariate(0.06)), len(town["places"]) - 1)]
        parts = [
            f"{place}{r.choice(SUBJECTS)}问题{r.choice(CLAUSES)}",
            f"{r.choice(CLAUSES)}，{r.choice(VERBS)}{r.choice(SUBJECTS)}工作",
            f"{r.choice(town['people'])}等{r.randint(2, 40)}名代表提出，{place}{r.choice(CLAUSES)}",
            f"{r.randint(2005, 2026)}年{r.randint(1, 12)}月{r.randint(1, 28)}日，{r.choice(CLAUSES)}",
            f"{r.choice(SUBJECTS)}和{r.choice(SUBJECTS)}{r.choice(CLAUSES)}，涉及{r.randint(3, 900)}户",
        ]
        return r.choice(parts) + "。"

    def text(self, town: dict, characters: int) -> str:
        out: list[str] = []
        size = 0
        while size < characters:
            out.append(self.sentence(town))
            size += len(out[-1])
        return "".join(out)

    def things(self, town: dict, kind: str, count: int, characters: int):
        from renda.kernel.search.sources import EntryData

        r = self.random
        first = date(1996, 1, 1)
        for _ in range(count):
            place = r.choice(town["places"])
            title = f"关于{r.choice(VERBS)}{place}{r.choice(SUBJECTS)}的{'建议' if kind == SUGGESTION else '报告'}"
            body = self.text(town, int(characters * r.uniform(0.4, 1.6)))
            day = first + timedelta(days=r.randrange(11_000))
            names = [r.choice(town["people"])]
            yield EntryData(UUID(int=r.getrandbits(128)), town["id"], title, body, day, "", {"names": names})

    def queries(self, town: dict, texts: list[str], count: int) -> dict[str, list[str]]:
        """``count`` questions of each kind, half pieces of the texts, half names, places and office words."""
        known = [*town["people"], *town["places"], *SUBJECTS, *CLAUSES, *VERBS]

        def piece(sizes: tuple[int, ...]) -> str:
            while True:
                size = self.random.choice(sizes)
                text = self.random.choice(texts if self.random.random() < 0.5 else known)
                at = self.random.randrange(max(1, len(text) - size + 1))
                word = text[at : at + size]
                if len(word) == size and word.isalnum() and not word.isascii():
                    return word

        kinds = {"1": (1,), "2": (2,), "3-6": (3, 4, 5, 6)}
        found = {name: [piece(sizes) for _ in range(count)] for name, sizes in kinds.items()}
        found["two words"] = [f"{piece((2, 3))} {piece((2, 3, 4))}" for _ in range(count)]
        return found


def set_up(arguments) -> None:
    """A throw-away data folder (or the one named) and database with the product's own settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "renda.config.settings"
    os.environ["RENDA_DATA"] = arguments.data or tempfile.mkdtemp(prefix="search-")
    os.environ.pop("RENDA_DATABASE_URL", None)
    if arguments.postgres:
        os.environ["RENDA_DATABASE_URL"] = arguments.postgres
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(county: County, towns: list[dict], arguments) -> None:
    from renda.kernel.search import index
    from renda.kernel.search.models import Entry

    started = time.perf_counter()
    for town in towns:
        if Entry.objects.filter(town_id=town["id"]).count() >= arguments.suggestions + arguments.papers:
            continue
        for kind, count, characters in (
            (SUGGESTION, arguments.suggestions, 300),
            (PAPER, arguments.papers, arguments.characters),
        ):
            things = list(county.things(town, kind, count, characters))
            for at in range(0, len(things), 1000):
                index.index_many(kind, things[at : at + 1000], comparable=kind == SUGGESTION)
    seconds = time.perf_counter() - started
    total = len(towns) * (arguments.suggestions + arguments.papers)
    print(
        f"{total:,} entries in {len(towns)} towns; indexing {seconds:.0f} s ({seconds / total * 1000:.2f} ms each)"
    )


class Truth:
    """Every entry of one town, folded, the newest first, looked through from end to end."""

    def __init__(self, town: dict) -> None:
        from renda.kernel.search.index import folded_text
        from renda.kernel.search.models import Entry

        rows = Entry.objects.filter(town_id=town["id"]).order_by("-id").iterator(chunk_size=5000)
        self.rows = [(row.object_id, folded_text(row)) for row in rows]
        self.place = {key: number for number, (key, _) in enumerate(self.rows)}
        self.bytes = sum(len(text.encode("utf-8", "ignore")) for _, text in self.rows)

    def numbers(self, text: str) -> set[int]:
        from renda.kernel.search.query import parse

        query = parse(text)
        return {number for number, (_, folded) in enumerate(self.rows) if query.matches(folded)}


def timed(function, queries: list[str], repeat: int = 3) -> tuple[list[float], list]:
    """Best of ``repeat`` per query in milliseconds, and the answers."""
    best, answers = [], []
    for query in queries:
        taken = []
        for _ in range(repeat):
            started = time.perf_counter()
            answer = function(query)
            taken.append((time.perf_counter() - started) * 1000)
        best.append(min(taken))
        answers.append(answer)
    return best, answers


def quality(answers: list, truths: list[set[int]], most: int | None = None) -> tuple[str, str]:
    """Found share of the truth (of queries with at most ``most`` hits), share of the found that is true."""
    found = wanted = right = given = 0
    for answer, truth in zip(answers, truths, strict=True):
        if most is None or len(truth) <= most:
            wanted += len(truth)
            found += len(truth & set(answer))
        given += len(answer)
        right += len(truth & set(answer))
    return f"{found / max(1, wanted):.4f}", f"{right / max(1, given):.4f}"


def line(name: str, kind: str, times: list[float], exact: tuple[str, str] = ("", "")) -> list[str]:
    return [name, kind, f"{percentile(times, 0.5):.2f}", f"{percentile(times, 0.95):.2f}", *exact]


HEAD = ["index", "words of", "p50 ms", "p95 ms", "recall", "precision"]


def measure_search(county: County, towns: list[dict], arguments) -> None:
    """Time and exactness of the product, kind by kind, then of the others."""
    from renda.kernel.search import api

    town = towns[len(towns) // 2]
    truth = Truth(town)
    asked = county.queries(town, [folded for _, folded in truth.rows[::97]], arguments.queries)
    truths = {kind: [truth.numbers(query) for query in queries] for kind, queries in asked.items()}
    size = index_bytes()
    print(f"text {truth.bytes / 1e6:.0f} MB, index {size / 1e6:.0f} MB ({size / truth.bytes:.2f} × the text)")

    def page(query: str, **narrow: Any):
        return api.search([town["id"]], query, actor=api.EVERYTHING, **narrow)

    def everything(query: str) -> list[int]:
        hits = api.search([town["id"]], query, actor=api.EVERYTHING, limit=len(truth.rows)).hits
        return [truth.place[hit.object_id] for hit in hits]

    rows, all_times = [], []
    for kind, queries in asked.items():
        times, _ = timed(page, queries)
        all_times += times
        # Every hit of a common word is half the town: some are enough to see whether one is missing.
        some = slice(None, None, max(1, len(queries) // 15))
        answers = timed(everything, queries[some], 1)[1]
        rows.append(line("renda", kind, times, quality(answers, truths[kind][some])))
    rows.append(line("renda", "all of them", all_times))
    every = [query for queries in asked.values() for query in queries]
    rows.append(line("renda", "  suggestions", timed(lambda q: page(q, kinds=[SUGGESTION]), every)[0]))
    rows.append(line("renda", "  one year", timed(lambda q: page(q, years=[2026]), every)[0]))
    if len(towns) > 1:
        ids = [one["id"] for one in towns]
        times, _ = timed(lambda q: api.search(ids, q, actor=api.EVERYTHING), every)
        rows.append(line("renda", f"  all {len(towns)} towns", times))
    show(f"{len(truth.rows):,} texts, {arguments.queries} questions of each kind", HEAD, rows)
    if arguments.peers:
        measure_peers(truth, asked, truths)


def index_bytes() -> int:
    """What the index takes beside the rows themselves."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('search_terms')")
            return cursor.fetchone()[0]
        names = [name for name in connection.introspection.table_names(cursor) if name.startswith("search_")]
        total = 0
        for name in names:
            if name.endswith("_data"):
                cursor.execute(f"SELECT sum(length(block)) FROM {name}")
            elif name.endswith("_docsize"):
                cursor.execute(f"SELECT sum(length(sz) + 8) FROM {name}")
            else:
                continue
            total += cursor.fetchone()[0] or 0
        return total


def measure_peers(truth: Truth, asked: dict[str, list[str]], truths: dict[str, list[set[int]]]) -> None:
    """The same questions to other indexes over the same folded texts; a slow one gets fewer of them."""
    from benchmarks.search_peers import MOST, peers

    rows, texts = [], [folded for _, folded in truth.rows]
    for kind_of_peer in peers():
        try:
            peer = kind_of_peer(texts)
        except ImportError:
            print(f"{kind_of_peer.name} is not installed: left out")
            continue
        for kind, queries in asked.items():
            some = slice(None, None, max(1, len(queries) // 20))
            times, answers = timed(peer.search, queries[some], 1)
            rows.append(line(peer.name, kind, times, quality(answers, truths[kind][some], MOST - 1)))
        print(f"{peer.name}: index made in {peer.seconds:.0f} s, {peer.bytes / 1e6:.0f} MB")
        peer.close()
    show(f"others, recall for questions with at most {MOST - 1} hits", HEAD, rows)


# ------------------------------------------------------------------ questions


def measure_questions(prose: list[str], seed: int) -> None:
    """How often the text that a question is about is the first hit, among the first five."""
    from renda.law.book import book

    sets = {"titles of rules, of their texts": {rule.title: rule.text for rule in book().rules() if rule.text}}
    if prose:
        sets["pieces of passages of prose"] = questions_of(prose, random.Random(seed))
    rows = [
        [name, len(pairs), *first_hits(pairs, UUID(int=50 + number))]
        for number, (name, pairs) in enumerate(sets.items())
    ]
    show(
        "questions nothing answers word for word",
        ["set", "questions", "first hit", "in five", "p50 ms", "p95 ms"],
        rows,
    )


def questions_of(prose: list[str], r: random.Random) -> dict[str, str]:
    """Questions put together from three pieces of a passage in another order, with a question around them."""
    passages = ["".join(prose[at : at + 12]) for at in range(0, min(len(prose), 12_000) - 12, 12)]
    found = {}
    for passage in passages:
        clauses = [part for part in passage.replace("。", "，").split("，") if len(part) >= 6]
        if len(clauses) >= 4:
            pieces = [
                part[at : at + 4] for part in r.sample(clauses, 3) for at in [r.randrange(len(part) - 4)]
            ]
            found[f"关于{pieces[0]}和{pieces[1]}，{pieces[2]}是怎么说的"] = passage
    return found


def first_hits(pairs: dict[str, str], town: UUID) -> list[str]:
    from renda.kernel.search import api, index
    from renda.kernel.search.sources import EntryData

    keys = {text: UUID(int=number + 1) for number, text in enumerate(dict.fromkeys(pairs.values()))}
    index.index_many(
        QUESTION, [EntryData(key, town, "", text, date(2020, 1, 1)) for text, key in keys.items()], False
    )
    times, answers = timed(lambda q: api.nearest([town], q, actor=api.EVERYTHING), list(pairs), 1)
    ranks = [[hit.object_id for hit in hits[:5]] for hits in answers]
    wanted = [keys[text] for text in pairs.values()]
    first = sum(found[:1] == [key] for found, key in zip(ranks, wanted, strict=True)) / len(wanted)
    five = sum(key in found for found, key in zip(ranks, wanted, strict=True)) / len(wanted)
    return [f"{first:.3f}", f"{five:.3f}", f"{percentile(times, 0.5):.1f}", f"{percentile(times, 0.95):.1f}"]


def measure_similar(county: County, towns: list[dict], arguments) -> None:
    from renda.kernel.search import similar

    town = towns[len(towns) // 2]
    asked = list(county.things(town, SUGGESTION, 60, 300))
    started = time.perf_counter()
    similar.similar(town["id"], asked[0].title, asked[0].body, kind=SUGGESTION)
    first = (time.perf_counter() - started) * 1000
    times, _ = timed(lambda one: similar.similar(town["id"], one.title, one.body, kind=SUGGESTION), asked, 2)
    print(
        f"\nsimilar texts among {arguments.suggestions:,}: first call {first:.0f} ms (counts the town's pairs)"
    )
    show("similar", HEAD[:4], [line("similar", "whole texts", times)[:4]])


def sentences_of(path: str | None) -> list[str]:
    """Sentences of a text file, those that are neither very short nor very long."""
    if path is None:
        return []
    text = Path(path).read_text("utf-8")
    parts = (part.strip() for part in text.replace("\n", "").split("。"))
    return [f"{part}。" for part in parts if 10 <= len(part) <= 120]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--towns", type=int, default=1)
    parser.add_argument("--suggestions", type=int, default=6000)
    parser.add_argument("--papers", type=int, default=94_000)
    parser.add_argument("--characters", type=int, default=1000, help="mean length of a paper")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--postgres")
    parser.add_argument("--data", help="data folder to make or use again")
    parser.add_argument("--prose", help="a text file")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    set_up(arguments)
    prose = sentences_of(arguments.prose)
    county = County(arguments.seed, prose)
    towns = [county.town(number) for number in range(arguments.towns)]
    fill(county, towns, arguments)
    measure_search(county, towns, arguments)
    measure_similar(county, towns, arguments)
    measure_questions(prose, arguments.seed)
    foot()


if __name__ == "__main__":
    main()
