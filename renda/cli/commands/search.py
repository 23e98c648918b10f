"""``renda search TEXT``: look through everything, as the search box does."""

from __future__ import annotations

import argparse
from typing import Any

from renda.cli.arguments import positive
from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in

NAME = "search"
HELP = "在建议、公文、群众意见等全部内容里查找"
NEEDS_DJANGO = True
LIMIT = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="文字", nargs="*", help="要找的词，几个词之间空一格，都要有才算")
    parser.add_argument("--kind", metavar="种类", action="append", help="只找这一种，例如 代表建议；可以写几次")
    parser.add_argument("--year", metavar="年份", type=positive, action="append", help="只找这一年；可以写几次")
    parser.add_argument("--person", metavar="姓名", default="", help="提出的、签发的、联名的人，写一部分就行")
    parser.add_argument("--unit", metavar="单位", default="", help="承办的、发文的单位，写一部分就行")
    parser.add_argument("--place", metavar="地方", default="", help="说的是哪个地方，写一部分就行")
    parser.add_argument("--limit", metavar="条数", type=positive, default=LIMIT, help=f"最多显示几条（默认：{LIMIT}）")
    add_town_argument(parser)


def run(args: argparse.Namespace) -> Result:
    from renda.kernel.search import api
    from renda.kernel.search.about import About

    text, about = " ".join(args.text), About(args.person, args.unit, args.place)
    if not text and not about:
        raise CommandError("请写要找的词，或者用 --person、--unit、--place 说明找谁、找哪个单位、找哪里。")
    chosen = {"actor": api.EVERYTHING, "kinds": kinds(args.kind), "years": args.year}
    with working_in(args.town) as (town, _):
        found = api.search([town.pk], text, about=about, limit=args.limit, **chosen)
        near = api.nearest([town.pk], text, **chosen) if not found.total and not about else []
    hits, close = [told(hit) for hit in found.hits], [told(hit) for hit in near]
    lines = [f"找到 {found.total_zh} 条。" if found.total else "没有找到。请换一个词，或者少写几个词再试。", *found.notes]
    lines += ["没有一条含有全部这些字，下面几条最接近："] if near else []
    for hit in hits + close:
        lines += [f"{hit['date'] or '（无日期）'}　{hit['label']}　{hit['title']}", "　　" + " ".join(hit["snippet"].split())]
    return Result({"total": found.total, "capped": found.capped, "notes": found.notes, "hits": hits, "near": close}, lines)


def told(hit: Any) -> dict[str, Any]:
    """A hit as data, without its marks."""
    return {
        "kind": hit.kind,
        "label": hit.label_zh,
        "id": str(hit.object_id),
        "title": "".join(part.text for part in hit.title),
        "snippet": "".join(part.text for part in hit.snippet),
        "date": hit.happened_on.isoformat() if hit.happened_on else None,
        "url": hit.url,
    }


def kinds(wanted: list[str] | None) -> list[str] | None:
    """The keys of the kinds named by key or by Chinese name."""
    from renda.kernel.search import sources

    if not wanted:
        return None
    known = {name: source.key for source in sources.all_sources() for name in (source.key, source.label_zh)}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        labels = "、".join(source.label_zh for source in sources.all_sources())
        raise CommandError(f"没有“{unknown[0]}”这一种。可以找：{labels}")
    return [known[name] for name in wanted]
