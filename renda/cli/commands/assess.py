"""``renda assess FILE``: what the county's scheme would ask and how the records answer it today; ``--apply`` loads it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from renda.cli.arguments import positive
from renda.cli.commands import import_
from renda.cli.files import file_bytes
from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in

NAME = "assess"
HELP = "对照县里的年终考评表，逐项按现有记录作答（不加 --apply 只看，不保存）"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", type=Path, help="考评办法的表格：xlsx、xls、ods 或 csv")
    parser.add_argument(
        "--year", metavar="年度", type=positive, help="考评哪一年（不写就是正在填报的，没有就是今年）"
    )
    parser.add_argument("--apply", action="store_true", help="装进系统；不加就只看，不保存")
    add_town_argument(parser)


def run(args: argparse.Namespace) -> Result:
    from django.db import transaction

    from renda.kernel.exchange import registry

    data = file_bytes(args.file)
    with working_in(args.town) as (_, actor), import_.in_words():
        importer = registry.importer("assessment")
        with transaction.atomic():
            if args.apply:
                ready(actor, args.year)
            shown, report = import_.taken_in(importer, data, args.file.name, actor, args.apply)
            answers = answers_to(shown, args.year)
    ok = import_.is_fine(shown)
    answered = {"answers": answers, **sums(answers)}
    lines = [*import_.as_lines(shown, report, args.apply, import_.labels_of(importer)), *as_lines(answers)]
    return Result({**import_.as_data(shown, report, ok), **answered}, lines, ok)


def ready(actor: Any, year: int | None) -> None:
    """Begin the assessment of the named year where there is none that is answered. Raises CommandError for another one."""
    from renda.foundation import clock
    from renda.modules.assessment import selectors
    from renda.modules.assessment.importing import begin

    current = selectors.current()
    if current is None:
        begin(actor, year or clock.today().year)
    elif year not in (None, current.year):
        raise CommandError(
            f"正在填报的是{current.year}年的考评，不是{year}年的。请先把它上报，或者不写 --year。"
        )


def answers_to(shown: Any, year: int | None) -> list[dict[str, Any]]:
    """Every row that can be read, answered from the records of today."""
    from renda.foundation import clock
    from renda.modules.assessment import answering, selectors
    from renda.modules.assessment.importing import fields_of, whole_year
    from renda.modules.assessment.models import Assessment

    current = selectors.current()
    if current is None or year not in (None, current.year):
        asked = year or clock.today().year
        current = Assessment(year=asked, state=selectors.OPEN, **whole_year(asked))
    known: dict = {}
    return [
        as_data(row.number, answering.of_fields(current, fields_of(row), known))
        for row in shown.rows
        if row.status not in ("error", "duplicate")
    ]


def as_data(number: int, found: Any) -> dict[str, Any]:
    """One answer, ready for JSON."""
    item = found.item
    return {
        "row": number,
        "group": item.group,
        "title": item.title,
        "points": float(item.points),
        "figure": item.figure,
        "counted": found.figure.label if found.figure else "",
        "because": item.because,
        "over": found.scope.label if found.scope else "",
        "value": None if found.value is None else float(found.value),
        "text": found.text,
        "target": None if item.target is None else float(item.target),
        "rule": item.rule,
        "proposed": None if found.proposed is None else float(found.proposed),
        "arithmetic": found.arithmetic,
    }


def sums(answers: list[dict[str, Any]]) -> dict[str, Any]:
    proposed = [one["proposed"] for one in answers if one["proposed"] is not None]
    return {
        "items": len(answers),
        "points": round(sum(one["points"] for one in answers), 2),
        "answered": sum(bool(one["figure"]) for one in answers),
        "proposed": round(sum(proposed), 2),
    }


def as_lines(answers: list[dict[str, Any]]) -> list[str]:
    """The same for people: one line an item, then the sums."""
    if not answers:
        return []
    lines = ["", "按现有记录作答："]
    for one in answers:
        told = (
            f"{one['counted']}{one['text']}（{one['over']}）　{one['arithmetic']}"
            if one["figure"]
            else "看材料定分"
        )
        lines.append(f"第 {one['row']} 行　{one['title']}（{one['points']:g}分）：{told}")
    total = sums(answers)
    lines.append(
        f"共{total['items']}项{total['points']:g}分，有记录可答的{total['answered']}项，按记录能算的{total['proposed']:g}分。"
    )
    return lines
