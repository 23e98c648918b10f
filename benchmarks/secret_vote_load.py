"""A secret vote cast by many phones at once: nobody lost, nobody double, and how long a voter waits.

    python -m benchmarks.secret_vote_load [--slips 300] [--devices 50] [--seconds 6] [--postgres]

The product's own server; every device casts one slip after the other as a phone does (open, cast), one in ten is sent
twice. None may be lost, none double, each thanked one counted. The full measure is ``--slips 5000 --devices 500
--seconds 60``. Goal: p95 of casting ≤ 200 ms.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.secret_vote import SHARES, close_vote, console_of_new_town, open_vote
from benchmarks.signin import serve, settled
from benchmarks.table import cpu_seconds, foot, on_scratch_data, percentile, show

GOAL_MS = 200
SENT_AGAIN, TRIES = 10, 5


@dataclass
class Report:
    """How long opening and casting took in milliseconds, and who was thanked."""

    opening: list[float] = field(default_factory=list)
    casting: list[float] = field(default_factory=list)
    thanked: dict[str, str] = field(default_factory=dict)
    unanswered: int = 0
    seconds: float = 0.0


def drive(port: int, hands: list[list[tuple[str, str]]], seconds: float) -> Report:
    """Every device casts its slips (secret, choice), spread over the time."""
    report, lock = Report(), threading.Lock()
    start = threading.Barrier(len(hands) + 1)
    dice = random.Random(7)

    def run(hand: list[tuple[str, str]], offset: float) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        begun = time.monotonic() + offset
        pace = seconds / max(1, len(hand))
        for number, (secret, choice) in enumerate(hand):
            time.sleep(max(0.0, begun + number * pace - time.monotonic()))
            opened, took, answer = cast(link, secret, choice)
            again = cast(link, secret, choice)[2] if number % SENT_AGAIN == 0 else answer
            with lock:
                report.opening.append(opened)
                report.casting.append(took)
                report.unanswered += not (answer and again)
                if answer:
                    report.thanked[secret] = choice
        link.close()

    threads = [
        threading.Thread(target=run, args=(hand, dice.random() * seconds / max(1, len(hand))), daemon=True)
        for hand in hands
    ]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.monotonic()
    for thread in threads:
        thread.join()
    report.seconds = time.monotonic() - begun
    return report


def cast(link: http.client.HTTPConnection, secret: str, choice: str) -> tuple[float, float, bool]:
    """Open the slip and cast it, cut off tries included: milliseconds of both, and whether it was thanked or found cast."""
    here, body = f"/v/{secret}/", urlencode({"o1": choice})
    opened = timed(link, "GET", here, None)[0]
    took, status, place = timed(link, "POST", here, body)
    return opened, took, status == 302 and place in ("/v/done/", here)


def timed(
    link: http.client.HTTPConnection, method: str, path: str, body: str | None
) -> tuple[float, int, str]:
    begun = time.perf_counter()
    for _ in range(TRIES):
        try:
            link.request(
                method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
            )
            answer = link.getresponse()
            answer.read()
            return (time.perf_counter() - begun) * 1000, answer.status, answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException):
            link.close()
    return (time.perf_counter() - begun) * 1000, 0, ""


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
        report = drive(options.port, hands, options.seconds)
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
        ["投票", "秒", "打开 p95 毫秒", "投出 p50 毫秒", "投出 p95 毫秒", "最长", "处理器毫秒/票", "没有应答", "丢失", "重复"],
        [[
            len(report.casting), round(report.seconds), round(percentile(report.opening, 0.95)), round(percentile(report.casting, 0.5)),
            round(p95), round(max(report.casting)), f"{used * 1000 / len(report.casting):.1f}", report.unanswered, lost, doubles,
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
