"""``renda demo``: a town of invented people and matters, played through the product's own steps."""

from __future__ import annotations

import argparse
import time

from renda.cli.arguments import day, positive
from renda.cli.output import CommandError, Result, progress

NAME = "demo"
HELP = "生成演示乡镇（虚构的人和事），大小可以指定"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=2026, metavar="数", help="同一个数生成同一个乡镇（默认 2026）")
    parser.add_argument("--years", type=positive, default=3, metavar="年", help="办了几年（默认 3）")
    parser.add_argument("--deputies", type=positive, default=60, metavar="人", help="代表人数，至少 20（默认 60）")
    parser.add_argument("--per-year", type=positive, default=70, metavar="件", help="每年多少件建议，至少 40（默认 70）")
    parser.add_argument("--towns", type=positive, default=1, metavar="个", help="生成几个乡镇（默认 1）")
    parser.add_argument("--today", type=day, metavar="日期", help="演示到哪一天（默认今天）")
    parser.add_argument("--add", action="store_true", help="已经有乡镇时，另外再加")


def run(args: argparse.Namespace) -> Result:
    from renda.demo import county
    from renda.foundation import clock
    from renda.kernel.units.models import Unit, UnitKind

    present = set(Unit.everywhere.filter(kind=UnitKind.TOWNSHIP).values_list("name", flat=True))
    if present and not args.add:
        raise CommandError("这里已经有乡镇了，没有生成演示数据。要另外再加，请写 --add；或用 --data 换一个数据文件夹。")
    if args.deputies < 20 or args.per_year < 40:
        raise CommandError("代表至少 20 人，每年建议至少 40 件。")
    begun = time.monotonic()
    size = county.Size(args.seed, args.years, args.deputies, args.per_year, args.today or clock.today())
    towns = county.make(size, args.towns, taken=present, tell=progress)
    seconds = round(time.monotonic() - begun, 1)
    data = {
        "seconds": seconds,
        "password": towns[0].password,
        "towns": [
            {"name": town.name, "suggestions": town.suggestions, "papers": town.papers, "accounts": town.accounts}
            for town in towns
        ],
    }
    return Result(data, [*lines_of(towns), f"用时 {seconds:.0f} 秒。"])


def lines_of(towns) -> list[str]:
    """The towns, and the accounts of the first one by role."""
    lines = [f"{town.name}：{town.suggestions} 件建议，{town.papers} 份公文。" for town in towns]
    lines += ["", f"演示账号（{towns[0].name}），密码都是：{towns[0].password}"]
    for group in towns[0].groups:
        lines.append(f"  {group['label']}")
        lines += [f"    {row['username']:<18}{row['name']}（{row['post']}）" for row in group["rows"][:6]]
        if len(group["rows"]) > 6:
            lines.append(f"    ……共 {len(group['rows'])} 个，登录名到 {group['rows'][-1]['username']}")
    return lines
