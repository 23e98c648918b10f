"""``renda law withdraw``: a wrong law text out of the library, of one town or the one common to all."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from renda.cli.law_texts import add_shelf_arguments, at_shelf, iso
from renda.cli.output import CommandError, Result

NEEDS_DJANGO = True
LONGEST_REASON = 200


def reason(text: str) -> str:
    """Why, in a line that is kept with the text."""
    words = text.strip()
    if not 0 < len(words) <= LONGEST_REASON:
        raise argparse.ArgumentTypeError(f"请写明为什么撤下，不超过 {LONGEST_REASON} 字")
    return words


def add_action(actions: Any) -> None:
    """The action; it says itself that this module runs it, because it needs the database."""
    parser = actions.add_parser(
        "withdraw", help="撤下资料库里有错的一个法律文本，不加 --yes 只看会撤下哪一个"
    )
    parser.add_argument("title", metavar="法律名称", help="全称或者简称，例如 代表法")
    parser.add_argument(
        "edition", metavar="版本", nargs="?", help="例如 2015年修正，或者列出的序号；只有一个文本时不用写"
    )
    parser.add_argument(
        "--why", required=True, type=reason, metavar="原因", help="为什么撤下，和文本一起留存"
    )
    parser.add_argument("--yes", action="store_true", help="真的撤下；不加就只看")
    add_shelf_arguments(parser, "撤下公共资料库里的，全部乡镇都不再用它")
    parser.set_defaults(command_module=sys.modules[__name__])


def run(args: argparse.Namespace) -> Result:
    from renda.kernel.library import withdrawing

    with at_shelf(args) as actor:
        row = chosen(args)
        if args.yes:
            withdrawing.withdraw(row, args.why, actor)
        data = {**facts(row), "why": args.why, "withdrawn": args.yes}
        where = "公共资料库" if args.shared else "本乡镇的资料库"
    if args.yes:
        return Result(data, [f"已从{where}撤下《{row}》，共 {row.article_count} 条。文件和记录都留着。"])
    told = [
        f"会从{where}撤下《{row}》，共 {row.article_count} 条。",
        "以上是预览，没有撤下。确认无误后加 --yes。",
    ]
    return Result(data, told)


def chosen(args: argparse.Namespace) -> Any:
    """The one text that is meant, on this shelf."""
    rows = on_shelf(args.title)
    if not rows:
        raise CommandError(not_here(args))
    if args.edition is None and len(rows) == 1:
        return rows[0]
    wanted = args.edition or ""
    found = [
        row for place, row in enumerate(rows, 1) if wanted in (row.label, iso(row.in_force_on), str(place))
    ]
    if len(found) == 1:
        return found[0]
    listed = "；".join(
        f"{place}. {row.label}（{row.in_force_on or '日期不明'} 起施行，{row.article_count} 条）"
        for place, row in enumerate(rows, 1)
    )
    asked = (
        f"《{rows[0].work.title}》没有“{wanted}”这一个文本" if wanted and not found else "请写明是哪一个文本"
    )
    raise CommandError(f"{asked}，版本和序号都可以。现有：{listed}", editions=[facts(row) for row in rows])


def on_shelf(title: str) -> list[Any]:
    """The texts of a law on the active shelf alone, the newest first."""
    from renda.kernel.library import laws
    from renda.kernel.library.models import LawEdition
    from renda.kernel.library.titles import key_of

    key = key_of(laws.canonical_title(title) or title)
    return list(LawEdition.objects.filter(work__key=key, withdrawn_at__isnull=True).select_related("work"))


def not_here(args: argparse.Namespace) -> str:
    """Why there is nothing to take out, and where the text stands if it stands elsewhere."""
    from renda.kernel.library import laws

    owners = {one.owner for one in laws.editions(args.title)}
    if owners:
        return (
            f"《{args.title}》不在本乡镇自己的资料库里，在{'、'.join(sorted(owners))}。"
            "公共资料库里的，加 --shared 撤下；县里的，请县里撤下。"
        )
    if args.shared:
        return f"公共资料库里没有《{args.title}》。请核对名称；只在一个乡镇里的，用 --town 写明乡镇。"
    near = laws.near_titles(args.title)
    hint = f"是不是《{'》或者《'.join(near)}》？" if near else "请核对名称。"
    return f"资料库里没有《{args.title}》。{hint}"


def facts(row: Any) -> dict[str, Any]:
    """One text, ready for JSON."""
    return {
        "title": row.work.title,
        "edition": row.label,
        "adopted_on": iso(row.adopted_on),
        "in_force_on": iso(row.in_force_on),
        "articles": row.article_count,
    }
