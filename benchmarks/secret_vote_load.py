"""A secret vote cast by many phones at once: nobody lost, nobody double, and how long a voter waits.

    python -m benchmarks.secret_vote_load [--slips 300] [--devices 50] [--seconds 6] [--postgres]

The product's own server; every device casts one slip after the other as a phone does: opens it (the first time with the
style and the script the page asks for), casts, and follows to the thanks. One in ten is sent twice. None may be lost, none
double, each thanked one counted. The full measure is ``--slips 5000 --devices 500 --seconds 60``. Goal: p95 of casting
≤ 200 ms. The devices run on the same processor; what they take of it stands in the table too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.secret_vote import SHARES, close_vote, console_of_new_town, open_vote
from benchmarks.signin import serve, settled
from benchmarks.table import cpu_seconds, foot, on_scratch_data, percentile, show
from benchmarks.wire import Answer, Cut, Link, request

GOAL_MS = 200
SENT_AGAIN, TRIES = 10, 5
DONE = "/v/done/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LINKED = re.compile(rb'(?:href|src)="(/static/[^"]+)"')


@dataclass
class Report:
    """How long opening and casting took in milliseconds, and who was thanked."""

    opening: list[float] = field(default_factory=list)
    casting: list[float] = field(default_factory=list)
    thanked: dict[str, str] = field(default_factory=dict)
    unanswered: int = 0
    seconds: float = 0.0
    own_seconds: float = 0.0


@dataclass
class Phone:
    """One device: its connection and the slips it will cast (secret, choice)."""

    link: Link
    hand: list[tuple[str, str]]

    async def vote(self, begins: float, pace: float, report: Report) -> None:
        """Cast the slips, one every ``pace`` seconds from the moment ``begins``."""
        for number, (secret, choice) in enumerate(self.hand):
            await asyncio.sleep(max(0.0, begins + number * pace - time.monotonic()))
            here = f"/v/{secret}/"
            opened = await self.until_answered(request("GET", here))
            if opened and number == 0:
                for path in LINKED.findall(opened.body):
                    await self.until_answered(request("GET", path.decode()))
            sent = request("POST", here, FORM, urlencode({"o1": choice}))
            answers = [await self.until_answered(sent) for _ in range(2 if number % SENT_AGAIN == 0 else 1)]
            note(report, secret, choice, opened, answers)
            if answers[-1]:
                await self.until_answered(request("GET", answers[-1].location))
        self.link.close()

    async def until_answered(self, sent: bytes) -> Answer | None:
        for _ in range(TRIES):
            try:
                return await self.link.ask(sent)
            except Cut:
                continue
        return None


def note(
    report: Report, secret: str, choice: str, opened: Answer | None, answers: list[Answer | None]
) -> None:
    """Every answer to a cast leads to the thanks or, the second time, back to the slip, which says that it is in."""
    taken = [
        one is not None and one.status == 302 and one.location in (DONE, f"/v/{secret}/") for one in answers
    ]
    report.unanswered += not (opened and opened.status == 200 and all(taken))
    if opened:
        report.opening.append(opened.milliseconds)
    if answers[0]:
        report.casting.append(answers[0].milliseconds)
    if taken[0]:
        report.thanked[secret] = choice


async def drive(port: int, hands: list[list[tuple[str, str]]], seconds: float) -> Report:
    """Every device casts its slips (secret, choice), spread over the time."""
    report, dice = Report(), random.Random(7)
    phones = [Phone(Link(port), hand) for hand in hands]
    begun, own = time.monotonic(), time.process_time()
    paces = [seconds / max(1, len(hand)) for hand in hands]
    await asyncio.gather(
        *(
            phone.vote(begun + dice.random() * pace, pace, report)
            for phone, pace in zip(phones, paces, strict=True)
        )
    )
    report.seconds, report.own_seconds = time.monotonic() - begun, time.process_time() - own
    return report


def load(options: argparse.Namespace) -> int:
    from renda.kernel.units.scope import acting_in

    actor, town = console_of_new_town()
    with acting_in(town):
        vote, slips, papers = open_vote(actor, options.slips, "评议测评")
    dice = random.Random(options.seed)
    chosen = [
        (secret, dice.choices([key for key, _ in SHARES], [share for _, share in SHARES])[0])
        for secret, _ in slips
    ]
    hands = [chosen[place :: options.devices] for place in range(options.devices)]
    server = serve(os.environ["RENDA_DATA"], options.port)
    try:
        settled(server.pid)
        used = cpu_seconds(server.pid)
        report = asyncio.run(drive(options.port, hands, options.seconds))
        used = cpu_seconds(server.pid) - used
    finally:
        server.terminate()
        server.wait(20)
    with acting_in(town):
        kept = Counter(choice for _, choice in close_vote(actor, vote, papers))
    return told(options, report, used, kept)


def told(options: argparse.Namespace, report: Report, used: float, kept: Counter) -> int:
    """The table; 1 where a ballot is lost, double or another than was cast."""
    wanted, p95 = Counter(report.thanked.values()), percentile(report.casting, 0.95)
    lost, doubles = sum((wanted - kept).values()), sum((kept - wanted).values())
    show(
        f"{options.slips}张票，{options.devices}台手机，{options.seconds:g}秒内投完，{'PostgreSQL' if options.postgres else 'SQLite'}",
        ["投票", "秒", "打开 p95 毫秒", "投出 p50 毫秒", "投出 p95 毫秒", "最长", "处理器毫秒/票", "手机那边", "没有应答", "丢失", "重复"],
        [[
            len(report.casting), round(report.seconds), round(percentile(report.opening, 0.95)), round(percentile(report.casting, 0.5)),
            round(p95), round(max(report.casting)), f"{used * 1000 / len(report.casting):.1f}",
            f"{report.own_seconds * 1000 / len(report.casting):.1f}", report.unanswered, lost, doubles,
        ]],
    )  # fmt: skip
    good = not lost and not doubles and not report.unanswered and len(report.thanked) == options.slips
    print(
        f"目标 p95 ≤ {GOAL_MS} 毫秒：{'达到' if p95 <= GOAL_MS else '没有达到'}；{'没有丢失，没有重复' if good else '有丢失或者重复'}"
    )
    foot()
    return 0 if good else 1


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--slips", type=int, default=300)
    options.add_argument("--devices", type=int, default=50)
    options.add_argument("--seconds", type=float, default=6.0)
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--port", type=int, default=8766)
    options.add_argument("--postgres", action="store_true")
    return on_scratch_data(load, options.parse_args())


if __name__ == "__main__":
    sys.exit(main())
