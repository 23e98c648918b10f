"""A secret vote attacked.

    python -m benchmarks.secret_vote [--runs 10] [--voters 60]

A hostile expert has the database as it stood after every single cast, the journal, the logs, a backup made in the middle
and everything after the close, and even knows who drew which slip. How many voters' choices come out by order, by time, by
id, by log, by journal, by backup? Once against ours and once against a store built the usual way (a table of who has voted,
a table of ballots, both numbered and dated). Chance is what guessing from the published totals gives.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.signin import office
from benchmarks.table import foot, show, use

SHARES = (("satisfied", 45), ("mostly", 25), ("not", 20), ("abstain", 10))
WAYS = ("order", "time", "id", "log", "journal", "backup")
WORDS = {
    "order": "按存放顺序",
    "time": "按时间",
    "id": "按编号",
    "log": "按日志",
    "journal": "按数据库日志逐步对照",
    "backup": "按中途的备份",
}


@dataclass
class Evidence:
    """For each way of attack the voters and the choices, each in the order this evidence gives; empty where it gives none."""

    voters: dict[str, list[int]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


def share_found(evidence: Evidence, way: str, truth: dict[int, str], dice: random.Random) -> float:
    """The share of the voters it speaks of whose choice this evidence tells: its orders laid side by side, chance without any."""
    voters = evidence.voters.get(way) or dice.sample(sorted(truth), len(truth))
    choices = evidence.choices.get(way) or dice.sample(sorted(truth.values()), len(truth))
    pairs = list(zip(voters, choices, strict=False))
    return sum(truth[voter] == choice for voter, choice in pairs) / len(pairs)


def chance(truth: dict[int, str]) -> float:
    """What guessing from the totals alone finds on average."""
    return sum((number / len(truth)) ** 2 for number in Counter(truth.values()).values())


# ------------------------------------------------------------------ the store built the usual way


def naive(plan: list[tuple[int, str]], folder: Path) -> Evidence:
    """Who has voted and what was voted in two tables, as a first design has it; ``plan``: (voter, choice) in order."""
    log, diffs = [], []
    with sqlite3.connect(folder / "naive.sqlite3") as store:
        store.execute("CREATE TABLE voted (id INTEGER PRIMARY KEY, voter INTEGER, at REAL)")
        store.execute("CREATE TABLE ballot (id INTEGER PRIMARY KEY, choice TEXT, at REAL)")
        for at, (voter, choice) in enumerate(plan):
            store.execute("INSERT INTO voted (voter, at) VALUES (?, ?)", [voter, at + 0.001])
            store.execute("INSERT INTO ballot (choice, at) VALUES (?, ?)", [choice, at + 0.002])
            log.append((voter, choice))
            last = store.execute("SELECT choice FROM ballot ORDER BY id DESC LIMIT 1").fetchone()[0]
            diffs.append((voter, last))
        by = {
            "order": ("SELECT voter FROM voted", "SELECT choice FROM ballot"),
            "time": ("SELECT voter FROM voted ORDER BY at", "SELECT choice FROM ballot ORDER BY at"),
            "id": ("SELECT voter FROM voted ORDER BY id", "SELECT choice FROM ballot ORDER BY id"),
        }
        read = {
            way: [[row[0] for row in store.execute(query)] for query in queries]
            for way, queries in by.items()
        }
    pairs = {"log": log, "journal": diffs, "backup": list(zip(*read["order"], strict=True))}
    read |= {way: [list(column) for column in zip(*rows, strict=True)] for way, rows in pairs.items()}
    return Evidence({way: read[way][0] for way in WAYS}, {way: read[way][1] for way in WAYS})


# ------------------------------------------------------------------ ours


def ours(actor: Any, truth: dict[int, str], cast_order: list[int], dice: random.Random) -> Evidence:
    """One vote of ours: cast in this order, seen by the expert after every cast, in the middle and after the close."""
    from renda.kernel.secret_votes import casting

    vote, slips, papers = open_vote(actor, len(truth), f"测评{dice.random()}")
    drawn = dict(zip(sorted(truth), dice.sample(slips, len(slips)), strict=True))
    holder = {casting.codes.long_digest(secret).hex: voter for voter, (secret, _) in drawn.items()}
    seen, steps, middle = Rows(vote.pk.hex), [], []
    for number, voter in enumerate(cast_order, 1):
        casting.cast(casting.by_secret(drawn[voter][0]), [truth[voter]])
        steps.append(seen.look())
        if number == len(cast_order) // 2:
            middle = backed_up(vote.pk.hex)
    slips_lie, sealed_lie = seen.slips(), seen.sealed()
    kept = close_vote(actor, vote, papers)
    new_slips = [holder[slip] for used, _ in steps for slip in used]
    new_sealed = [sealed for _, boxed in steps for sealed in boxed]
    rank = {sealed: place for place, sealed in enumerate(sorted(new_sealed))}
    return Evidence(
        {
            "order": [holder[slip] for slip in slips_lie], "id": [holder[slip] for slip in sorted(slips_lie)],
            "journal": new_slips, "backup": [holder[slip] for slip in middle],
        },
        {
            "order": [choice for _, choice in kept], "id": [choice for _, choice in sorted(kept)],
            # the expert knows which sealed ballot belongs to which slip; what is in it the bytes must tell
            "journal": [kept[rank[sealed]][1] for sealed in new_sealed],
            "backup": [kept[sealed_lie.index(sealed)][1] for sealed in new_sealed[: len(middle)]],
        },
    )  # fmt: skip


class Rows:
    """What the tables hold at a moment, in the order in which they lie there, and what has come since the last look."""

    def __init__(self, vote: str) -> None:
        self.vote, self.before = vote, (set(), set())

    def ask(self, query: str) -> list[str]:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(query, [self.vote])
            return [
                bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value).replace("-", "")
                for (value,) in cursor.fetchall()
            ]

    def slips(self) -> list[str]:
        return self.ask("SELECT id FROM secret_votes_slip WHERE vote_id = %s AND mark = 'used'")

    def sealed(self) -> list[str]:
        return self.ask("SELECT sealed FROM secret_votes_sealedballot WHERE vote_id = %s")

    def look(self) -> tuple[set[str], set[str]]:
        now = set(self.slips()), set(self.sealed())
        fresh = now[0] - self.before[0], now[1] - self.before[1]
        self.before = now
        return fresh


def backed_up(vote: str) -> list[str]:
    """The used slips as they lie in a backup's copy of the database."""
    from django.db import connection

    from renda.kernel.secret_votes.storage import without_order

    with tempfile.TemporaryDirectory() as folder, sqlite3.connect(Path(folder) / "copy.sqlite3") as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        without_order(copy)
        return [
            row[0]
            for row in copy.execute(
                "SELECT id FROM secret_votes_slip WHERE vote_id = ? AND mark = 'used'", [vote]
            )
        ]


def open_vote(actor: Any, voters: int, title: str) -> tuple[Any, list, list[str]]:
    """A vote of one object that is open, its slips and the codes of its monitors."""
    from renda.kernel.secret_votes import steps

    names = [f"投票人{number}" for number in range(voters)]
    vote = steps.prepare(actor, title=title, objects=["水利站"], monitors=["钱监票", "孙监票"], others=names)
    slips = steps.print_slips(actor, vote, voters)
    papers = [steps.hand_code(actor, type(vote).objects.get(pk=vote.pk), one) for one in vote.monitors.all()]
    vote = type(vote).objects.get(pk=vote.pk)
    return steps.open_vote(actor, vote, papers, present=voters, drawn=voters), slips, papers


def close_vote(actor: Any, vote: Any, papers: list[str]) -> list[tuple[str, str]]:
    """The list after the close as it lies in its table: (key, choice)."""
    from renda.kernel.secret_votes import steps
    from renda.kernel.secret_votes.models import KeptBallot

    steps.close_vote(actor, vote, papers)
    return [
        (key.hex, choice)
        for key, choice in KeptBallot.objects.filter(about__vote=vote).values_list("pk", "choice")
    ]


def attack(options: argparse.Namespace) -> int:
    dice, found = random.Random(options.seed), {}
    actor, town = console_of_new_town()
    from renda.kernel.units.scope import acting_in

    lucky = []
    for _ in range(options.runs):
        voters = list(range(options.voters))
        truth = {
            voter: dice.choices([key for key, _ in SHARES], [share for _, share in SHARES])[0]
            for voter in voters
        }
        order = dice.sample(voters, len(voters))
        lucky.append(chance(truth))
        with tempfile.TemporaryDirectory() as folder, acting_in(town):
            both = {
                "常见做法": naive([(voter, truth[voter]) for voter in order], Path(folder)),
                "本系统": ours(actor, truth, order, dice),
            }
        for name, evidence in both.items():
            for way in WAYS:
                found.setdefault((name, way), []).append(share_found(evidence, way, truth, dice))
    return judged(options, found, lucky)


def judged(options: argparse.Namespace, found: dict, lucky: list[float]) -> int:
    """The table; 1 where one of ours is more than four standard errors above chance."""
    expected = sum(lucky) / len(lucky)
    error = (expected * (1 - expected) / (options.runs * options.voters)) ** 0.5
    rows, worst = [], 0.0
    for way in WAYS:
        naive_share, our_share = (sum(found[name, way]) / options.runs for name in ("常见做法", "本系统"))
        worst = max(worst, our_share)
        rows.append([WORDS[way], f"{naive_share:.1%}", f"{our_share:.1%}"])
    show(
        f"猜中投票人的选择：{options.runs}次投票，每次{options.voters}人；只凭公布的票数乱猜能中 {expected:.1%}",
        ["手段", "常见做法", "本系统"],
        rows,
    )
    at_chance = worst <= expected + 4 * error
    print(
        f"本系统最高 {worst:.1%}，{'与乱猜没有差别' if at_chance else '高于乱猜'}（乱猜的误差 ±{2 * error:.1%}）"
    )
    foot()
    return 0 if at_chance else 1


def console_of_new_town() -> tuple[Any, Any]:
    from django.db import transaction

    from renda.cli import database
    from renda.kernel.access.actors import console
    from renda.kernel.units.founding import furnish
    from renda.kernel.units.models import Unit
    from renda.kernel.units.scope import acting_in

    database.bring_up_to_date(lambda line: None)
    town = Unit.everywhere.create(name="评议镇", kind="township")
    with acting_in(town), transaction.atomic():
        office(town)
        furnish()
    return console(town), town


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--runs", type=int, default=10)
    options.add_argument("--voters", type=int, default=60)
    options.add_argument("--seed", type=int, default=2026)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        use(data)
        return attack(given)


if __name__ == "__main__":
    sys.exit(main())
