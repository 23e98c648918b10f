"""How well similar texts are found, on real public messages when they are at hand.

    python benchmarks/similar.py [--data ../shared/data] [--postgres URL]

The messages carry no label for "the same issue". The truth used here is a weak one: messages whose
titles name the same estate, school or place (3 to 40 of them) are the same issue. Compared are the
product (candidates from the index, then exact comparison) and the exact comparison of everything
with everything, which the product cannot beat: the difference is what the index step loses.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import re
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

KIND = "bench.message"
TOWN = UUID(int=1)
PLACE = re.compile(
    r"([\u4e00-\u9fff]{2,4}(?:小区|新城|花园|家园|公寓|国际|公馆|学校|小学|中学|幼儿园|医院|苑|湾|派|城|云时代|大道|社区))"
)
DULL = re.compile(
    r"(?:投诉|配套|反映|关于|咨询|请问|建议|门口|附近|设置|旁边|解决|希望|我们|商品|改造|什么|城市|老旧|公立|这个)"
)


def read(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8-sig") as stream:
        return [row for row in csv.DictReader(stream) if row["title"].strip()]


def weak_truth(rows: list[dict]) -> dict[int, set[int]]:
    """Row number → numbers of the rows whose title names the same place."""
    named = defaultdict(set)
    for number, row in enumerate(rows):
        title = re.sub(r"[A-Z]\d*[市区县]?|西地省|[市区县镇]|街道", "·", row["title"])
        for place in PLACE.findall(title):
            if not DULL.search(place):
                named[place].add(number)
    groups = [members for members in named.values() if 3 <= len(members) <= 40]
    truth: dict[int, set[int]] = defaultdict(set)
    for members in groups:
        for number in members:
            truth[number] |= members - {number}
    return truth


def average_precision(ranked: list[int], wanted: set[int]) -> float:
    right, total = 0, 0.0
    for place, number in enumerate(ranked, 1):
        if number in wanted:
            right += 1
            total += right / place
    return total / len(wanted)


def report(name: str, rankings: dict[int, list[int]], truth: dict[int, set[int]]) -> None:
    precision = sum(average_precision(ranked, truth[n]) for n, ranked in rankings.items()) / len(rankings)
    first = sum(bool(ranked) and ranked[0] in truth[n] for n, ranked in rankings.items()) / len(rankings)
    share = sum(
        len(truth[n] & set(ranked[: len(truth[n])])) / len(truth[n]) for n, ranked in rankings.items()
    )
    print(f"{name:34}{precision:8.3f}{share / len(rankings):8.3f}{first:8.3f}")


def load(rows: list[dict]) -> None:
    from renda.kernel.search import index
    from renda.kernel.search.models import Entry
    from renda.kernel.search.sources import EntryData

    index.remove_many(KIND, Entry.objects.filter(kind=KIND).values_list("object_id", flat=True))
    items = [
        EntryData(UUID(int=10_000 + n), TOWN, row["title"], row["text"], date(2015 + n % 10, 1 + n % 12, 1))
        for n, row in enumerate(rows)
    ]
    for at in range(0, len(items), 1000):
        index.index_many(KIND, items[at : at + 1000], comparable=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--data", default=str(Path(__file__).resolve().parent.parent.parent / "shared" / "data")
    )
    parser.add_argument("--postgres")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument(
        "--exact", action="store_true", help="also compare everything with everything (minutes)"
    )
    parser.set_defaults(keep=None)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    path = Path(options.data) / "tdb2020_annex3_4326.csv.gz"
    if not path.exists():
        print(f"没有找到 {path}：这项测量要用公开的留言数据，本次不测。")
        return
    import search as shared

    shared.set_up(options)
    rows = read(path)
    load(rows)
    truth = weak_truth(rows)
    numbers = sorted(truth)
    random.Random(7).shuffle(numbers)
    numbers = numbers[: options.queries]
    print(f"{len(rows)} messages, {len(truth)} with a same-issue partner by title, {len(numbers)} asked")
    times, mine, same, other = ask(rows, numbers, truth)
    print(f"{'':34}{'MAP':>8}{'R-prec':>8}{'first':>8}")
    report("product", mine, truth)
    if options.exact:
        report_exact(rows, numbers, truth)
    print(f"time p50/p95 {shared.spread(times)[0]:.0f}/{shared.spread(times)[1]:.0f} ms (60 reasons each)")
    for least in (0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4):
        kept, wrong = sum(score >= least for score in same), sum(score >= least for score in other)
        print(
            f"  score ≥ {least}: {kept / len(same):.2f} of same-place found, {wrong / len(numbers):.1f} others a query"
        )


def ask(rows, numbers, truth) -> tuple[list[float], dict[int, list[int]], list[float], list[float]]:
    """Ask the product for each number: times, rankings, scores of true partners and of others."""
    from renda.kernel.search import similar

    times, mine, same, other = [], {}, [], []
    for n in numbers:
        started = time.perf_counter()
        found = similar.similar(
            TOWN, rows[n]["title"], rows[n]["text"], KIND, UUID(int=10_000 + n), limit=60, least=0.0
        )
        times.append(time.perf_counter() - started)
        mine[n] = [item.object_id.int - 10_000 for item in found]
        for item in found:
            (same if item.object_id.int - 10_000 in truth[n] else other).append(item.score)
    return times, mine, same, other


def report_exact(rows, numbers, truth) -> None:
    """Everything compared with everything, with sampled and with full counts."""
    from renda.kernel.search import commonness, similar
    from renda.kernel.search.fold import fold_parts
    from renda.kernel.search.models import IndexedTown

    number = IndexedTown.objects.get(town_id=TOWN).number
    sampled = commonness.of_town(number, KIND)
    full = commonness.Commonness([fold_parts(row["title"], row["text"][: commonness.LONGEST]) for row in rows])
    report("exact, sampled counts", exact_rankings(rows, numbers, sampled, similar), truth)
    report("exact, full counts", exact_rankings(rows, numbers, full, similar), truth)


def exact_rankings(rows, numbers, common, similar) -> dict[int, list[int]]:
    from renda.kernel.search.commonness import LONGEST
    from renda.kernel.search.fold import fold

    texts = [similar.Prepared(fold(row["title"]), fold(row["text"][:LONGEST]), common) for row in rows]
    out = {}
    for asked in numbers:
        mine = similar.Asked(texts[asked], common)
        scores = {n: mine.score(other) for n, other in enumerate(texts) if n != asked}
        out[asked] = sorted(scores, key=lambda n: -scores[n])
    return out


if __name__ == "__main__":
    main()
