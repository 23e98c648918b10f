"""A session beside OpenSlides 3.3: a list of 90 deputies with planted faults, one count sheet, a kill in the middle of a count;
and, ours alone, twelve items in three sittings with their minutes.

    python -m benchmarks.peers_session [--openslides VENV]

Ours runs always: the product's own server on a throw-away town, every request counted. Theirs runs only when VENV is the folder
of a virtual environment in which OpenSlides 3.3 stands (`pip install openslides==3.3 "twisted<22"`, Python 3.8); nothing is
fetched here. What isn't there is told as 没有测. Their list is read by their own web client in a Chromium, as a user would; their
polls are entered through the interface their client uses.

SAPL has no row: it is a source tree with requirements from git addresses and its own PostgreSQL, no package. Its session task
(twelve items, three sittings, minutes) is done on our side only, and stands in a table of its own without a ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks import signin
from benchmarks.peers_material import (
    FAULTS,
    GOOD_SHEET,
    HEAD,
    ROWS,
    VILLAGES,
    WRONG_SHEETS,
    Measured,
    as_csv,
    deputies,
)
from benchmarks.table import foot, show, use
from benchmarks.visitor import Visitor

PORT, THEIR_PORT = 8781, 8791
PRESENT = 58
UNMEASURED = "没有测"


# ------------------------------------------------------------------ our side


@dataclass
class Hall:
    """The throw-away town with its server running: who works in it, the session, the codes of the badges."""

    place: Any
    session: Any
    codes: list[str]
    office: Visitor
    chair: Visitor


def founded() -> tuple[Any, Any, dict[str, Any], list[str]]:
    """A town, its session of today, the accounts of office and chair, and the badges of sixty deputies."""
    from django.db import transaction

    from renda.foundation import clock
    from renda.kernel.people.models import Account, Appointment, CongressSession, Person, Term
    from renda.kernel.units.founding import found_town
    from renda.kernel.units.models import Unit
    from renda.kernel.units.scope import acting_in

    place, today = found_town("比照镇"), clock.today()
    accounts = {}
    with acting_in(place), transaction.atomic():
        for village in VILLAGES:
            Unit.objects.create(name=village, kind="village", parent=place)
        body = Unit.objects.filter(kind="congress").first()
        for role, post in (("office", "主任"), ("chair", "主席")):
            person = Person.objects.create(name=f"周{post}")
            Appointment.objects.create(person=person, unit=body, post=post, role=role, from_on=today)
            accounts[role] = Account.objects.create_account(
                role, "比照-2026-春", town_id=place.pk, person=person, must_change_password=False
            )
        term = Term.objects.create(number=19, starts_on=today)
        session = CongressSession.objects.create(term=term, number=1, opens_on=today, closes_on=today)
        codes = signin.badges(session, 60)
    return place, session, accounts, codes


def our_import(hall: Hall) -> Measured:
    """Upload, look, confirm; what the preview says of each row."""
    from renda.kernel.access.actors import system
    from renda.kernel.exchange import importing
    from renda.kernel.exchange.registry import importer
    from renda.kernel.people.models import Person
    from renda.kernel.units.scope import acting_in

    rows, planted = deputies()
    data = as_csv(HEAD, [tuple(row[column] for column in HEAD) for row in rows])
    found = Measured()
    with acting_in(hall.place):
        seen = importing.preview(importer("deputies"), data, "名册.csv", system(hall.place))
        flagged = {
            place for place, row in enumerate(seen.rows) if row.status in ("error", "duplicate", "warning")
        }
        before = Person.objects.count()
    found.caught = {planted[place] for place in flagged & planted.keys()}
    found.false_alarms = len(flagged - planted.keys())
    begun, asked = time.perf_counter(), hall.office.requests
    check = hall.office.upload("/people/import/deputies/", "名册.csv", data)
    hall.office.ask("GET", check)
    hall.office.post(check, want=200)
    found.seconds, found.requests = time.perf_counter() - begun, hall.office.requests - asked
    with acting_in(hall.place):
        found.stored = Person.objects.count() - before
    return found


def sheet_of(figures: tuple) -> dict[str, Any]:
    keys = ("issued", "returned", "valid", "invalid", "o1.for", "o1.against", "o1.abstain")
    return dict(zip(keys, figures, strict=True))


def in_town(hall: Hall, work: Callable[[], Any]) -> Any:
    from renda.kernel.units.scope import acting_in

    with acting_in(hall.place):
        return work()


def our_ballot(hall: Hall, title: str) -> Any:
    """A vote put on the list, opened and closed: ready to be counted."""
    from renda.foundation import clock
    from renda.kernel.ballots.models import Ballot

    facts = {
        "title": title,
        "law_kind": "report",
        "method": "secret_paper",
        "held_on": clock.today().isoformat(),
    }
    hall.office.post(address("ballots:new", hall.session.pk), **facts)
    ballot = in_town(hall, lambda: Ballot.objects.get(title=title))
    for verb in ("open", "close"):
        version = in_town(hall, lambda: Ballot.objects.get(pk=ballot.pk).version)
        hall.office.post(address("ballots:step", ballot.pk, verb), present=PRESENT, version=version)
    return ballot


def address(name: str, *args: Any) -> str:
    from django.urls import reverse

    return reverse(name, args=args)


def key(hall: Hall, who: Visitor, ballot: Any, figures: tuple, want: int = 302) -> None:
    """One person keys the sheet and finishes it."""
    who.post(address("ballots:sheet-start", ballot.pk))
    who.post(address("ballots:sheet-finish", ballot.pk), want=want, **sheet_of(figures))


def our_count(hall: Hall) -> Measured:
    """A vote from the list to the declared result, keyed by two people; then the sheets that can't be right."""
    from renda.kernel.ballots.models import Ballot

    found, asked = Measured(), hall.office.requests + hall.chair.requests
    begun = time.perf_counter()
    ballot = our_ballot(hall, "关于工作报告的决议")
    for who in (hall.office, hall.chair):
        key(hall, who, ballot, GOOD_SHEET)
    version = in_town(hall, lambda: Ballot.objects.get(pk=ballot.pk).version)
    hall.chair.post(address("ballots:step", ballot.pk, "declare"), version=version)
    found.seconds = time.perf_counter() - begun
    found.requests = hall.office.requests + hall.chair.requests - asked
    wrong = None
    for name, figures in WRONG_SHEETS.items():
        if wrong is None:
            wrong = our_ballot(hall, f"关于{name}的决议")
            hall.office.post(address("ballots:sheet-start", wrong.pk))
        status, _, _ = hall.office.ask(
            "POST", address("ballots:sheet-finish", wrong.pk), urlencode(sheet_of(figures))
        )
        if status == 422:
            found.caught.add(name)
        else:
            wrong = None
    return found


def our_kill(hall: Hall, server: Any, data: str) -> tuple[dict[str, bool], Any]:
    """One sheet finished, the second half typed, then kill -9; what is there after the restart."""
    from renda.kernel.ballots.models import Ballot, CountSheet

    ballot = our_ballot(hall, "关于计划的决议")
    key(hall, hall.office, ballot, GOOD_SHEET)
    hall.chair.post(address("ballots:sheet-start", ballot.pk))
    half = {"issued": "58", "returned": "58", "o1.for": "50"}
    hall.chair.post(address("ballots:sheet-save", ballot.pk), **half)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    server = signin.serve(data, PORT)
    for who in (hall.office, hall.chair):
        who.link.close()
    sheets = in_town(hall, lambda: list(CountSheet.objects.filter(ballot=ballot).order_by("place")))
    first, second = sheets
    declared = in_town(hall, lambda: Ballot.objects.get(title="关于工作报告的决议").state == "declared")
    return {
        "宣布了的结果": declared,
        "录完的一份": first.is_finished and first.typed["o1.for"] == "50",
        "录了一半的一份": {k: v for k, v in second.typed.items() if v} == half,
    }, server


ITEMS, SITTINGS = 12, 3


def our_session(hall: Hall) -> tuple[Measured, list[str]]:
    """Twelve items in three sittings: agenda published, signed in, opened, run through, closed; then the papers. What is wrong."""
    from renda.modules.sessions.sittings.models import Sitting

    office, pk = hall.office, hall.session.pk
    asked, begun, day = office.requests, time.perf_counter(), hall.session.opens_on.isoformat()
    for number in range(ITEMS):
        office.post(address("sittings:item-add", pk), text=f"听取和审议第{number + 1}项报告")
    for number in range(SITTINGS):
        facts = {
            "kind": "plenary",
            "title": f"第{number + 1}次全体会议",
            "day": day,
            "begins": f"{9 + number}:00",
        }
        office.post(address("sittings:new", pk), **facts)
    office.post(address("sittings:publish", pk, "agenda"), decided_by="预备会议", decided_on=day)
    sittings = in_town(hall, lambda: list(Sitting.objects.filter(session=hall.session)))
    for place, held in enumerate(sittings):
        our_sitting(hall, held, place)
    found = Measured(time.perf_counter() - begun, office.requests - asked)
    return found, in_town(hall, lambda: wrong_in(hall))


def our_sitting(hall: Hall, held: Any, place: int) -> None:
    """One of them, from its lines to its papers; at each later one a deputy more stays away."""
    from renda.modules.sessions.sittings.models import Entry

    def at(name: str, *args: Any) -> str:
        return address(f"sittings:{name}", hall.session.pk, held.pk, *args)

    office = hall.office
    for number in range(place, ITEMS, SITTINGS):
        office.post(at("entry-new"), text=f"第{number + 1}项报告", kind="report", speaker="周主任")
    office.post(at("act", "open_sign_in"))
    scans = [
        {"id": f"s{place}-{n}", "code": code, "way": "code", "at": 0}
        for n, code in enumerate(hall.codes[place:])
    ]
    body = json.dumps({"table": "一号台", "now": 0, "scans": scans})
    office.ask("POST", at("send"), body, "application/json")
    office.post(at("act", "open"))
    for entry in in_town(hall, lambda: list(Entry.objects.filter(sitting=held))):
        for verb in ("start", "finish"):
            office.post(at("entry-run", entry.pk, verb))
    office.post(at("act", "close"))
    office.ask("GET", at("attendance") + "?print=1")
    office.post(at("script-keep"))


def wrong_in(hall: Hall) -> list[str]:
    """What of the session came out otherwise than it was put in."""
    from renda.modules.sessions.sittings.models import Programme, SignIn, Sitting

    wrong = []
    for place, held in enumerate(Sitting.objects.filter(session=hall.session)):
        counted = SignIn.objects.filter(sitting=held, undone_at__isnull=True).count()
        if counted != len(hall.codes) - place or held.opening.get("present") != counted:
            wrong.append(f"{held}：实到")
        if held.entries.filter(finished_at__isnull=False).count() != ITEMS // SITTINGS or not held.closed_at:
            wrong.append(f"{held}：议程没有走完")
    if len(Programme.objects.get(session=hall.session).content["items"]) != ITEMS:
        wrong.append("公布的议程")
    return wrong


# ------------------------------------------------------------------ the tables


def ours(data: str) -> dict[str, Any]:
    from renda.cli import database

    database.bring_up_to_date(lambda line: None)
    place, session, accounts, codes = founded()
    cookies = {role: signin.cookies_for(account, 1)[0] for role, account in accounts.items()}
    server = signin.serve(data, PORT)
    hall = Hall(place, session, codes, Visitor(PORT, cookies["office"]), Visitor(PORT, cookies["chair"]))
    try:
        told: dict[str, Any] = {"count": our_count(hall), "session": our_session(hall)}
        told["kill"], server = our_kill(hall, server, data)
        # last, for it adds seats to the congress that has to be quorate before
        told["import"] = our_import(hall)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    return told


def ratio(ours: float, theirs: float | None) -> str:
    return f"{ours / theirs:.2f}" if theirs else "—"


def compared(what: str, mine: float, other: float | None, form: str = "{:.0f}") -> list[str]:
    """A row: ours, theirs, ours divided by theirs."""
    return [what, form.format(mine), UNMEASURED if other is None else form.format(other), ratio(mine, other)]


HEAD_OF_BOTH = ["", "人大办", "OpenSlides 3.3"]


def one_by_one(title: str, names: Iterable[str], mine: set[str], other: set[str] | None) -> None:
    """A line for each name: whether either side has it."""
    rows = [[name, yes(name in mine), UNMEASURED if other is None else yes(name in other)] for name in names]
    show(title, HEAD_OF_BOTH, rows)


def tables(mine: dict[str, Any], other: dict[str, Any]) -> None:
    a, b = mine["import"], other.get("import")
    rows = [
        compared(f"查出的错（共{len(FAULTS)}处）", len(a.caught), b and len(b.caught)),
        compared("好行误报", a.false_alarms, b and b.false_alarms),
        compared("存进去的人", a.stored, b and b.stored),
        compared("请求", a.requests, b and b.requests),
        compared("秒", a.seconds, b and b.seconds, "{:.2f}"),
    ]
    show(f"{ROWS}名代表的名册，埋了{len(FAULTS)}处错", [*HEAD_OF_BOTH, "比"], rows)
    one_by_one("每一处", FAULTS, a.caught, b and b.caught)
    a, b = mine["count"], other.get("count")
    rows = [
        compared("请求（我们由两个人各录一遍）", a.requests, b and b.requests),
        compared("秒", a.seconds, b and b.seconds, "{:.2f}"),
        compared(f"拒收的错表（共{len(WRONG_SHEETS)}份）", len(a.caught), b and len(b.caught)),
    ]
    show("一份计票表，从列入表决到公布结果", [*HEAD_OF_BOTH, "比"], rows)
    one_by_one("每一份错表", WRONG_SHEETS, a.caught, b and b.caught)
    one_by_one(
        "计票到一半断电（kill -9），重启以后还在",
        mine["kill"],
        kept(mine["kill"]),
        kept(other["kill"]) if other else None,
    )
    a, wrong = mine["session"]
    show(
        f"一次大会：{ITEMS}项议程，{SITTINGS}场会议，签到、逐项走完、散会、签到簿和主持词存成公文",
        ["", "请求", "秒", "算错"],
        [["人大办", a.requests, f"{a.seconds:.1f}", "、".join(wrong) or 0], ["SAPL", *[UNMEASURED] * 3]],
    )


def kept(after: dict[str, bool]) -> set[str]:
    return {name for name, there in after.items() if there}


def yes(found: bool) -> str:
    return "是" if found else "否"


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--openslides", metavar="VENV", type=Path)
    given = options.parse_args()
    other: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        use(data)
        mine = ours(os.environ["RENDA_DATA"])
        if given.openslides and (given.openslides / "bin" / "openslides").exists():
            from benchmarks import peers_openslides

            other = peers_openslides.measured(given.openslides, Path(data) / "openslides", THEIR_PORT)
    tables(mine, other)
    if not other:
        print(f"OpenSlides 3.3：{UNMEASURED}，没有装（--openslides 虚拟环境的文件夹）")
    print(f"SAPL：{UNMEASURED}，没有可以安装的包")
    foot()
    return 0


if __name__ == "__main__":
    sys.exit(main())
