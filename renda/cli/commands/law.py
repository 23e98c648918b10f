"""``renda law due|show|import|text|withdraw``: what the rulebook says, why a deadline is that day, and the law texts of the library.

``due`` and ``show`` run without Django; the others are in ``renda.cli.law_texts`` and ``renda.cli.law_withdrawing``.
"""

from __future__ import annotations

import argparse
import difflib
import re
from datetime import date
from typing import Any

from renda.cli import law_texts, law_withdrawing
from renda.cli.arguments import day
from renda.cli.output import CommandError, Result

NAME = "law"
HELP = "查规则、算期限并说明依据，导入、查看和撤下法律条文"
NEAR = 5


def place_code(text: str) -> str:
    """A GB/T 2260 code: two to twelve digits."""
    if not re.fullmatch(r"[0-9]{2,12}", text):
        raise argparse.ArgumentTypeError(f"区划代码“{text}”看不懂，请写 2 到 12 位数字，例如 50 或 320115")
    return text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    due = actions.add_parser("due", help="算最后期限，逐日说明")
    due.add_argument("rule", metavar="规则编号")
    due.add_argument("--from", dest="start_on", type=day, required=True, metavar="日期", help="起算日")
    due.add_argument("--place", type=place_code, metavar="区划代码", help="所在地，用来查本地规定")
    due.add_argument("--case", metavar="情形", help="特别情形，例如 complex（复杂事项）")
    show = actions.add_parser("show", help="显示规则的内容和依据")
    show.add_argument("rule", metavar="规则编号")
    show.add_argument("--on", type=day, metavar="日期", help="看哪一天有效的规定（默认：今天）")
    show.add_argument("--place", type=place_code, metavar="区划代码", help="所在地，用来查本地规定")
    law_texts.add_actions(actions)
    law_withdrawing.add_action(actions)


def run(args: argparse.Namespace) -> Result:
    from renda.law.errors import RulebookError

    try:
        return due(args) if args.action == "due" else show(args)
    except RulebookError as error:
        raise CommandError(*unanswered(args.rule, error)) from error


def unanswered(rule_id: str, error: Exception) -> tuple[str, ...]:
    """Why there is no answer; for an id nobody knows, with the ids that look like it."""
    from renda.law import book

    known = book().ids()
    if rule_id in known:
        return (f"算不出来：{error}",)
    words = [one for one in known if rule_id and rule_id.lower() in one]
    near = difflib.get_close_matches(rule_id.lower(), known, n=NEAR, cutoff=0.5) or words[:NEAR]
    hint = "相近的规则：" + "、".join(near) if near else "请核对规则编号。"
    return (f"没有“{rule_id}”这条规则。{hint}",)


def due(args: argparse.Namespace) -> Result:
    from renda.law import deadlines

    found = deadlines.due(args.rule, args.start_on, place=args.place, case=args.case)
    told = found.explain()
    data = {
        **told,
        "rule": args.rule,
        "applied_rule": told["rule"],
        "from": args.start_on.isoformat(),
        "place": args.place,
    }
    lines = [
        f"{data['title']}（{found.duration.text}）",
        f"最后期限：{data['due_on']}（{data['weekday']}）" + ("，暂定" if data["provisional"] else ""),
        data["wording"],
        "逐日说明：",
        *(
            f"  {step['day']}  {'计入' if step['counted'] else '不计'}  {step['note']}"
            for step in data["steps"]
        ),
    ]
    return Result(data, lines)


def show(args: argparse.Namespace) -> Result:
    from renda.foundation import clock
    from renda.law import book

    on = args.on or clock.today()
    rule = book().rule(args.rule, on, args.place)
    data = {**facts(rule), "on": on.isoformat(), "place": args.place}
    data["history"] = [facts(one) for one in book().history(args.rule)]
    period = f"自 {rule.in_force_from or '早年'} 起" + (
        f"，至 {rule.in_force_to} 止" if rule.in_force_to else ""
    )
    lines = [
        f"{rule.id}　{rule.title}",
        rule.text,
        f"效力：{rule.layer_name}（{'必须遵守' if rule.binding else '可由本地决定'}），{period}",
        *(f"依据：{citation.text}" for citation in rule.citations),
        *(f"期限：{duration.text}" for duration in rule.durations().values()),
        *([f"说明：{rule.mark}"] if rule.mark else []),
    ]
    if len(data["history"]) > 1:
        lines += ["历次规定：", *(f"  {one['in_force_from']} 起：{one['text']}" for one in data["history"])]
    return Result(data, lines)


def facts(rule: Any) -> dict[str, Any]:
    """One period of a rule, ready for JSON."""
    return {
        "rule": rule.id,
        "title": rule.title,
        "text": rule.text,
        "area": rule.area,
        "force": rule.force,
        "layer": rule.layer,
        "layer_name": rule.layer_name,
        "binding": rule.binding,
        "articles": list(rule.articles),
        "in_force_from": _iso(rule.in_force_from),
        "in_force_to": _iso(rule.in_force_to),
        "params": rule.params,
        "confidence": rule.confidence,
        "mark": rule.mark,
        "varied_by": rule.varied_by,
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
