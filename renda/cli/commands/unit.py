"""``renda unit record``: everything a unit has had to answer for over the years, and where it stands."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in

NAME = "unit"
HELP = "单位的全部办理记录：建议、承诺、检查发现的问题、评议和整改意见、民生实事、主席团决定"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    record = actions.add_parser("record", help="列出一个单位历年的办理记录")
    record.add_argument("unit", metavar="单位", help="单位名称或简称")
    add_town_argument(record)


def run(args: argparse.Namespace) -> Result:
    from renda.reports import unit_record

    with working_in(args.town) as (_, actor):
        unit = unit_called(args.unit)
        lines = unit_record.lines_of(actor, unit)
        totals = unit_record.sums(lines)
        data = {
            "unit": unit.name,
            "totals": [asdict(one) for one in totals],
            "record": [line.told() for line in lines],
        }
        told = [f"{unit.name}：{len(lines)}件。"]
        told += [f"{one.label}{one.total}件，没有办完{one.open}件，有过逾期{one.late}件" for one in totals]
        told += [
            "　".join(
                filter(
                    None,
                    (
                        str(one.on or ""),
                        one.kind_label,
                        one.title,
                        one.state_label,
                        "逾期" if one.is_late else "",
                    ),
                )
            )
            for one in lines
        ]
    return Result(data, told)


def unit_called(name: str) -> Any:
    """The unit by its name or short name."""
    from django.db.models import Q

    from renda.kernel.exchange.near import nearest_zh
    from renda.kernel.units.models import Unit

    found = Unit.objects.filter(Q(name=name) | Q(short_name=name)).first()
    if found is None:
        raise CommandError(
            f"没有“{name}”这个单位。{nearest_zh(name, Unit.objects.values_list('name', flat=True))}"
        )
    return found
