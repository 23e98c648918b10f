"""``renda election calendar|decide``: the days of an election of deputies, and an election decided by law. Runs without Django.

``decide FILE.json``::

    {"post": "副镇长", "seats": 2, "roll": 61, "present": 60, "issued": 60, "returned": 60, "valid": 59, "invalid": 1,
     "candidates": [{"name": "方卫东", "for": 40, "against": 15, "abstain": 4}, …], "write_ins": [{"name": "沈国平", "votes": 3}]}

``post`` 代表 elects deputies: ``roll`` is then the registered voters and ``participants`` those who took part.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from renda.cli.arguments import day
from renda.cli.commands.law import place_code
from renda.cli.output import CommandError, Result

NAME = "election"
HELP = "选举：从选举日倒排日程，按票数依法算当选"
MISSED_MARK = "✗ 已错过"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    days = actions.add_parser("calendar", help="代表选举的全部日期，从选举日往回排")
    days.add_argument("--day", type=day, required=True, metavar="日期", help="选举日")
    days.add_argument("--place", type=place_code, metavar="区划代码", help="所在地，用来查本地规定")
    days.add_argument("--by-election", action="store_true", help="补选")
    days.add_argument("--today", type=day, metavar="日期", help="按哪一天看有没有错过（默认：今天）")
    decide_ = actions.add_parser("decide", help="按票数依法算当选、同票、缺额和下一步")
    decide_.add_argument("file", type=Path, metavar="文件", help="JSON 文件：职务、应选名额、候选人和票数")
    decide_.add_argument("--place", type=place_code, metavar="区划代码", help="所在地（文件里没有写时用）")


def run(args: argparse.Namespace) -> Result:
    from renda.law.errors import RulebookError
    from renda.law.statements import CountFault

    try:
        return calendar(args) if args.action == "calendar" else decide(args)
    except CountFault as error:
        lines = "\n".join(f"  {fault}" for fault in error.faults)
        raise CommandError(f"票数对不上，没有计算：\n{lines}", faults=list(error.faults)) from error
    except RulebookError as error:
        raise CommandError(f"算不出来：{error}") from error


def calendar(args: argparse.Namespace) -> Result:
    from renda.foundation import clock
    from renda.law import elections
    from renda.law.election_days import BY_ELECTION, GENERAL

    kind = BY_ELECTION if args.by_election else GENERAL
    today = args.today or clock.today()
    steps = elections.calendar(args.day, args.place, kind=kind, today=today)
    missed = [step for step in steps if step.missed and step.statutory]
    earliest = elections.earliest_day(today, args.place, kind=kind)
    data = {
        "day": args.day.isoformat(),
        "place": args.place,
        "kind": kind,
        "today": today.isoformat(),
        "steps": [step.as_json() for step in steps],
        "missed": [step.key for step in missed],
        "earliest_day": earliest.isoformat(),
    }
    lines = [f"选举日 {args.day}，法定日期前面有“法”字："]
    for step in steps:
        mark = "法" if step.statutory else "　"
        late = f"　{MISSED_MARK}" if step.missed else ""
        lines.append(f"{mark} {step.on}　{step.title}（{step.who}）{late}")
        lines.append(f"　　{step.sentence_zh}")
    if missed:
        lines.append(f"有{len(missed)}个法定日期已经错过。从今天起做，选举日最早可以定在 {earliest}。")
    return Result(data, lines)


def decide(args: argparse.Namespace) -> Result:
    from renda.cli import count_files
    from renda.law import elections

    case = count_files.election_case(count_files.read(args.file), args.place)
    result = elections.decide(case)
    data = result.as_json()
    if case.sheet.outnumbered:
        data["error"] = f"收回的票{case.sheet.returned}张，比发出的{case.sheet.issued}张多，选举无效"
    lines = [case.title or case.post, result.sentence_zh, "得票："]
    lines += [f"  {t.name}　{t.votes}票{'（另选）' if t.write_in else ''}" for t in result.ranking]
    lines.append("依据：")
    for one in result.statements:
        mark = {True: "✓", False: "✗", None: "·"}[one.met]
        lines += [f"  {mark} {one.sentence}", f"      {'；'.join(one.articles)}"]
    return Result(data, lines, ok=not case.sheet.outnumbered)
