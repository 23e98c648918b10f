"""``renda draft --from LASTYEAR.docx --out FILE.docx``: this year's draft from last year's paper.

Exit codes: 0 everything is settled; 3 the draft is written, but places are left that somebody must rule on (they
stand in it as 【待核：…】); 1 it could not be done; 2 the command line was not understood.
"""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from renda.cli.arguments import day
from renda.cli.files import file_bytes
from renda.cli.output import CommandError, Result, progress
from renda.cli.town import add_town_argument, chosen_town, working_in, write_file

NAME = "draft"
HELP = "用去年的公文起草今年的：换好能换的，列出要定的（还有要定的，退出码是 3）"
NEEDS_DJANGO = True
STILL_OPEN = 3
GROUPS = (("replaced", "已换好"), ("flagged", "要您定"), ("unmatched", "没有对上，要您定"))


def setting(text: str) -> tuple[str, str]:
    """``key=value`` as typed."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"“{text}”看不懂，请写成 名称=内容，例如 届次=十九届七次 或 李明=王强")
    return key.strip(), value.strip()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", required=True, metavar="文件", help="去年的公文（docx、txt、doc、wps、PDF；扫描件可以是 PDF、jpg、png）")
    parser.add_argument("--out", required=True, metavar="文件", help="今年的稿子存成什么名字（docx）")
    parser.add_argument("--on", type=day, metavar="日期", help="今年这份公文的日期（默认：今年大会开幕那天，没有登记就是今天）")
    parser.add_argument(
        "--set", dest="settings", type=setting, action="append", default=[], metavar="名称=内容",
        help="指定新的内容，可以写多次：届次=十九届七次、开幕=2026-01-20、闭幕=2026-01-21、成文日期=…、镇长=姓名，或者 旧文字=新文字",
    )
    parser.add_argument("--plain", action="store_true", help="没有定的地方照去年的文字写，不加【待核】")
    add_town_argument(parser)


def run(args: argparse.Namespace) -> Result:
    from renda.kernel.documents.engine.docx import render_docx
    from renda.kernel.documents.reading import Unreadable
    from renda.modules.drafting.renewal import apply, open_places, renew
    from renda.modules.drafting.renewal.context import SettingError

    target = Path(args.out)
    if target.suffix.lower() != ".docx":
        raise CommandError(f"“{args.out}”要以 .docx 结尾。")
    source = Path(args.source)
    try:
        read = read_any(file_bytes(source), source.name)
    except Unreadable as error:
        raise CommandError(str(error)) from error
    with facts_of(args.town) as facts:
        try:
            renewal = renew(read.paper, facts, on=args.on, settings=dict(args.settings), unclear_rows=read.unclear)
        except SettingError as error:
            raise CommandError(f"{error}。") from error
    write_file(target, render_docx(apply(renewal, mark_open=not args.plain)))
    left = open_places(renewal, {})
    notes = [*read.notes, *renewal.notes]
    data = {
        "out": str(target), "title": read.paper.title, "summary": renewal.summary, "notes": notes, "open": len(left),
        **{key: [place.as_dict() for place in renewal.of(key)] for key in ("replaced", "flagged", "unmatched", "kept")},
    }
    return Result(data, told(renewal, notes, len(left), target), code=STILL_OPEN if left else None)


def read_any(data: bytes, filename: str) -> Any:
    """The paper in a file; the characters of a scan are recognised, page after page. Raises Unreadable."""
    from renda.kernel.documents.reading import Scanned, read_paper
    from renda.kernel.documents.reading.scans import read_scan

    try:
        return read_paper(data, filename)
    except Scanned as scan:
        progress("正在认扫描件上的字……")
        return read_scan(data, scan.kind, lambda done, of: progress(f"  第{done}页认好了，共{of}页。"))


@contextmanager
def facts_of(town: str | None) -> Any:
    """The data of the town; on a computer where none was opened yet, the laws alone."""
    from renda.modules.drafting.renewal import TownFacts, gather

    try:
        chosen_town(town)
    except CommandError as error:
        if error.data.get("towns") or town is not None:
            raise
        yield TownFacts(law=gather.law_answer)
        return
    with working_in(town):
        yield gather.town_facts()


def told(renewal: Any, notes: list[str], left: int, target: Path) -> list[str]:
    """What was done, for people."""
    lines = [f"注意：{note}" for note in notes]
    for key, label in GROUPS:
        places = renewal.of(key)
        if not places:
            continue
        lines += ["", f"{label}（{len(places)}处）"]
        for place in places:
            change = f"{place.old} → {place.new or '（空）'}" if key == "replaced" else place.old
            lines.append(f"  [{place.kind_label}] {change}：{place.reason}")
            if key != "replaced" and len(place.choices) > 1:
                lines.append(f"      可选：{' / '.join(choice.text for choice in place.choices)}")
    kept = len(renewal.of("kept"))
    lines += ["", f"另有{kept}处核对过，照旧。"] if kept else [""]
    ending = f"还有{left}处要您定，稿子里用【待核：…】标着。" if left else "没有要定的地方了。"
    return [*lines, f"今年的稿子存在 {target}。{ending}"]
