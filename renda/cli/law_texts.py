"""``renda law import`` and ``renda law text``: official law texts into the library and out of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from renda.cli import output
from renda.cli.arguments import day
from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in

NEEDS_DJANGO = True
MARKS = {"new": "＋", "edition": "＋", "same": "＝", "doubt": "？", "refused": "×"}
SHOWN = 200
SOURCE = "国家法律法规数据库（全国人大网站）或者省、县人大的网站"


def add_actions(actions: Any) -> None:
    """The two actions; they say themselves that this module runs them, because it needs the database."""
    load = actions.add_parser(
        "import", help="导入官方法律文本（docx、html、md、txt、zip 或文件夹），不加 --yes 只预览"
    )
    load.add_argument("path", metavar="文件或文件夹", type=Path)
    load.add_argument("--yes", action="store_true", help="按预览导入；不加就只看，不保存")
    load.add_argument("--doubtful", action="store_true", help="要先核对的也一起导入")
    load.add_argument(
        "--from",
        dest="in_force_on",
        type=day,
        metavar="日期",
        help="从哪天起施行（只导入一部、文中没有写时用）",
    )
    add_shelf_arguments(load, "导入到公共资料库，这里的全部乡镇都能用")
    load.set_defaults(command_module=sys.modules[__name__])
    text = actions.add_parser("text", help="看一部法的版本，或者一条的原文")
    text.add_argument("title", metavar="法律名称", help="全称或者简称，例如 代表法")
    text.add_argument(
        "article", metavar="条号", nargs="?", help="例如 51、第五十一条、第十二条之一；不写就列出版本"
    )
    text.add_argument("--on", type=day, metavar="日期", help="看哪一天有效的文本（默认：今天）")
    add_shelf_arguments(text, "只看公共资料库里的")
    text.set_defaults(command_module=sys.modules[__name__])


def add_shelf_arguments(parser: argparse.ArgumentParser, help_shared: str) -> None:
    """``--town`` or ``--shared``."""
    parser.add_argument("--shared", action="store_true", help=help_shared)
    add_town_argument(parser)


@contextmanager
def at_shelf(args: argparse.Namespace) -> Iterator[Any]:
    """Inside the block the town's own shelf is active, or the common one; gives the actor of the command line."""
    from renda.kernel.access import actors
    from renda.kernel.library import shelves
    from renda.kernel.units.scope import acting_in

    if not args.shared:
        with working_in(args.town) as (_, actor):
            yield actor
        return
    if args.town:
        raise CommandError("--town 和 --shared 只能写一个：给一个乡镇用写 --town，给全部乡镇用写 --shared。")
    if getattr(args, "yes", False):
        shelves.common()
    with acting_in(shelves.COMMON):
        yield actors.console(shelves.COMMON)


def run(args: argparse.Namespace) -> Result:
    return load(args) if args.action == "import" else text(args)


def load(args: argparse.Namespace) -> Result:
    """Preview, and with ``--yes`` the import."""
    from renda.kernel.library import collecting, importing, saving

    try:
        files = list(collecting.from_path(args.path))
    except OSError as error:
        raise CommandError(f"“{args.path}”打不开：{error.strerror or error}。请检查文件名和位置。") from error
    if not files:
        raise CommandError(f"“{args.path}”里没有可以导入的文件（docx、html、md、txt、zip）。")
    with at_shelf(args) as actor:
        shown = importing.preview(files, dates={0: args.in_force_on} if args.in_force_on else None)
        if args.in_force_on and len(shown.items) > 1:
            raise CommandError("--from 只能在导入一部法规时用。")
        wanted = [
            item.number for item in shown.items if item.takable and (args.doubtful or item.chosen_at_first)
        ]
        report = None
        if args.yes and wanted:
            report = saving.confirm(shown, actor, wanted, tell)
    ok = bool(wanted) or (bool(shown.counts["same"]) and not shown.counts["refused"])
    return Result(as_data(shown, report, ok), as_lines(shown, report, args, len(wanted)), ok)


def tell(done: int, total: int) -> None:
    """How far it has come, on the error output."""
    output.progress(f"已导入 {done} / {total}")


def as_data(shown: Any, report: Any, ok: bool) -> dict[str, Any]:
    """Preview and report, ready for JSON."""
    return {
        "ok": ok,
        "counts": shown.counts,
        "laws": [item_data(item) for item in shown.items],
        "applied": report is not None,
        "works": report.works if report else 0,
        "editions": report.editions if report else 0,
        "articles": report.articles if report else 0,
    }


def item_data(item: Any) -> dict[str, Any]:
    """One law of the preview."""
    facts = item.facts
    return {
        "files": list(item.names),
        "standing": item.standing,
        "title": item.title,
        "level": item.level_label,
        "edition": facts.label if facts else "",
        "adopted_on": iso(facts.adopted_on) if facts else None,
        "in_force_on": iso(facts.in_force_on) if facts else None,
        "in_force_is_read": facts.in_force_is_read if facts else False,
        "articles": len(item.law.articles) if item.law else 0,
        "reasons": list(item.reasons),
        "remarks": list(item.remarks),
    }


def as_lines(shown: Any, report: Any, args: argparse.Namespace, wanted: int) -> list[str]:
    """The same for people: counts, then every file with what was understood and what not."""
    from renda.kernel.library.importing import STANDINGS

    counts = "，".join(f"{STANDINGS[key]} {count}" for key, count in shown.counts.items() if count)
    lines = [f"共 {len(shown.items)} 部：{counts}"]
    told = sorted(shown.items, key=lambda item: item.standing in ("new", "edition", "same"))
    for item in told[:SHOWN]:
        lines.append(f"{MARKS[item.standing]} {item_line(item)}")
        lines += [f"　　{said}" for said in (*item.reasons, *item.remarks)]
    if len(told) > SHOWN:
        lines.append(f"……其余 {len(told) - SHOWN} 部没有列出，加 --json 可以看全。")
    if report:
        lines.append(report.message_zh)
    elif not wanted:
        lines.append("没有可以导入的。")
    elif not args.yes:
        lines.append(f"以上是预览，没有保存。确认无误后加 --yes 导入 {wanted} 部。")
    if shown.counts["doubt"] and not args.doubtful:
        lines.append("打“？”的请先对照原文；确实没有问题，再加 --doubtful 一起导入。")
    return lines


def item_line(item: Any) -> str:
    """One law in one line."""
    if item.facts is None:
        return f"{item.name}：{item.standing_label}"
    since = f"，{item.facts.in_force_on} 起施行" if item.facts.in_force_on else ""
    unit = "项" if item.law.numbering == "item" else "条"
    return (
        f"{item.title}（{item.facts.label}{since}），{len(item.law.articles)} {unit}：{item.standing_label}"
    )


def text(args: argparse.Namespace) -> Result:
    """The editions of a law, or one article as it stood on a day."""
    from renda.foundation import clock
    from renda.kernel.library import laws

    on = args.on or clock.today()
    with at_shelf(args):
        found = laws.editions(args.title)
        if not found:
            raise CommandError(*not_loaded(args.title))
        held = laws.edition_in_force(args.title, on)
        if args.article is None:
            return editions(found, held, on)
        if held is None:
            raise CommandError(
                f"{on} 这一天的《{found[0].title}》没有载入，或者那天没有施行。现有：{'、'.join(one.label for one in found)}。"
                f"请到{SOURCE}下载那一版，用 renda law import 导入。"
            )
        try:
            one = laws.article(args.title, args.article, edition=held)
        except ValueError as error:
            raise CommandError(f"“{args.article}”不是条号，请写成 51 或者 第五十一条 这样。") from error
    if one is None:
        raise CommandError(f"《{held.name}》里没有{args.article}，共 {held.article_count} 条。")
    data = {
        "title": held.title, "edition": held.label, "on": on.isoformat(), "article": one.label, "number": one.number,
        "sub": one.sub, "place": list(one.place), "text": one.text, "in_force_on": iso(held.in_force_on),
    }  # fmt: skip
    head = f"《{held.title}》（{held.label}）{one.label}"
    return Result(data, [head, *(["　".join(one.place)] if one.place else []), *one.text.split("\n")])


def editions(found: Any, held: Any, on: Any) -> Result:
    """All loaded texts of a law, the one of the day marked."""
    data = {
        "title": found[0].title,
        "on": on.isoformat(),
        "in_force": held.label if held else None,
        "editions": [
            {
                "edition": one.label, "adopted_on": iso(one.adopted_on), "in_force_on": iso(one.in_force_on),
                "superseded_on": iso(one.superseded_on), "articles": one.article_count,
            }
            for one in found
        ],
    }  # fmt: skip
    lines = [f"《{found[0].title}》"]
    for one in found:
        until = f"，到 {one.superseded_on} 前" if one.superseded_on else ""
        mark = f"　← {on} 有效" if held and one.id == held.id else ""
        lines.append(
            f"  {one.label}：{one.in_force_on or '日期不明'} 起施行{until}，{one.article_count} 条{mark}"
        )
    return Result(data, lines)


def not_loaded(title: str) -> tuple[str, ...]:
    """Why there is no text, and how to get one."""
    from renda.kernel.library import laws

    official = laws.canonical_title(title)
    if official:
        return (f"《{official}》还没有载入。请到{SOURCE}下载 Word 文本，用 renda law import 文件名 导入。",)
    near = laws.near_titles(title)
    hint = (
        f"是不是《{'》或者《'.join(near)}》？"
        if near
        else f"请核对名称；要导入的话，先到{SOURCE}下载 Word 文本。"
    )
    return (f"资料库里没有“{title}”。{hint}",)


def iso(value: Any) -> str | None:
    return value.isoformat() if value else None
