"""Findings from telephones that are cut off at random: all of them there once, and how long a packet waits for its answer.

    python -m benchmarks.field_sync [--findings 1000] [--phones 20] [--seed 2026] [--postgres]

The product's own server on a throw-away town with one inspection that is out. Every telephone has its findings in its store and
sends them in packets as the field page does; what is not answered for stays and is sent again. One packet in four is cut: before
it is sent, in the middle of its body, or after it was sent and before the answer is read (so the server has it and the telephone
does not know). At the end two telephones send their whole day once more. The full measure is ``--findings 10000``.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from benchmarks.signin import cookies_for, office, serve, settled
from benchmarks.table import cpu_seconds, foot, on_scratch_data, percentile, show

PACKET = 50
CUT, WAYS = 4, ("before", "body", "answer")
TWICE = 2
SITES, ITEMS = 8, 10


@dataclass
class Phone:
    """One telephone: how it signs in, and what still lies in its store (id → row)."""

    cookies: str
    token: str
    waiting: dict[str, dict]
    dice: random.Random
    day: dict[str, dict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.day = dict(self.waiting)


@dataclass
class Report:
    milliseconds: list[float] = field(default_factory=list)
    cuts: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    seconds: float = 0.0


def packet_of(phone: Phone) -> tuple[list[str], bytes, dict[str, str]]:
    """The ids, the body and the headers of the next packet."""
    ids = list(phone.waiting)[:PACKET]
    body = json.dumps(
        {"now": int(time.time() * 1000), "findings": [phone.waiting[one] for one in ids]}
    ).encode()
    headers = {"Content-Type": "application/json", "Cookie": phone.cookies, "X-CSRFToken": phone.token}
    return ids, body, headers


def send(port: int, address: str, phone: Phone, report: Report, lock: threading.Lock) -> None:
    """One try: answered findings leave the store; a cut leaves all of them there."""
    ids, body, headers = packet_of(phone)
    way = phone.dice.choice(WAYS) if phone.dice.randrange(CUT) == 0 else ""
    if way == "before":
        report.cuts[way] += 1
        return
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.perf_counter()
    try:
        link.putrequest("POST", address)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            link.putheader(name, value)
        link.endheaders(body[: len(body) // 2] if way == "body" else body)
        if way:
            link.sock.shutdown(socket.SHUT_RDWR)
            with lock:
                report.cuts[way] += 1
            return
        told = json.loads(link.getresponse().read())["told"]
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        with lock:
            report.cuts["unplanned"] += 1
        return
    finally:
        link.close()
    with lock:
        report.milliseconds.append((time.perf_counter() - begun) * 1000)
        report.refused += sum(one["outcome"] != "kept" for one in told)
    for one in told:
        phone.waiting.pop(one["id"], None)


def drive(port: int, address: str, phones: list[Phone]) -> Report:
    """All telephones at once, each until its store is empty."""
    report, lock = Report(), threading.Lock()

    def run(phone: Phone) -> None:
        while phone.waiting:
            send(port, address, phone, report, lock)

    begun = time.monotonic()
    for phones_now in (phones, phones[:TWICE]):
        threads = [threading.Thread(target=run, args=(phone,), daemon=True) for phone in phones_now]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for phone in phones[:TWICE]:
            phone.waiting = dict(phone.day)
    report.seconds = time.monotonic() - begun
    return report


# ------------------------------------------------------------------ the throw-away town


def inspection_that_is_out(account: Any) -> Any:
    """An inspection in the field with places and things to check."""
    from renda.foundation import clock
    from renda.kernel.access.actors import of_account
    from renda.kernel.people.models import Mandate, Person, Term
    from renda.kernel.procedures.execute import execute, open_matter
    from renda.kernel.units.models import Unit

    actor, today = of_account(account), clock.today()
    station = Unit.objects.create(name="市场监管所", kind="station")
    deputy = Person.objects.create(name="王代表")
    seat = Mandate.objects.create(person=deputy, term=Term.objects.get(), from_on=today)
    topic = {"form": "visit", "topic": "农资市场视察", "source": "villagers", "why": "群众反映。"}
    found = open_matter(actor, "inspection", "propose", topic).matter
    steps = (
        ("decide", {"decided_on": today, "decided_by": "主席团会议", "decision": "同意"}),
        ("probe", {"on": today, "by": "周文书", "found": "走访。"}),
        ("plan", {
            "leader": account.person, "team": [seat], "units": [station], "starts_on": today, "ends_on": today, "materials_by": today, "draft_by": today,
        }),
        ("add_items", {"items": "\n".join(f"第{n}项检查" for n in range(ITEMS))}),
        ("add_sites", {"on": today, "places": "\n".join(f"{n}号店" for n in range(SITES))}),
        ("begin", {}),
    )  # fmt: skip
    for verb, data in steps:
        found = execute(actor, found, verb, data).matter
    return found


def phones_of(account: Any, inspection: Any, options: argparse.Namespace) -> list[Phone]:
    """Telephones with their findings written, in order, on this day."""
    sites, items = list(inspection.sites.all()), list(inspection.items.all())
    dice, share = random.Random(options.seed), options.findings // options.phones
    made = []
    for place, (cookies, token) in enumerate(cookies_for(account, options.phones)):
        rows = {}
        for number in range(share):
            site, item = dice.choice(sites), dice.choice(items)
            key = f"phone-{place}-{number}"
            rows[key] = {
                "id": key, "site": str(site.pk), "site_name": site.name, "item": str(item.pk), "item_text": item.text, "kind": "check",
                "result": dice.choice(("fine", "wrong")), "text": f"{place}号手机第{number}条", "who": "", "at": int(time.time() * 1000),
            }  # fmt: skip
        made.append(Phone(cookies, token, rows, random.Random(options.seed + place)))
    return made


def new_town() -> Any:
    """The account of the office of a furnished town."""
    from django.db import transaction

    from renda.cli import database
    from renda.kernel.units.founding import furnish
    from renda.kernel.units.models import Unit
    from renda.kernel.units.scope import acting_in

    database.bring_up_to_date(lambda line: None)
    town = Unit.everywhere.create(name="检查镇", kind="township")
    with acting_in(town), transaction.atomic():
        account, _ = office(town)
        furnish()
        return account, town, inspection_that_is_out(account)


def load(options: argparse.Namespace) -> int:
    from django.urls import reverse

    from renda.kernel.units.scope import acting_in
    from renda.modules.supervision.models import Finding

    account, town, inspection = new_town()
    with acting_in(town):
        phones = phones_of(account, inspection, options)
    server = serve(os.environ["RENDA_DATA"], options.port)
    try:
        settled(server.pid)
        used = cpu_seconds(server.pid)
        report = drive(options.port, reverse("supervision:send", args=[inspection.pk]), phones)
        used = cpu_seconds(server.pid) - used
    finally:
        server.terminate()
        server.wait(20)
    with acting_in(town):
        kept = Counter(Finding.objects.values_list("text", flat=True))
    wanted = {row["text"] for phone in phones for row in phone.day.values()}
    return told(options, report, used, kept, wanted)


def told(options: argparse.Namespace, report: Report, used: float, kept: Counter, wanted: set[str]) -> int:
    """The table; 1 where a finding is lost, double, refused or nobody's."""
    lost, doubles, strange = wanted - set(kept), sum(count - 1 for count in kept.values()), set(kept) - wanted
    show(
        f"{len(wanted)}条记录，{options.phones}部手机，{'PostgreSQL' if options.postgres else 'SQLite'}",
        ["送到", "秒", "包 p50 毫秒", "包 p95 毫秒", "处理器毫秒/条", "没送出就断", "送一半断", "送到没回音", "别的断线", "丢失", "重复", "不收"],
        [[
            sum(kept.values()), round(report.seconds), round(percentile(report.milliseconds, 0.5)), round(percentile(report.milliseconds, 0.95)),
            f"{used * 1000 / len(wanted):.1f}", *(report.cuts[way] for way in (*WAYS, "unplanned")), len(lost), doubles, report.refused,
        ]],
    )  # fmt: skip
    good = not lost and not doubles and not strange and not report.refused
    print("每条都在，只有一条" if good else "有丢失、重复或者不收的")
    foot()
    return 0 if good else 1


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--findings", type=int, default=1000)
    options.add_argument("--phones", type=int, default=20)
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--port", type=int, default=8767)
    options.add_argument("--postgres", action="store_true")
    return on_scratch_data(load, options.parse_args())


if __name__ == "__main__":
    sys.exit(main())
