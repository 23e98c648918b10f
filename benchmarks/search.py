"""Search and similar texts measured: time, and recall against the exact truth.

    python benchmarks/search.py [--towns 1] [--suggestions 6000] [--papers 60000] [--queries 120]
                                [--postgres postgres://user@host:port/name] [--keep FILE.sqlite3]

Makes its own county from a seed. Beside the product's search it times a plain LIKE over the same rows
and, when installed, tantivy over single characters with phrase queries. Times in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SUGGESTION, PAPER = "bench.suggestion", "bench.paper"
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

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def town(self, number: int) -> dict:
        r = random.Random(f"town-{number}")
        places = list({r.choice(PLACE_A) + r.choice(PLACE_B) + r.choice(PLACE_C) for _ in range(60)})
        people = list({r.choice(SURNAMES) + "".join(r.sample(GIVEN, r.choice((1, 2)))) for _ in range(900)})
        return {"id": UUID(int=1000 + number), "places": sorted(places), "people": sorted(people)}

    def sentence(self, town: dict) -> str:
        r = self.random
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

    def queries(self, town: dict, texts: list[str], count: int) -> list[str]:
        """One to six characters, names, places, two words: half from the texts, half office words."""
        r = self.random
        out = []
        while len(out) < count:
            text = r.choice(texts)
            at = r.randrange(max(1, len(text) - 8))
            piece = text[at : at + r.choice((1, 2, 2, 3, 4, 6))]
            choices = [
                piece,
                r.choice(town["people"]),
                r.choice(town["places"]),
                r.choice(SUBJECTS),
                r.choice(CLAUSES),
            ]
            query = r.choice(choices)
            if r.random() < 0.3:
                query += " " + r.choice([r.choice(town["places"]), r.choice(SUBJECTS)[:2], r.choice(VERBS)])
            if all(ch.isalnum() for ch in query.replace(" ", "")):
                out.append(query)
        return out


def set_up(arguments) -> None:
    import django
    from django.conf import settings

    if arguments.postgres:
        parts = urlsplit(arguments.postgres)
        database = {
            "ENGINE": "django.db.backends.postgresql", "NAME": parts.path.lstrip("/"), "USER": parts.username or "",
            "PASSWORD": parts.password or "", "HOST": parts.hostname or "", "PORT": parts.port or "",
        }  # fmt: skip
    else:
        database = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": arguments.keep or Path(tempfile.mkdtemp()) / "bench.sqlite3",
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
            },
        }
    settings.configure(
        SECRET_KEY="benchmark",
        USE_TZ=True,
        INSTALLED_APPS=["renda.kernel.search"],
        DATABASES={"default": database},
    )
    django.setup()
    from django.core.management import call_command

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


def spread(times: list[float]) -> tuple[float, float]:
    times = sorted(times)
    return times[len(times) // 2] * 1000, times[min(len(times) - 1, int(len(times) * 0.95))] * 1000


def timed(function, queries: list[str], repeat: int = 3) -> tuple[list[float], list]:
    """Best of ``repeat`` per query, and the answers."""
    best, answers = [], []
    for query in queries:
        runs = []
        for _ in range(repeat):
            started = time.perf_counter()
            answer = function(query)
            runs.append(time.perf_counter() - started)
        best.append(min(runs))
        answers.append(answer)
    return best, answers


class Truth:
    """Every entry of one town, folded, looked through from end to end."""

    def __init__(self, town: dict) -> None:
        from renda.kernel.search.index import folded_text
        from renda.kernel.search.models import Entry

        rows = Entry.objects.filter(town_id=town["id"]).order_by("-id").iterator(chunk_size=5000)
        self.rows = [(row.object_id, folded_text(row)) for row in rows]

    def ids(self, text: str) -> list[UUID]:
        from renda.kernel.search.query import parse

        query = parse(text)
        return [key for key, folded in self.rows if query.matches(folded)]


def like(town: dict, text: str) -> list:
    from django.db import connection

    words = text.split()
    condition = " AND ".join(["(title LIKE %s OR body LIKE %s OR names LIKE %s)"] * len(words))
    key = str(town["id"]) if connection.vendor == "postgresql" else town["id"].hex
    values = [key, *(f"%{word}%" for word in words for _ in range(3))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT object_id FROM search_entry WHERE town_id = %s AND {condition} ORDER BY id DESC LIMIT 1001",
            values,
        )
        return [UUID(str(row[0])) for row in cursor.fetchall()]


class Tantivy:
    """The well-known engine on the same texts: single characters, phrases, best 1001."""

    def __init__(self, truth: Truth) -> None:
        import tantivy

        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("t", stored=False, tokenizer_name="whitespace")
        builder.add_integer_field("n", stored=True, fast=True)
        self.index = tantivy.Index(builder.build())
        self.index.register_tokenizer(
            "whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )
        writer = self.index.writer(heap_size=100_000_000, num_threads=1)
        started = time.perf_counter()
        for number, (_, folded) in enumerate(truth.rows):
            writer.add_document(tantivy.Document(t=" ".join(folded), n=number))
        writer.commit()
        writer.wait_merging_threads()
        self.seconds = time.perf_counter() - started
        self.index.reload()
        self.searcher = self.index.searcher()
        self.truth = truth

    def search(self, text: str) -> list[UUID]:
        from renda.kernel.search.query import parse

        tantivy, schema = self.tantivy, self.index.schema
        clauses = []
        for word in parse(text).words:
            forms = []
            for form in word.forms:
                if len(form) == 1:
                    query = tantivy.Query.term_query(schema, "t", form)
                else:
                    query = tantivy.Query.phrase_query(schema, "t", list(form))
                forms.append((tantivy.Occur.Should, query))
            clauses.append((tantivy.Occur.Must, tantivy.Query.boolean_query(forms)))
        hits = self.searcher.search(tantivy.Query.boolean_query(clauses), 1001).hits
        return [self.truth.rows[self.searcher.doc(address)["n"][0]][0] for _, address in hits]


def recall(answers: list[list], truths: list[list], most: int | None = None) -> tuple[float, float]:
    """Found share of the truth (of queries with at most ``most`` hits), share of the found that is true."""
    found = wanted = right = given = 0
    for answer, truth in zip(answers, truths, strict=True):
        if most is None or len(truth) <= most:
            wanted += len(truth)
            found += len(set(truth) & set(answer))
        given += len(answer)
        right += len(set(answer) & set(truth))
    return found / max(1, wanted), right / max(1, given)


def measure_search(county: County, towns: list[dict], arguments) -> None:
    from renda.kernel.search import api

    town = towns[len(towns) // 2]
    truth = Truth(town)
    queries = county.queries(town, [folded for _, folded in truth.rows[::97]], arguments.queries)
    truths = [truth.ids(query) for query in queries]
    every = [one["id"] for one in towns]

    def page(towns_, query):
        return api.search(towns_, query, actor=api.EVERYTHING)

    def all_ids(query):
        return [
            hit.object_id for hit in api.search([town["id"]], query, actor=api.EVERYTHING, limit=100_000).hits
        ]

    _, answers = timed(all_ids, queries, 1)
    rows = [
        (
            "search, one town",
            *spread(timed(lambda q: page([town["id"]], q), queries)[0]),
            recall(answers, truths),
        )
    ]
    kinds = timed(lambda q: api.search([town["id"]], q, actor=api.EVERYTHING, kinds=[SUGGESTION]), queries)[0]
    rows.append(("  only suggestions", *spread(kinds), None))
    years = timed(lambda q: api.search([town["id"]], q, actor=api.EVERYTHING, years=[2026]), queries)[0]
    rows.append(("  only 2026", *spread(years), None))
    if len(towns) > 1:
        rows.append(
            (f"search, all {len(towns)} towns", *spread(timed(lambda q: page(every, q), queries)[0]), None)
        )
    table(rows + measure_peers(town, truth, truths, queries))


def measure_peers(town: dict, truth: Truth, truths: list, queries: list[str]) -> list[tuple]:
    """The same questions to a plain LIKE and to tantivy."""
    few = queries[:: max(1, len(queries) // 20)]
    like_times, like_answers = timed(lambda q: like(town, q), few, 1)
    some = [truth.ids(query) for query in few]
    rows = [("LIKE, one town", *spread(like_times), recall(like_answers, some, 1000))]
    try:
        engine = Tantivy(truth)
        times, answers = timed(engine.search, queries)
        rows.append(
            (f"tantivy, one town ({engine.seconds:.0f} s)", *spread(times), recall(answers, truths, 1000))
        )
    except ImportError:
        print("tantivy is not installed: left out")
    return rows


def table(rows: list[tuple]) -> None:
    base = rows[0]
    print(f"{'':32}{'p50':>9}{'p95':>9}{'× p50':>8}{'× p95':>8}{'recall':>9}{'precision':>11}")
    for name, p50, p95, exact in rows:
        quality = f"{exact[0]:9.4f}{exact[1]:11.4f}" if exact else ""
        print(f"{name:32}{p50:9.2f}{p95:9.2f}{p50 / base[1]:8.1f}{p95 / base[2]:8.1f}{quality}")


def measure_similar(county: County, towns: list[dict], arguments) -> None:
    from renda.kernel.search import similar

    town = towns[len(towns) // 2]
    asked = list(county.things(town, SUGGESTION, 60, 300))
    started = time.perf_counter()
    similar.similar(town["id"], asked[0].title, asked[0].body, kind=SUGGESTION)
    first = (time.perf_counter() - started) * 1000
    times, _ = timed(lambda one: similar.similar(town["id"], one.title, one.body, kind=SUGGESTION), asked, 2)
    print(
        f"similar texts among {arguments.suggestions:,}: first call {first:.0f} ms (counts the town's pairs)"
    )
    table([("similar", *spread(times), None)])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--towns", type=int, default=1)
    parser.add_argument("--suggestions", type=int, default=6000)
    parser.add_argument("--papers", type=int, default=60_000)
    parser.add_argument("--characters", type=int, default=500, help="mean length of a paper")
    parser.add_argument("--queries", type=int, default=120)
    parser.add_argument("--postgres")
    parser.add_argument("--keep", help="SQLite file to make or use again")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    set_up(arguments)
    county = County(arguments.seed)
    towns = [county.town(number) for number in range(arguments.towns)]
    fill(county, towns, arguments)
    measure_search(county, towns, arguments)
    measure_similar(county, towns, arguments)


if __name__ == "__main__":
    main()
