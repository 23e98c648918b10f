"""``renda ocr FILE``: the characters on a scan, on this computer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from renda.cli.files import file_bytes
from renda.cli.output import CommandError, Result, progress
from renda.cli.town import write_file

NAME = "ocr"
HELP = "认出扫描件（PDF、jpg、png 等）上的字，不联网"
NEEDS_DJANGO = True
NEEDS_DATABASE = False
SUFFIXES = (".txt", ".docx")


def output_file(text: str) -> Path:
    """A path that ends in .txt or .docx."""
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"“{path.name}”要以 .txt 或 .docx 结尾")
    return path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="文件")
    parser.add_argument(
        "--out", type=output_file, metavar="结果文件", help="存成文本（txt）或者可以改的公文（docx）"
    )


def run(args: argparse.Namespace) -> Result:
    """Exit code 0: the characters are read, doubtful rows are listed; 1: the file can't be read."""
    from renda.kernel.documents.reading import Unreadable
    from renda.kernel.documents.reading.scans import paper_of, recognise
    from renda.kernel.files.limits import DEFAULT

    data, kind = scan_in(args.file)
    pages = []
    try:
        for page, count in recognise(data, kind, most=DEFAULT.pdf_pages):
            pages.append(page)
            progress(f"第{len(pages)}页认好了，共{count}页。")
        read = paper_of(pages)
    except Unreadable as error:
        raise CommandError(f"{args.file.name}：{error}") from error
    if args.out is not None:
        write_file(args.out, result_file(read, args.out))
    return Result(as_data(args, pages, read), as_lines(args, read))


def scan_in(path: Path) -> tuple[bytes, str]:
    """The bytes of a scan and their kind. Raises CommandError."""
    from renda.kernel.files.errors import RefusedFile
    from renda.kernel.files.kinds import PICTURES, kind_of
    from renda.kernel.files.limits import DEFAULT

    data = file_bytes(path)
    try:
        kind = kind_of(data, path.suffix.lstrip(".").lower(), DEFAULT)
    except RefusedFile as error:
        raise CommandError(f"{path.name}：{str(error).replace('上传', '认')}") from error
    if kind not in PICTURES and kind != "pdf":
        raise CommandError(
            f"“{path.name}”不是扫描件，里面的文字可以直接读。要认字的是 PDF 和图片（jpg、png、webp、gif、heic、tif、bmp）。"
        )
    return data, kind


def result_file(read: Any, out: Path) -> bytes:
    """The text, or the paper laid out."""
    from renda.kernel.documents.engine.docx import render_docx

    if out.suffix.lower() == ".docx":
        return render_docx(read.paper)
    return ("\n".join(read.paragraphs) + "\n").encode()


def as_data(args: argparse.Namespace, pages: list[Any], read: Any) -> dict[str, Any]:
    """Every row with its place in pixels, and what the paper is."""
    paper = read.paper
    rows = [
        {
            "page": number, "width": page.width, "height": page.height, "turn": page.turn, "tilt": page.tilt,
            "rows": [{"text": row.text, "box": list(row.box), "doubtful": list(row.doubtful)} for row in page.rows],
        }
        for number, page in enumerate(pages, 1)
    ]  # fmt: skip
    return {
        "file": str(args.file), "out": str(args.out) if args.out else None, "title": paper.title, "kind": paper.kind,
        "number": paper.number, "organ": paper.organ_mark, "date": paper.date, "text": "\n".join(read.paragraphs),
        "unclear": [{"page": row.page, "text": row.text, "doubtful": list(row.doubtful)} for row in read.unclear],
        "notes": list(read.notes), "pages": rows,
    }  # fmt: skip


def as_lines(args: argparse.Namespace, read: Any) -> list[str]:
    """The text for people, and which rows to compare with the original."""
    lines = [*read.paragraphs, "", *(f"注意：{note}" for note in read.notes)]
    lines += [f"  第{row.page}页：{row.text}" for row in read.unclear]
    return lines if args.out is None else [f"认出的字存在 {args.out}。", *lines[len(read.paragraphs) + 1 :]]
