"""``renda archive add PATH…``: old papers by the folder; without ``--apply`` only what would become of them."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from renda.cli.output import CommandError, Result, progress
from renda.cli.town import add_town_argument, working_in

NEEDS_DJANGO = True
SHOWN = 200


def add_actions(actions: Any) -> None:
    """The action; it says itself that this module runs it."""
    add = actions.add_parser(
        "add", help="把用本系统以前的文件成批收进来（文件、文件夹、zip），不加 --apply 只预览"
    )
    add.add_argument("paths", nargs="+", type=Path, metavar="文件或文件夹")
    add.add_argument("--apply", action="store_true", help="真的收进来；不加就只看，不保存")
    add.add_argument("--title", default="", metavar="名称", help="这一批叫什么（默认按今天的日期）")
    add.add_argument("--scans", action="store_true", help="把扫描件也认完再结束；不加就由系统开着时在后台认")
    add_town_argument(add)
    add.set_defaults(command_module=sys.modules[__name__])


def run(args: argparse.Namespace) -> Result:
    """Exit code 0: everything could be taken in (or is there already); 1: something could not."""
    files = found(args.paths)
    if not files:
        raise CommandError("这里面没有文件。请检查文件名和位置。")
    with working_in(args.town) as (_, actor):
        return take(actor, files, args) if args.apply else look(files)


def found(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Every file, with its name from the folder on."""
    from renda.kernel.files.archives import is_clutter

    files: list[tuple[str, Path]] = []
    for path in paths:
        if not path.exists():
            raise CommandError(f"没有“{path}”。请核对文件名和所在的文件夹。")
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and not is_clutter(one.name))
            files += [(f"{path.name}/{one.relative_to(path).as_posix()}", one) for one in inside]
        else:
            files.append((path.name, path))
    return files


def given(files: Sequence[tuple[str, Path]]) -> Iterator[Any]:
    """The files, one open at a time."""
    from renda.modules.intake.taking import Given

    for name, path in files:
        try:
            with path.open("rb") as stream:
                yield Given(name, stream)
        except OSError as error:
            raise CommandError(f"“{path}”读不出来：{error.strerror or error}。请检查有没有权限。") from error


def look(files: Sequence[tuple[str, Path]]) -> Result:
    """What would become of each file."""
    from renda.modules.intake.preview import REFUSED, STANDINGS, preview

    seen = list(preview(given(files)))
    counts = Counter(one.standing for one in seen)
    lines = [
        f"共 {len(seen)} 个文件："
        + "，".join(f"{label} {counts[key]}" for key, label in STANDINGS.items() if counts[key])
    ]
    for one in seen[:SHOWN]:
        lines.append(f"{STANDINGS[one.standing]}　{one.name}")
        if one.reason:
            lines.append(f"　　{one.reason}")
        if one.proposal is not None:
            lines.append(f"　　{proposal_line(one.proposal)}")
    if len(seen) > SHOWN:
        lines.append(f"……其余 {len(seen) - SHOWN} 个没有列出，加 --json 可以看全。")
    lines.append("以上是预览，没有保存。确认无误后加 --apply 收进来。")
    data = {
        "applied": False,
        "counts": {key: counts[key] for key in STANDINGS},
        "files": [as_data(one) for one in seen],
    }
    return Result(data, lines, ok=not counts[REFUSED])


def proposal_line(proposal: Any) -> str:
    """Title, date, number and organ in one line."""
    day = proposal.dated_on.isoformat() if proposal.dated_on else "日期要补"
    return "　".join(part for part in (proposal.title, day, proposal.number, proposal.organ) if part)


def as_data(one: Any) -> dict[str, Any]:
    facts = None
    if one.proposal is not None:
        names = ("title", "kind", "number", "organ", "dated_on", "reasons")
        facts = {name: getattr(one.proposal, name) for name in names}
    return {"name": one.name, "standing": one.standing, "reason": one.reason, "proposal": facts}


def take(actor: Any, files: Sequence[tuple[str, Path]], args: argparse.Namespace) -> Result:
    """Take the files in and read them."""
    from renda.modules.intake import reading, selectors, taking
    from renda.modules.intake.models import Intake

    made = taking.begin(actor, args.title)
    taken = taking.add(actor, made, given(files))
    progress(taken.message_zh)
    reading.read_now(made, scans=args.scans, tell=lambda name: progress(f"正在读 {name}"))
    row = selectors.with_counts(Intake.objects.filter(pk=made.pk)).get()
    data = {
        "applied": True, "id": str(made.pk), "files": taken.files, "same": taken.same,
        "refused": [{"name": name, "reason": reason} for name, reason in taken.refused], "stopped": taken.stopped,
        "papers": row.papers_count, "to_check": row.to_check, "reading": row.reading, "unread": row.unread,
    }  # fmt: skip
    lines = [
        taken.message_zh,
        *(f"没有收　{name}：{reason}" for name, reason in taken.refused),
        *filter(None, [taken.stopped]),
    ]
    lines.append(
        f"合成{row.papers_count}份，等核对{row.to_check}份（其中没有读成{row.unread}份）。请在“旧文件进档”里核对归档。"
    )
    if row.reading:
        lines.append(f"还有{row.reading}份扫描件由系统在后台认字。")
    return Result(data, lines, ok=not taken.refused and not taken.stopped)
