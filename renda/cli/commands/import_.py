"""``renda import KIND FILE``: what a file would do, row by row; with ``--apply`` it is done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from renda.cli.files import file_bytes
from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in

NAME = "import"
HELP = "导入代表、单位、建议或群众意见的表格（不加 --apply 只预览）"
NEEDS_DJANGO = True
KINDS = {"deputies": "代表名册", "units": "单位名单", "suggestions": "代表建议登记簿", "opinions": "群众意见"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="种类", choices=list(KINDS), help="，".join(f"{k}（{v}）" for k, v in KINDS.items()))
    parser.add_argument("file", metavar="文件", type=Path, help="xlsx、xls、ods 或 csv 表格")
    parser.add_argument("--apply", action="store_true", help="按预览导入；不加就只看，不保存")
    add_town_argument(parser)


def run(args: argparse.Namespace) -> Result:
    from renda.kernel.exchange import registry

    data = file_bytes(args.file)
    with working_in(args.town) as (_, actor), in_words():
        importer = registry.importer(args.kind)
        shown, report = taken_in(importer, data, args.file.name, actor, args.apply)
    ok = is_fine(shown)
    return Result(as_data(shown, report, ok), as_lines(shown, report, args.apply, labels_of(importer)), ok)


@contextmanager
def in_words() -> Iterator[None]:
    """What stops an import inside the block is told as a CommandError."""
    from renda.kernel.exchange.errors import UnreadableFile
    from renda.kernel.exchange.importing import PreviewChanged
    from renda.kernel.procedures.execute import Refused

    try:
        yield
    except UnreadableFile as error:
        raise CommandError(error.message_zh) from error
    except (PreviewChanged, Refused) as error:
        raise CommandError(str(error)) from error


def taken_in(importer: Any, data: bytes, filename: str, actor: Any, apply: bool) -> tuple[Any, Any]:
    """The preview of a file, and with ``apply`` the report of what was saved (None when nothing was)."""
    from renda.kernel.exchange import importing

    shown = importing.preview(importer, data, filename, actor)
    if not (apply and shown.can_apply):
        return shown, None
    return shown, importing.confirm(importer, data, filename, actor, shown.digest)


def is_fine(shown: Any) -> bool:
    """A file whose rows are all on the books already is no failure: there is just nothing left to do."""
    return shown.can_apply or (not shown.blockers and bool(shown.counts["same"]) and not shown.counts["error"])


def as_data(shown: Any, report: Any, ok: bool) -> dict[str, Any]:
    """Preview and report, ready for JSON."""
    return {
        "ok": ok,
        "kind": shown.importer,
        "file": shown.filename,
        "sheet": shown.sheet,
        "counts": shown.counts,
        "columns": [{"key": key, "label": label, "heading": heading} for key, label, heading in shown.columns],
        "unmatched_columns": shown.unmatched_columns,
        "missing_columns": shown.missing_columns,
        "blockers": shown.blockers,
        "left_out": [vars(item) for item in shown.left_out],
        "rows": [
            {
                "row": row.number,
                "status": row.status,
                "action": row.action,
                "reasons": [reason.message for reason in row.reasons],
                "changes": {key: list(pair) for key, pair in row.changes.items()},
            }
            for row in shown.rows
        ],
        "applied": report is not None,
        "created": report.created if report else 0,
        "changed": report.changed if report else 0,
    }


def labels_of(importer: Any) -> dict[str, str]:
    """The headings of an importer's columns."""
    return {field.key: field.label for field in importer.fields}


def as_lines(shown: Any, report: Any, apply: bool, labels: dict[str, str]) -> list[str]:
    """The same for people: the counts, then every row that needs a look."""
    from renda.kernel.exchange.preview import STATUS_LABELS

    counts = "，".join(f"{STATUS_LABELS[key]} {count}" for key, count in shown.counts.items() if count)
    lines = [f"{shown.title}：{shown.filename}，共 {len(shown.rows)} 行" + (f"（{counts}）" if counts else "")]
    lines += shown.blockers
    if shown.unmatched_columns:
        lines.append(f"不认识、不导入的列：{'、'.join(shown.unmatched_columns)}")
    for row in shown.rows:
        said = [reason.message for reason in row.reasons]
        for key, (old, new) in row.changes.items():
            said.append(f"{labels[key]}：{old} → {new}" if old else f"{labels[key]}：{new}")
        if said:
            lines.append(f"第 {row.number} 行　{row.status_label}：{'；'.join(said)}")
    lines += [f"第 {item.number} 行　没有导入：{item.why}" for item in shown.left_out]
    if report:
        lines += [report.message_zh, *report.notes]
    elif not shown.can_apply:
        lines.append("没有可以导入的行。")
    elif not apply:
        lines.append(f"以上是预览，没有保存。确认无误后加 --apply 导入 {len(shown.to_apply)} 行。")
    return lines
