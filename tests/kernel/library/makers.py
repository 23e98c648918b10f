"""Made-up laws in the shapes in which official texts come."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from docx import Document

from renda.kernel.library import importing, saving

TITLE = "中华人民共和国风筝法"
NOTE_OLD = "（2010年3月1日第一届全国风筝大会第一次会议通过）"
NOTE_NEW = (
    "（2010年3月1日第一届全国风筝大会第一次会议通过　根据2014年5月2日第一届全国风筝大会常务委员会第九次会议"
    "《关于修改〈中华人民共和国风筝法〉的决定》第一次修正　根据2020年6月3日第二届全国风筝大会第四次会议"
    "《关于修改〈中华人民共和国风筝法〉、〈中华人民共和国风铃法〉的决定》第二次修正）"
)
OLD = [
    "第一章　总　　则",
    "第一条　为了让大家放好风筝，制定本法。",
    "第二条　放风筝的人应当看天气。",
    "风大的日子不放风筝。",
    "第二章　放　　飞",
    "第一节　场地",
    "第三条　下列地方可以放风筝：",
    "（一）河滩；",
    "（二）操场，但是：",
    "1. 上课时间除外；",
    "2. 雨天除外；",
    "（三）第二条规定的其他地方。",
    "第二节　线轴",
    "第四条　线轴由本人保管，保管期为十五日。",
    "第三章　附　　则",
    "第五条　本法自2010年5月1日起施行。《中华人民共和国纸鸢暂行条例》同时废止。",
]
NEW = [
    "第一章　总　　则",
    "第一条　为了让大家放好风筝，保护电线，制定本法。",
    "第二条　风筝不得靠近电线。",
    "第三条　放风筝的人应当看天气。",
    "风大的日子不放风筝。",
    "第二章　放　　飞",
    "第四条　下列地方可以放风筝：",
    "（一）河滩；",
    "（二）操场，但是：",
    "1. 上课时间除外；",
    "2. 雨天除外；",
    "（三）第三条规定的其他地方。",
    "第四条之一　夜间放风筝应当挂灯。",
    "第三章　附　　则",
    "第五条　本法自2010年5月1日起施行。",
]
CONTENTS = ["目　　录", "第一章　总则", "第二章　放飞", "第三章　附则"]


def docx(lines: Iterable[str]) -> bytes:
    """A Word file with one paragraph for each line, as the national law database gives out."""
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def official(note: str, body: list[str], title: str = TITLE) -> list[str]:
    """Title, note, contents, text."""
    return [title, note, *CONTENTS, *body]


def old_docx() -> tuple[str, bytes]:
    return "中华人民共和国风筝法_20100301.docx", docx(official(NOTE_OLD, OLD))


def new_docx() -> tuple[str, bytes]:
    return "中华人民共和国风筝法_20200603.docx", docx(official(NOTE_NEW, NEW))


def markdown(title: str, facts: list[str], body: list[str], name: str = "") -> tuple[str, bytes]:
    """The shape of the Markdown collections: title, dated lines, a mark, chapters as headings."""
    marked = [f"## {line}" if line.startswith("第") and "章" in line[:4] else line for line in body]
    text = "\n\n".join([f"# {title}", *facts, "<!-- INFO END -->", *marked])
    return name or f"{title}.md", text.encode()


def page(lines: Iterable[str]) -> bytes:
    """A web page with a menu and a script around the law."""
    inner = "".join(f"<p>{line}</p>" for line in lines)
    return (
        "<!DOCTYPE html><html><head><meta charset='gbk'><title>网站</title><script>alert(1)</script></head>"
        f"<body><nav><p>第一条 导航里的话</p></nav><div>{inner}</div><script>document.write('第九条 假的')</script>"
        "<footer><p>版权</p></footer></body></html>"
    ).encode("gb18030")


class OldName(zipfile.ZipInfo):
    """A name as Windows' own packer writes it."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gb18030"), self.flag_bits


def archive(files: Iterable[tuple[str, bytes]], *, windows: bool = False) -> bytes:
    """A zip; ``windows``: Chinese names in GB18030 without saying so."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files:
            packed.writestr((OldName if windows else zipfile.ZipInfo)(name), data)
    return out.getvalue()


def load(actor, *files: tuple[str, bytes]) -> saving.Report:
    """Import everything that needs no second look."""
    shown = importing.preview(files)
    return saving.confirm(shown, actor, shown.chosen_at_first)
