"""``renda quota --population N``: how many deputies a township has by the formula. Runs without Django."""

from __future__ import annotations

import argparse

from renda.cli.arguments import day, positive
from renda.cli.commands.law import place_code
from renda.cli.output import CommandError, Result

NAME = "quota"
HELP = "按人口算乡镇代表名额"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--population", type=positive, required=True, metavar="人口", help="乡镇人口数")
    parser.add_argument("--extra", action="store_true", help="省级人大常委会决定另加的乡镇（少数民族聚居多或者居住分散）")
    parser.add_argument("--on", type=day, metavar="日期", help="按哪一天的法律（默认：今天）")
    parser.add_argument("--place", type=place_code, metavar="区划代码", help="所在地，用来查本地规定")


def run(args: argparse.Namespace) -> Result:
    from renda.law import quota
    from renda.law.errors import RulebookError

    try:
        found = quota.quota(args.population, extra=args.extra, on=args.on, place=args.place)
    except RulebookError as error:
        raise CommandError(f"算不出来：{error}") from error
    lines = [f"代表名额：{found.number}名", *(one.sentence for one in found.statements)]
    lines += ["依据：", *(f"  {a}" for a in dict.fromkeys(a for s in found.statements for a in s.articles))]
    return Result(found.as_json(), lines)
