"""``renda proofread FILE``: the three gates over a text or a paper. Nothing is changed."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from renda.cli.arguments import UsageError, day
from renda.cli.files import file_bytes
from renda.cli.output import CommandError, Result, progress

NAME = "proofread"
HELP = "检查文稿：文字关、政策关、行文关（只指出，不改动）"
NEEDS_DJANGO = True
NEEDS_DATABASE = False
LEVELS = ("必错", "疑似", "提示")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="文件", help="docx、doc、wps、txt 或有文字的 PDF"
    )
    parser.add_argument(
        "--build",
        action="store_true",
        help="建立（更新）错别字检查用的用语统计，约半分钟；平时由系统在后台自动建立",
    )
    parser.add_argument("--on", type=day, metavar="日期", help="按哪一天有效的法律检查（默认：今天）")
    parser.add_argument(
        "--level",
        choices=LEVELS,
        default="提示",
        metavar="级别",
        help="只看到哪一级：必错、疑似、提示（默认全看）",
    )
    parser.add_argument(
        "--town",
        metavar="乡镇",
        help="同哪个乡镇的名册、届次和资料库里的法律核对（不写就只按文稿本身和规则库检查）",
    )
    parser.add_argument("--strict", action="store_true", help="有“疑似”也算没有通过")


def run(args: argparse.Namespace) -> Result:
    """Exit code 0: nothing certainly wrong; 1: something is, or the file cannot be read; 2: misused."""
    if args.build and args.file is None:
        return build_statistics()
    if args.file is None or args.build:
        message = "请写明要检查的文件，例如：renda proofread 通知.docx；建立用语统计单独用 --build"
        raise UsageError(message, "renda proofread 文件")
    from renda.kernel.documents.reading import Unreadable
    from renda.kernel.proofreading.checking import read_file
    from renda.kernel.proofreading.findings import STRENGTHS

    try:
        content, notes = read_file(file_bytes(args.file), args.file.name)
    except Unreadable as error:
        raise CommandError(str(error)) from error
    report = checked(content, args)
    wanted = STRENGTHS[: STRENGTHS.index(args.level) + 1]
    shown = [finding for finding in report if finding.strength in wanted]
    passed = report.passed and not (args.strict and report.counts()["疑似"])
    data = {"file": str(args.file), **report.as_json(), "notes": [*notes, *report.notes], "passed": passed}
    data["gates"] = {
        name: [one for one in found if one["strength"] in wanted] for name, found in data["gates"].items()
    }
    return Result(
        data, [*lines_of(report, shown), *(f"说明：{note}" for note in (*notes, *report.notes))], ok=passed
    )


def checked(content: Any, args: argparse.Namespace) -> Any:
    """The report; with ``--town`` beside the registers and the imported laws of that town."""
    from renda.kernel.proofreading.gates import check_source

    paper = content.paper
    words = {"on": args.on, "kind": paper.kind if paper else "", "paper": paper}
    if args.town is None:
        return check_source(content.source(), **words)
    from renda.cli.database import bring_up_to_date
    from renda.cli.town import working_in

    bring_up_to_date(progress)
    with working_in(args.town):
        return check_source(content.source(), **words)


def build_statistics() -> Result:
    """Make the language statistics of this installation, telling how far it is."""
    from renda.cli.database import bring_up_to_date
    from renda.kernel.proofreading.characters import build

    bring_up_to_date(progress)
    try:
        report = build.build(progress=lambda what, done, steps: progress(f"{what}（{done}/{steps}）"))
    except build.NothingToCount as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(
            f"用语统计写不进去（{error.strerror}）。请核对数据文件夹有写入权限、磁盘还有空间，再运行一次"
        ) from error
    amounts = [f"  {source['name']}：{source['characters']}字" for source in report.sources]
    first = f"用语统计已经建立：{report.words}个词，{report.size / 1_000_000:.0f}MB。统计了："
    return Result(asdict(report), [first, *amounts])


def lines_of(report: Any, shown: list[Any]) -> list[str]:
    """The report for people, gate by gate."""
    from renda.kernel.proofreading.findings import GATE_NAMES

    counts = report.counts()
    lines = ["检查结果：" + "，".join(f"{level}{counts[level]}处" for level in LEVELS)]
    for gate, name in GATE_NAMES.items():
        found = [finding for finding in shown if finding.gate == gate]
        lines.append(f"【{name}】" + (f"{len(found)}处" if found else "没有发现问题"))
        for finding in found:
            place = finding.place
            where = f"{place.part}第{place.paragraph + 1}段" if place.part else f"第{place.paragraph + 1}段"
            lines.append(f"  {finding.strength}　{where}：{place.before}[{place.excerpt}]{place.after}")
            lines.append(f"      {finding.message}。{finding.reason}（{finding.id}，{finding.source}）")
            lines.append(f"      改法：{finding.mend}")
    density = report.density
    if density.words:
        top = "、".join(f"{phrase}{count}处" for phrase, count in density.phrases[:5])
        lines.append(
            f"空话套话：每千字{density.per_thousand}处，{density.words}" + (f"（{top}）" if top else "")
        )
    return lines
