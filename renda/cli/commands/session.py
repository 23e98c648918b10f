"""``renda session plan``: every step of a congress session by day, with its rule. ``quorum`` is in ``renda.cli.session_quorum``.

``plan`` runs without Django. An action that needs the database has a module of its own and names it with
``set_defaults(command_module=…)``, as ``renda.cli.law_texts`` does.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from renda.cli import session_quorum
from renda.cli.arguments import day
from renda.cli.commands.law import place_code
from renda.cli.output import CommandError, Result

NAME = "session"
HELP = "大会：按开幕日期倒排筹备日程；到会人数够不够"
KIND = "regular"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    plan = actions.add_parser("plan", help="按开幕日期倒排每一步的日子")
    plan.add_argument("--open", dest="opens_on", type=day, required=True, metavar="日期", help="开幕日期")
    plan.add_argument(
        "--close", dest="closes_on", type=day, metavar="日期", help="闭幕日期（默认：开幕当天）"
    )
    plan.add_argument(
        "--kind",
        default=KIND,
        metavar="种类",
        help="regular 年初例会、midyear 年中例会、first 换届后第一次、extraordinary 临时会议（默认：regular）",
    )
    plan.add_argument("--place", type=place_code, metavar="区划代码", help="所在地，用来查本地规定")
    plan.add_argument("--elected", type=day, metavar="日期", help="换届后第一次会议用：代表选举哪天完成")
    plan.add_argument("--on", type=day, metavar="日期", help="当作今天是这一天（默认：今天）")
    session_quorum.add_actions(actions)


def run(args: argparse.Namespace) -> Result:
    from renda.foundation import clock
    from renda.law import session_plan
    from renda.law.errors import RulebookError

    today = args.on or clock.today()
    where = session_plan.Where(place=args.place)
    closes_on = args.closes_on or args.opens_on
    try:
        kind = session_plan.kind(args.kind)
        steps = session_plan.plan(kind.key, args.opens_on, closes_on, where)
        remarks = session_plan.remarks(kind.key, args.opens_on, closes_on, where, args.elected)
    except RulebookError as error:
        raise CommandError(f"排不出来：{error}") from error
    rows = [as_row(step, today) for step in steps]
    said = [
        {"text": one.text, "rule": one.rule, "articles": one.articles, "breaks": one.breaks}
        for one in remarks
    ]
    if args.opens_on < today:
        text = f"开幕日期{args.opens_on.isoformat()}已经过了。"
        said.insert(0, {"text": text, "rule": "", "articles": (), "breaks": False})
    data = {
        "kind": kind.key,
        "kind_label": kind.label,
        "opens_on": args.opens_on.isoformat(),
        "closes_on": closes_on.isoformat(),
        "place": args.place,
        "on": today.isoformat(),
        "remarks": said,
        "missed": [row["key"] for row in rows if row["standing"] == "missed"],
        "steps": rows,
    }
    return Result(data, lines(data))


def as_row(step: Any, today: date) -> dict[str, Any]:
    """One step, ready for JSON."""
    last, spec = step.last, step.spec
    return {
        "key": spec.key,
        "label": spec.label,
        "phase": spec.phase,
        "who": spec.who,
        "due_on": step.due_on.isoformat(),
        "why": step.counted.sentence_zh,
        "provisional": step.counted.provisional,
        "last_day": last.day.isoformat() if last else None,
        "binding": last.rule.binding if last else False,
        "rule": spec.rule or (last.rule.id if last else ""),
        "articles": last.articles if last else (),
        "template": spec.template,
        "standing": standing(step, today),
    }


def standing(step: Any, today: date) -> str:
    """missed: its last day by rule has passed; past: the usual day has; else ahead."""
    if step.last is not None and step.last.day < today:
        return "missed"
    return "past" if step.due_on < today else "ahead"


MARKS = {"missed": "×来不及了", "past": "！已过", "ahead": ""}


def lines(data: dict[str, Any]) -> list[str]:
    until = "" if data["closes_on"] == data["opens_on"] else f"，{data['closes_on']}闭幕"
    found = [f"{data['kind_label']}：{data['opens_on']}开幕{until}，共{len(data['steps'])}步。"]
    for remark in data["remarks"]:
        found.append(f"！{remark['text']}{'、'.join(remark['articles'])}")
    for row in data["steps"]:
        last = f"最迟{row['last_day']}（{'、'.join(row['articles'])}）" if row["last_day"] else ""
        found.append(
            "　".join(filter(None, (row["due_on"], row["label"], row["who"], last, MARKS[row["standing"]])))
        )
    return found
