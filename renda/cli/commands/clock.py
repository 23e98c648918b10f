"""``renda clock run``: advance all deadlines once, as the server does by itself every minute."""

from __future__ import annotations

import argparse

from renda.cli.arguments import day
from renda.cli.output import Result

NAME = "clock"
HELP = "推进期限：催办、超期标记、按期产生的工作"
NEEDS_DJANGO = True

WORDS = {
    "towns": "乡镇",
    "warned": "发出催办",
    "late": "转为超期",
    "looked": "查看后无变化",
    "held_until_office_hours": "非工作时间暂缓",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    run_once = actions.add_parser("run", help="推进一次")
    run_once.add_argument("--on", type=day, metavar="日期", help="当作是这一天（默认：今天）")


def run(args: argparse.Namespace) -> Result:
    from renda.foundation import clock
    from renda.kernel.deadlines.loop import run_clock

    moment = clock.at(args.on, 10) if args.on else clock.now()
    data = run_clock(moment).as_dict()
    figures = [f"{WORDS.get(key, key)} {value}" for key, value in data.items() if key != "at"]
    return Result(data, [f"期限已推进到 {moment:%Y-%m-%d %H:%M}。" + "，".join(figures)])
