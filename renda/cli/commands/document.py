"""``renda document render|check|mend``: make a paper from a template, check and mend the layout of a docx."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from renda.cli import template_data
from renda.cli.files import file_bytes
from renda.cli.output import CommandError, Result

NAME = "document"
HELP = "公文排版：按范本生成，检查和修正 docx 的格式"
NEEDS_DJANGO = True
NEEDS_DATABASE = False
SUFFIXES = (".docx", ".pdf")
FORMS = {
    "general": "一般公文", "upward": "上行文", "letter": "信函", "minutes": "纪要", "announcement": "公告", "resolution": "决议决定", "plain": "不带版头",
}


def output_file(text: str) -> Path:
    """A path that ends in .docx or .pdf."""
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"“{path.name}”要以 .docx 或 .pdf 结尾")
    return path


def form_name(text: str) -> str:
    """A kind of layout, by its Chinese name or its key."""
    found = {**{name: key for key, name in FORMS.items()}, **dict(zip(FORMS, FORMS, strict=True))}.get(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"没有“{text}”这种格式，可选：{'、'.join(FORMS.values())}")
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    render = actions.add_parser("render", help="按范本和数据生成公文")
    render.add_argument("template", metavar="范本编号")
    render.add_argument("--data", required=True, type=Path, metavar="数据文件", help="JSON 文件，写各项内容")
    render.add_argument("--out", required=True, type=output_file, metavar="结果文件", help="以 .docx 或 .pdf 结尾")
    render.add_argument("--pdfa", action="store_true", help="PDF 存成可以归档的 PDF/A")
    check = actions.add_parser("check", help="检查 docx 的格式")
    check.add_argument("file", type=Path, metavar="文件")
    check.add_argument("--form", type=form_name, metavar="格式", help=f"按哪种格式检查（默认自动辨认）：{'、'.join(FORMS.values())}")
    check.add_argument("--no-draw", action="store_true", help="不排版，只看文件里的设置（快）")
    mend = actions.add_parser("mend", help="修正格式，不改一个字")
    mend.add_argument("file", type=Path, metavar="文件")
    mend.add_argument("--out", required=True, type=output_file, metavar="结果文件", help="以 .docx 结尾")
    mend.add_argument("--form", type=form_name, metavar="格式", help="按哪种格式修正（默认自动辨认）")


def run(args: argparse.Namespace) -> Result:
    return {"render": render, "check": check, "mend": mend}[args.action](args)


def write(path: Path, data: bytes) -> None:
    """Write the result; a Chinese message when that fails."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CommandError(f"结果存不到 {path}（{error.strerror}）。请换一个文件夹，或关掉正打开它的程序") from error


# ------------------------------------------------------------------ render


def render(args: argparse.Namespace) -> Result:
    from renda.kernel.documents.engine import templates
    from renda.kernel.documents.engine.model import PaperError

    data = template_data.parsed(file_bytes(args.data), args.data)
    try:
        notes = template_data.judge(templates.load(args.template), data)
        paper = templates.fill(args.template, data)
    except templates.TemplateError as error:
        known = "、".join(f"{one}（{templates.load(one).name}）" for one in templates.template_ids())
        raise CommandError(f"{error}。现有范本：{known}") from error
    except PaperError as error:
        raise CommandError(str(error)) from error
    content, told = drawn(paper, args.out, pdfa=args.pdfa)
    told["notes"] = [*notes, *told["notes"]]
    write(args.out, content)
    facts = {"template": args.template, "title": paper.title.replace("\n", ""), "out": str(args.out), "bytes": len(content), **told}
    lines = [f"已生成：{args.out}（{facts['title']}）"]
    lines += [f"注意：{note}" for note in told["notes"]]
    return Result(facts, lines)


def drawn(paper: Any, out: Path, *, pdfa: bool) -> tuple[bytes, dict[str, Any]]:
    """The paper in the format of ``out``, and what is to be said about it."""
    from renda.kernel.documents.engine.docx import render_docx
    from renda.kernel.documents.engine.pdf import render_pdf

    if out.suffix.lower() == ".docx":
        return render_docx(paper), {"notes": []}
    rendered = render_pdf(paper, pdfa=pdfa)
    notes = [f"没有{role}字体，用{family}代替" for role, family in rendered.substituted_fonts.items()]
    if rendered.missing_chars:
        notes.append(f"这些字没有字体可显示：{'、'.join(rendered.missing_chars)}")
    return rendered.bytes, {"pages": rendered.pages, "notes": notes}


# ------------------------------------------------------------------ check and mend


def check(args: argparse.Namespace) -> Result:
    from renda.kernel.documents import checking

    try:
        report = checking.check_docx(file_bytes(args.file), form=args.form, draw=not args.no_draw)
    except checking.Unopenable as error:
        raise CommandError(f"{args.file.name}：{error}") from error
    return Result({"file": str(args.file), **report.as_json()}, report_lines(report), ok=report.passed)


def report_lines(report: Any) -> list[str]:
    """A report for people: what kind of paper, each finding, what was not looked at."""
    counts = {name: sum(found.strength == name for found in report.findings) for name in ("must", "normally", "practice")}
    lines = [f"《{report.title}》按{report.form_name}检查" if report.title else f"没有找到标题，按{report.form_name}检查"]
    lines += [found.line for found in report.findings]
    lines.append(f"共 {len(report.findings)} 处：必须改 {counts['must']}，一般应改 {counts['normally']}，建议 {counts['practice']}")
    if report.measured_by:
        lines.append(f"版面上的位置已由{report.measured_by}排出后量过" + (f"（{report.pages} 页）" if report.pages else ""))
    return lines + [f"注意：{note}" for note in report.notes]


def mend(args: argparse.Namespace) -> Result:
    from renda.kernel.documents import checking
    from renda.kernel.documents.checking.mend import WordsChanged, mend_docx

    if args.out.suffix.lower() != ".docx":
        raise CommandError("修正后的文件要存成 docx，请把结果文件名改为以 .docx 结尾")
    if args.out.resolve() == args.file.resolve():
        raise CommandError("结果文件和原文件不能是同一个，请换一个文件名，原文件要留着")
    try:
        mended = mend_docx(file_bytes(args.file), form=args.form, draw=True)
    except checking.Unopenable as error:
        raise CommandError(f"{args.file.name}：{error}") from error
    except WordsChanged as error:
        raise CommandError(f"{args.file.name}：{error}。请用 document check 看要改哪里，在 WPS 里改") from error
    write(args.out, mended.data)
    data = {"file": str(args.file), "out": str(args.out), **mended.as_json()}
    lines = [f"已修正 {len(mended.done)} 处，文字一字未改（{mended.characters} 字，前后一致）：{args.out}"]
    lines += [f"  {line}" for line in mended.done]
    if mended.left:
        lines += ["还要人来改：", *(f"  {found.line}" for found in mended.left)]
    return Result(data, lines, ok=not any(found.strength == "must" for found in mended.left))
