"""Sign-in by many devices at once: nobody lost, nobody double, and how long a device waits for its answer.

    python -m benchmarks.signin [--count 5000] [--devices 100] [--people 200] [--pace 2.0] [--poll 5] [--postgres]

Makes a throw-away town and starts the product's own server on it. Every device scans one badge each ``pace`` seconds
(0: as fast as it can; then all devices wait for one another and the waiting measures the queue, not the product), and
asks for the list of who is in every ``poll`` seconds as the real page does (0: never).
Planted on purpose: one badge in twenty is scanned at a second table too, one packet in ten is sent again as if its answer
had been lost, and one in thirty holds what waited while the network was down. Goal: none lost, none double, p95 ≤ 150 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.table import cpu_seconds, foot, on_scratch_data, percentile, show
from benchmarks.wire import Cut, Link, request

GOAL_MS = 150
SECOND_TABLE, SENT_AGAIN, WAITED = 20, 10, 30
PACKET = 5
FULL_SET_OF_TABLES = 100
TRIES, AGAIN_AFTER = 5, 0.5
SETTLING, LONGEST_SETTLING, IDLE = 3, 120, 0.1
OK, REFUSED = 200, "HTTP"


@dataclass(frozen=True)
class Device:
    """One table: its cookies, and the packets it will send: (address, [(id, code)])."""

    name: str
    cookies: str
    token: str
    packets: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass
class Report:
    """What the devices were told, and how long each request took in milliseconds."""

    milliseconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    seconds: float = 0.0
    own_seconds: float = 0.0
    polls: list[float] = field(default_factory=list)


def plan(
    addresses: dict[str, Sequence[str]], cookies: Sequence[tuple[str, str]], seed: int = 2026
) -> list[Device]:
    """Deal the badges (``addresses``: where to send → codes) out to as many devices as there are ``cookies``."""
    dice = random.Random(seed)
    scans = [(address, code) for address, codes in addresses.items() for code in codes]
    scans += dice.sample(scans, len(scans) // SECOND_TABLE)
    # sittings follow one another; within one, people come as they like
    order = {address: place for place, address in enumerate(addresses)}
    scans.sort(key=lambda one: (order[one[0]], dice.random()))
    hands: list[list] = [[] for _ in cookies]
    for number, (address, code) in enumerate(scans):
        hands[number % len(cookies)].append((address, f"scan-{number}", code))
    return [
        Device(f"{place + 1}号台", cookie, token, tuple(packets(hand, dice)))
        for place, ((cookie, token), hand) in enumerate(zip(cookies, hands, strict=True))
    ]


def packets(hand: list, dice: random.Random) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """One scan to a packet, but for those that waited; some packets twice."""
    place = 0
    while place < len(hand):
        address = hand[place][0]
        size = PACKET if dice.randrange(WAITED) == 0 else 1
        together = [row for row in hand[place : place + size] if row[0] == address]
        place += len(together)
        packet = (address, tuple((scan, code) for _, scan, code in together))
        yield packet
        if dice.randrange(SENT_AGAIN) == 0:
            yield packet


def drive(base_url: str, devices: Sequence[Device], pace: float, poll: float = 0) -> Report:
    """Let all devices send; each on its own connection, one request after the other."""
    # In a thread of its own: the caller's may have an event loop already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, together(urlsplit(base_url).port or 80, devices, pace, poll)).result()


async def together(port: int, devices: Sequence[Device], pace: float, poll: float) -> Report:
    report, dice = Report(), random.Random(7)
    begun, own = time.monotonic(), time.process_time()
    await asyncio.gather(
        *(
            at_table(Link(port), device, begun + dice.random() * pace, pace, poll, report)
            for device in devices
        )
    )
    report.seconds, report.own_seconds = time.monotonic() - begun, time.process_time() - own
    return report


async def at_table(
    link: Link, device: Device, begins: float, pace: float, poll: float, report: Report
) -> None:
    """One device: a packet every ``pace`` seconds, and the list every ``poll`` seconds."""
    looked = begins
    for number, packet in enumerate(device.packets):
        await asyncio.sleep(max(0.0, begins + number * pace - time.monotonic()))
        took, told = await until_answered(link, device, packet)
        report.milliseconds.append(took)
        report.outcomes.update(told)
        report.unanswered += len(told) != len(packet[1]) or told[0].startswith(REFUSED)
        if poll and time.monotonic() - looked >= poll:
            looked = time.monotonic()
            if (seen := await look(link, device, packet[0])) is not None:
                report.polls.append(seen)
    link.close()


async def look(link: Link, device: Device, address: str) -> float | None:
    """The page asks who is in meanwhile: how long that took in milliseconds, None when it was cut."""
    try:
        return (await link.ask(request("GET", address.replace("/send/", "/state/"), {"Cookie": device.cookies}))).milliseconds  # fmt: skip
    except Cut:
        return None


async def until_answered(link: Link, device: Device, packet: tuple) -> tuple[float, list[str]]:
    """Send as the real page does: cut off, it sends the same ids again; all the waiting counts."""
    begun = time.perf_counter()
    for _ in range(TRIES):
        try:
            answer = await link.ask(written(device, packet))
        except Cut:
            await asyncio.sleep(AGAIN_AFTER)
            continue
        took = (time.perf_counter() - begun) * 1000
        if answer.status != OK:
            return took, [f"{REFUSED} {answer.status}"]
        return took, [one["outcome"] for one in json.loads(answer.body)["told"]]
    return (time.perf_counter() - begun) * 1000, []


def written(device: Device, packet: tuple) -> bytes:
    """One packet as it goes over the wire."""
    address, scans = packet
    now = int(time.time() * 1000)
    rows = [{"id": scan, "code": code, "way": "code", "at": now} for scan, code in scans]
    fields = {"Content-Type": "application/json", "Cookie": device.cookies, "X-CSRFToken": device.token}
    return request("POST", address, fields, json.dumps({"table": device.name, "now": now, "scans": rows}))


def cookies_for(account: Any, count: int) -> list[tuple[str, str]]:
    """Cookies and form token of ``count`` browsers in which ``account`` has signed in."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.middleware.csrf import _get_new_csrf_string

    from renda.kernel.people.login import session_hash

    made = []
    for _ in range(count):
        session = SessionStore()
        session.update({"account": str(account.pk), "hash": session_hash(account), "second_factor": True})
        session.create()
        token = _get_new_csrf_string()
        made.append(
            (
                f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={token}",
                token,
            )
        )
    return made


def counted() -> tuple[int, int]:
    """Sign-ins that count, and how many of them are of a person who has another one at the same sitting."""
    from renda.modules.sessions.sittings.models import SignIn

    rows = list(SignIn.everywhere.filter(undone_at__isnull=True).values_list("sitting_id", "attendee_id"))
    return len(rows), len(rows) - len(set(rows))


# ------------------------------------------------------------------ the throw-away town and its server


def town(count: int, people: int) -> tuple[Any, dict[str, list[str]]]:
    """A town with ``people`` deputies and sittings enough for ``count`` sign-ins; gives the office's account and the badges."""
    from django.db import transaction
    from django.urls import reverse

    from renda.foundation import clock
    from renda.kernel.access.actors import of_account
    from renda.kernel.units.models import Unit
    from renda.kernel.units.scope import acting_in
    from renda.modules.sessions.sittings.actions import course, planning

    place = Unit.everywhere.create(name="签到镇", kind="township")
    with acting_in(place), transaction.atomic():
        account, session = office(place)
        codes = badges(session, people)
        actor, found = of_account(account), {}
        for number in range(-(-count // people)):
            facts = {"kind": "plenary", "title": f"第{number + 1}次", "begins_at": clock.now()}
            sitting = course.open_sign_in(actor, planning.plan_sitting(actor, session, facts))
            wanted = codes[: min(people, count - number * people)]
            found[reverse("sittings:send", args=[session.pk, sitting.pk])] = wanted
    return account, found


def office(place: Any) -> tuple[Any, Any]:
    """The account of the office of the active town, and a session of today."""
    from renda.foundation import clock
    from renda.kernel.people.models import Account, Appointment, CongressSession, Person, Term
    from renda.kernel.units.models import TownProfile, Unit

    today = clock.today()
    TownProfile.objects.create(
        town=place,
        congress_name="签到镇人民代表大会",
        presidium_name="主席团",
        government_name="政府",
        number_word="签",
    )
    body = Unit.objects.create(name="签到镇人大", kind="congress", parent=place)
    clerk = Person.objects.create(name="周文书")
    Appointment.objects.create(person=clerk, unit=body, post="主任", role="office", from_on=today)
    account = Account.objects.create_account(
        "office", "签到-2026-春", town_id=place.pk, person=clerk, must_change_password=False,
        totp_secret="JBSWY3DPEHPK3PXP", totp_confirmed_at=clock.now(),
    )  # fmt: skip
    term = Term.objects.create(number=19, starts_on=today)
    return account, CongressSession.objects.create(term=term, number=1, opens_on=today, closes_on=today)


def badges(session: Any, people: int) -> list[str]:
    """The codes of as many deputies on the list of the session."""
    from renda.kernel.people.models import Mandate, Person
    from renda.modules.sessions.attendance.models import Attendee

    codes = []
    for number in range(1, people + 1):
        person = Person.objects.create(name=f"代表{number}")
        seat = Mandate.objects.create(person=person, term=session.term, from_on=session.opens_on)
        row = Attendee.objects.create(
            session=session, person=person, mandate=seat, capacity="deputy", name=person.name, rank=number
        )
        codes.append(f"RENDA:{row.token}")
    return codes


def serve(data: str, port: int) -> subprocess.Popen:
    """The product's own server on ``data``, ready to answer."""
    command = [
        sys.executable,
        "-m",
        "renda.config.serve",
        "--data",
        data,
        "--port",
        str(port),
        "--host",
        "127.0.0.1",
        "--empty",
        "--no-browser",
    ]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, cwd=Path(__file__).resolve().parent.parent, start_new_session=True
    )
    for _ in range(600):
        try:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            link.request("GET", "/login/")
            link.getresponse().read()
            return server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise SystemExit("服务没有起来")


def settled(pid: int) -> None:
    """Wait until the work of a first start (statistics, first backup) is done; it comes once, before anybody signs in."""
    before = cpu_seconds(pid)
    for _ in range(LONGEST_SETTLING // SETTLING):
        time.sleep(SETTLING)
        now = cpu_seconds(pid)
        if not now - before > SETTLING * IDLE:
            return
        before = now


def warm(port: int, device: Device) -> None:
    """The list is asked for once, so that the first device of the morning does not pay for reading the rulebook."""

    async def twice() -> None:
        link = Link(port)
        for _ in range(2):
            await look(link, device, device.packets[0][0])
        link.close()

    asyncio.run(twice())


def measure(options: argparse.Namespace) -> int:
    from renda.cli import database

    database.bring_up_to_date(lambda line: None)
    account, addresses = town(options.count, options.people)
    devices = plan(addresses, cookies_for(account, options.devices))
    server = serve(os.environ["RENDA_DATA"], options.port)
    try:
        settled(server.pid)
        warm(options.port, devices[0])
        used = cpu_seconds(server.pid)
        report = drive(f"http://127.0.0.1:{options.port}", devices, options.pace, options.poll)
        used = cpu_seconds(server.pid) - used
    finally:
        server.terminate()
        server.wait(20)
    return told(options, report, used)


def told(options: argparse.Namespace, report: Report, used: float) -> int:
    """The table; 1 where somebody is lost or double."""
    rows, doubles = counted()
    times, asked = report.milliseconds, len(report.milliseconds) + len(report.polls)
    p95 = percentile(times, 0.95)
    show(
        f"签到{options.count}人次，{options.devices}台设备，每台{options.pace:g}秒一次，{'PostgreSQL' if options.postgres else 'SQLite'}",
        ["请求", "秒", "每秒", "p50 毫秒", "p95 毫秒", "最长", "处理器毫秒/请求", "设备那边", "没有应答", "丢失", "重复"],
        [[
            asked, round(report.seconds), f"{asked / report.seconds:.1f}", round(percentile(times, 0.5)), round(p95),
            round(max(times)), f"{used * 1000 / asked:.1f}", f"{report.own_seconds * 1000 / asked:.1f}", report.unanswered, options.count - rows, doubles,
        ]],
    )  # fmt: skip
    print("应答：" + "，".join(f"{name} {count}" for name, count in sorted(report.outcomes.items())))
    if report.polls:
        print(f"其中看名单 {len(report.polls)} 次，p95 {percentile(report.polls, 0.95):.0f} 毫秒")
    good = rows == options.count and not doubles and not report.unanswered
    print(
        f"目标 p95 ≤ {GOAL_MS} 毫秒：{'达到' if p95 <= GOAL_MS else '没有达到'}；{'没有丢失，没有重复' if good else '有丢失或者重复'}"
    )
    foot()
    return 0 if good else 1


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=5000)
    options.add_argument("--devices", type=int, default=FULL_SET_OF_TABLES)
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--pace", type=float, default=2.0)
    options.add_argument("--poll", type=float, default=5.0)
    options.add_argument("--port", type=int, default=8765)
    options.add_argument("--postgres", action="store_true")
    return on_scratch_data(measure, options.parse_args())


if __name__ == "__main__":
    sys.exit(main())
