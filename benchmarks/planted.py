"""Good papers of our own templates, and the faults that are planted into them one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.model import Attachment, Heading, OfficialPaper, text

LINE = "为做好代表建议办理工作，现将有关事项通知如下，请各单位结合实际认真贯彻执行，按时报送办理情况。"
BASE = OfficialPaper(
    kind="通知", form="general", title="云溪镇人民代表大会主席团关于做好代表建议办理工作的通知", organ_mark="云溪镇人民代表大会主席团文件",
    number="云镇人主发〔2026〕3号", addressees=("镇人民政府", "镇直各单位"),
    blocks=(text(LINE), Heading(1, "总体要求"), text(LINE), Heading(2, "明确责任"), text(LINE), Heading(1, "办理要求"), text(LINE)),
    attachments=(Attachment("建议清单", (text(LINE),)), Attachment("联系人名单", (text(LINE),))),
    signature=("云溪镇人民代表大会主席团",), date="2026年3月9日", note="联系人：陈淑芬，电话：0571-63200000", cc=("县人大常委会",),
    printed_by="云溪镇人民代表大会办公室", printed_on="2026年3月10日",
)
GOOD = {
    "notice": BASE,
    "report": replace(BASE, kind="报告", form="upward", title="云溪镇人民代表大会主席团关于代表建议办理情况的报告", signers=("周国强",),
                      addressees=("县人大常委会",), cc=(), blocks=(text(LINE), Heading(1, "基本情况"), text(LINE), Heading(2, "办理进度"), text(LINE), Heading(1, "下步打算"), text(LINE))),
    "opinion": replace(BASE, kind="意见", title="云溪镇人民代表大会主席团关于加强代表联系选民工作的意见", attachments=BASE.attachments[:1], number="云镇人主发〔2026〕7号"),
    "decision": replace(BASE, kind="决定", title="云溪镇人民代表大会主席团关于召开云溪镇第十九届人民代表大会第七次会议的决定", number="云镇人主发〔2026〕12号", note="", attachments=()),
}
ALL = tuple(GOOD)


def good_paper(name: str) -> bytes:
    """A paper as docx, without a fault."""
    return render_docx(GOOD[name])


@dataclass(frozen=True)
class Fault:
    """A fault: how it is planted (False when it cannot be there), which checks may name it, what reads its property."""

    name: str
    ids: tuple[str, ...]
    plant: Callable[[Any], Any]
    probe: Callable[[Any], Any]
    mendable: bool = True
    papers: tuple[str, ...] = ALL


def para(document: Any, words: str) -> Any:
    """The first paragraph that holds ``words`` (in the text or in the imprint), or None."""
    cells = [item for table in document.tables for row in table.rows for cell in row.cells for item in cell.paragraphs]
    return next((item for item in (*document.paragraphs, *cells) if words in item.text.replace("\n", "")), None)


MARK, NUMBER, TITLE, ADDRESSEE, TEXT, H1, H2 = "主席团文件", "〔2026〕", "主席团关于", "：", LINE, "一、", "（一）"
NOTE_OF, ORGAN, DATE, NOTE, LABEL, CC, PRINTED = "附件：", "主席团", "2026年3月9日", "（联系人", "附件", "抄送：", "印发"


def pick(document: Any, what: str) -> Any:
    """A named element of the paper."""
    exact = {"organ": "云溪镇人民代表大会主席团", "date": DATE}
    if what in exact:
        return next((item for item in document.paragraphs if item.text == exact[what]), None)
    if what == "addressee":
        return next((item for item in document.paragraphs if item.style.name == "主送机关"), None)
    if what == "label":
        return next((item for item in document.paragraphs if item.style.name == "附件标识"), None)
    if what == "attachment_title":
        titles = [item for item in document.paragraphs if item.style.name == "Title"]
        return titles[1] if len(titles) > 1 else None
    words = {"mark": MARK, "number": NUMBER, "title": TITLE, "text": TEXT, "h1": H1, "h2": H2, "notes": NOTE_OF, "note": NOTE, "cc": CC, "printed": PRINTED}
    return para(document, words[what])


# ------------------------------------------------------------------ ways to plant, and to read


def on(what: str, change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def plant(document: Any) -> Any:
        found = pick(document, what)
        return False if found is None else change(found)

    return plant


def font(name: str) -> Callable[[Any], None]:
    def change(item: Any) -> None:
        for run in item.runs:
            run.font.name = name
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)

    return change


def size(points: float) -> Callable[[Any], None]:
    def change(item: Any) -> None:
        for run in item.runs:
            run.font.size = Pt(points)

    return change


def bold(item: Any) -> None:
    for run in item.runs:
        run.font.bold = True


def color(item: Any) -> None:
    for run in item.runs:
        run.font.color.rgb = RGBColor(0, 0x70, 0xC0)


def align(value: Any) -> Callable[[Any], None]:
    def change(item: Any) -> None:
        item.alignment = value

    return change


def indent(**chars: int) -> Callable[[Any], None]:
    """Indents in hundredths of a character (firstLineChars …)."""

    def change(item: Any) -> None:
        node = item._p.get_or_add_pPr().get_or_add_ind()
        for key in list(node.attrib):
            del node.attrib[key]
        for key, value in chars.items():
            node.set(qn(f"w:{key}"), str(value))
            node.set(qn(f"w:{key.removesuffix('Chars')}"), str(round(value * 3.158)))

    return change


def pitch(points: float) -> Callable[[Any], None]:
    def change(item: Any) -> None:
        item.paragraph_format.line_spacing = Pt(points)

    return change


def more_blank(item: Any) -> None:
    for _ in range(2):
        item.insert_paragraph_before("")


def no_blank(item: Any) -> Any:
    before = item._p.getprevious()
    if before is None or "".join(before.itertext()).strip() or before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        return False
    while before is not None and before.tag == qn("w:p") and not "".join(before.itertext()).strip():
        before, gone = before.getprevious(), before
        gone.getparent().remove(gone)
    return True


def retext(old: str, new: str) -> Callable[[Any], Any]:
    def change(item: Any) -> Any:
        for run in item.runs:
            if old in run.text:
                run.text = run.text.replace(old, new)
                return True
        return False

    return change


def face(what: str, key: str) -> Callable[[Any], Any]:
    """Reads a run property with its style: east (font), size, bold, color."""

    def read(document: Any) -> Any:
        item = pick(document, what)
        run = next((one for one in item.runs if one.text.strip()), item.runs[0])
        style = item.style.font
        if key == "east":
            found = run._r.rPr is not None and run._r.rPr.rFonts is not None and run._r.rPr.rFonts.get(qn("w:eastAsia"))
            return found or item.style.element.rPr.rFonts.get(qn("w:eastAsia"))
        if key == "size":
            return run.font.size or style.size or Pt(16)
        if key == "bold":
            return bool(run.font.bold)
        return str(run.font.color.rgb or style.color.rgb or "000000").replace("None", "000000")

    return read


def place(what: str, key: str) -> Callable[[Any], Any]:
    """Reads a paragraph property with its style: align, ind (first, left, right in characters), line."""

    def read(document: Any) -> Any:
        item = pick(document, what)
        if key == "align":
            found = item.alignment if item.alignment is not None else item.style.paragraph_format.alignment
            return ALIGN.LEFT if found in (None, ALIGN.JUSTIFY) else found
        if key == "line":
            return item.paragraph_format.line_spacing or item.style.paragraph_format.line_spacing or Pt(28.95)
        node = item._p.pPr.find(qn("w:ind")) if item._p.pPr is not None else None
        names = ("firstLineChars", "hangingChars", "leftChars", "rightChars")
        return tuple(round(int((node.get(qn(f"w:{name}")) if node is not None else 0) or 0) / 50) for name in names)

    return read


def blanks(what: str) -> Callable[[Any], int]:
    """Empty lines above an element."""

    def read(document: Any) -> int:
        node, count = pick(document, what)._p.getprevious(), 0
        while node is not None and node.tag == qn("w:p") and not "".join(node.itertext()).strip():
            node, count = node.getprevious(), count + 1
        return count

    return read


def section(change: Callable[[Any], None]) -> Callable[[Any], None]:
    return lambda document: [change(one) for one in document.sections] and None


def set_to(name: str, value: Any) -> Callable[[Any], None]:
    return lambda holder: setattr(holder, name, value)


def pages(document: Any) -> tuple[int, ...]:
    one = document.sections[0]
    return tuple(round(value.mm) for value in (one.page_width, one.page_height, one.top_margin, one.bottom_margin, one.left_margin, one.right_margin))


def footers(document: Any) -> tuple[Any, ...]:
    one = document.sections[0]
    rows = [one.footer.paragraphs[0], one.even_page_footer.paragraphs[0]]
    return (document.settings.odd_and_even_pages_header_footer, *(row.alignment for row in rows), *("PAGE" in row._p.xml for row in rows))


def no_odd_even(document: Any) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def no_numbers(document: Any) -> None:
    for one in document.sections:
        for part in (one.footer, one.even_page_footer):
            for item in part.paragraphs:
                for run in list(item.runs):
                    run._r.getparent().remove(run._r)


def footer_size(document: Any) -> None:
    for one in document.sections:
        size(10.5)(one.footer.paragraphs[0])


def footer_centre(document: Any) -> None:
    for one in document.sections:
        one.footer.paragraphs[0].alignment = ALIGN.CENTER
        one.even_page_footer.paragraphs[0].alignment = ALIGN.CENTER


def rule_sizes(document: Any) -> Any:
    borders = document.tables[-1]._tbl.tblPr.find(qn("w:tblBorders"))
    return tuple(borders.find(qn(f"w:{side}")).get(qn("w:sz")) for side in ("top", "bottom"))


def set_rules(kind: str, points: int) -> Callable[[Any], None]:
    def plant(document: Any) -> None:
        borders = document.tables[-1]._tbl.tblPr.find(qn("w:tblBorders"))
        for side in ("top", "bottom"):
            borders.find(qn(f"w:{side}")).set(qn("w:val"), kind)
            borders.find(qn(f"w:{side}")).set(qn("w:sz"), str(points * 8))

    return plant


def no_red_rule(document: Any) -> Any:
    node = pick(document, "number")._p.pPr.find(qn("w:pBdr"))
    node.getparent().remove(node)


def red_rule(document: Any) -> bool:
    return any(item._p.pPr is not None and item._p.pPr.find(qn("w:pBdr")) is not None for item in document.paragraphs)


def no_page_break(item: Any) -> None:
    item.paragraph_format.page_break_before = False


def page_break(document: Any) -> bool:
    return bool(pick(document, "label").paragraph_format.page_break_before)


def nothing(_document: Any) -> None:
    return None


def bad_break(item: Any) -> Any:
    """Tear a word of the title: the break moves two characters on."""
    first, _, second = (run for run in item.runs[:3])
    first.text, second.text = first.text + second.text[:3], second.text[3:]


def lines(document: Any) -> str:
    return pick(document, "title").text


def _look(what: str, check: str, other_font: str, other_size: float) -> list[Fault]:
    return [
        Fault(f"{what} font", (check,), on(what, font(other_font)), face(what, "east")),
        Fault(f"{what} size", (check,), on(what, size(other_size)), face(what, "size")),
    ]


FAULTS: list[Fault] = [
    Fault("paper letter", ("FMT-01", "FMT-02"), section(lambda one: (set_to("page_width", Mm(216))(one), set_to("page_height", Mm(279))(one))), pages),
    Fault("top margin", ("FMT-02",), section(set_to("top_margin", Mm(25.4))), pages),
    Fault("left margin", ("FMT-02",), section(set_to("left_margin", Mm(31.8))), pages),
    Fault("bottom margin", ("FMT-02",), section(set_to("bottom_margin", Mm(25.4))), pages),
    *_look("title", "FMT-13", "宋体", 18), *_look("addressee", "FMT-15", "宋体", 14), *_look("text", "FMT-04", "宋体", 14),
    *_look("h1", "FMT-17", "仿宋_GB2312", 15), *_look("h2", "FMT-17", "仿宋_GB2312", 15), *_look("notes", "FMT-18", "宋体", 14),
    *_look("organ", "FMT-20", "宋体", 14), *_look("date", "FMT-20", "微软雅黑", 14), *_look("note", "FMT-24", "宋体", 14),
    *_look("label", "FMT-25", "宋体", 14), *_look("cc", "FMT-28", "宋体", 16), *_look("printed", "FMT-29", "宋体", 16),
    Fault("mark not centred", ("FMT-08",), on("mark", align(ALIGN.LEFT)), place("mark", "align")),
    Fault("mark black", ("FMT-08",), on("mark", lambda item: setattr(item.runs[0].font.color, "rgb", RGBColor(0, 0, 0))), face("mark", "color")),
    Fault("mark font", ("FMT-08",), on("mark", font("黑体")), face("mark", "east")),
    Fault("number left", ("FMT-09",), on("number", align(ALIGN.LEFT)), place("number", "align"), papers=("notice", "opinion", "decision")),
    Fault("no red rule", ("FMT-11",), no_red_rule, red_rule),
    Fault("title left", ("FMT-13",), on("title", align(ALIGN.LEFT)), place("title", "align")),
    Fault("title bold", ("FMT-13",), on("title", bold), face("title", "bold")),
    Fault("title blue", ("FMT-04",), on("title", color), face("title", "color")),
    Fault("title torn", ("FMT-13",), on("title", bad_break), lines),
    Fault("title blanks", ("FMT-13",), on("title", more_blank), blanks("title")),
    Fault("title close", ("FMT-13",), on("title", no_blank), blanks("title")),
    Fault("addressee indented", ("FMT-15",), on("addressee", indent(firstLineChars=200)), place("addressee", "ind")),
    Fault("addressee blanks", ("FMT-15",), on("addressee", more_blank), blanks("addressee")),
    Fault("text blue", ("FMT-04",), on("text", color), face("text", "color")),
    Fault("text bold", ("FMT-04",), on("text", bold), face("text", "bold")),
    Fault("text pitch 24", ("FMT-03",), on("text", pitch(24)), place("text", "line")),
    Fault("text pitch 32", ("FMT-03",), on("text", pitch(32)), place("text", "line")),
    Fault("text no indent", ("FMT-16",), on("text", indent()), place("text", "ind")),
    Fault("text left indent", ("FMT-16",), on("text", indent(leftChars=200, firstLineChars=200)), place("text", "ind")),
    Fault("notes edge", ("FMT-18",), on("notes", indent()), place("notes", "ind")),
    Fault("notes blanks", ("FMT-18",), on("notes", more_blank), blanks("notes")),
    Fault("date at edge", ("FMT-20", "FMT-21"), on("date", indent()), place("date", "ind")),
    Fault("signature close", ("FMT-20",), on("organ", no_blank), blanks("organ")),
    Fault("signature far", ("FMT-20",), on("organ", more_blank), blanks("organ")),
    Fault("note edge", ("FMT-24",), on("note", indent()), place("note", "ind")),
    Fault("label centred", ("FMT-25",), on("label", align(ALIGN.CENTER)), place("label", "align")),
    Fault("attachment not on new page", ("FMT-25",), on("label", no_page_break), page_break),
    Fault("attachment title left", ("FMT-25",), on("attachment_title", align(ALIGN.LEFT)), place("attachment_title", "align")),
    Fault("attachment title row", ("FMT-25",), on("attachment_title", more_blank), blanks("attachment_title")),
    Fault("imprint thick", ("FMT-27",), set_rules("single", 3), rule_sizes),
    Fault("imprint unruled", ("FMT-27",), set_rules("nil", 0), rule_sizes),
    Fault("no odd and even", ("FMT-30",), no_odd_even, footers),
    Fault("no page numbers", ("FMT-30",), no_numbers, footers),
    Fault("page number size", ("FMT-30",), footer_size, footers),
    Fault("page number centred", ("FMT-30",), footer_centre, footers),
    Fault("square brackets", ("FMT-09",), on("number", retext("〔2026〕", "[2026]")), nothing, mendable=False),
    Fault("leading zero", ("FMT-09",), on("number", retext("〕", "〕0")), nothing, mendable=False),
    Fault("第 in number", ("FMT-09",), on("number", retext("〕", "〕第")), nothing, mendable=False),
    Fault("title stop", ("FMT-14",), on("title", lambda item: item.runs[-1].add_text("。")), nothing, mendable=False),
    Fault("halfwidth colon", ("FMT-15",), on("addressee", retext("：", ":")), nothing, mendable=False),
    Fault("date with zeros", ("FMT-19",), on("date", retext("3月9日", "03月09日")), nothing, mendable=False),
    Fault("heading dot", ("FMT-17",), on("h1", retext("一、", "一.")), nothing, mendable=False),
    Fault("heading skips", ("FMT-17",), lambda document: retext("二、", "三、")(para(document, "二、")), nothing, mendable=False),
    Fault("heading comma", ("FMT-17",), on("h2", retext("（一）", "（一）、")), nothing, mendable=False),
    Fault("note stop", ("FMT-18",), on("notes", retext("清单", "清单。")), nothing, mendable=False),
    Fault("label colon", ("FMT-25",), on("label", lambda item: item.runs[0].add_text("：")), nothing, mendable=False),
    Fault("titles differ", ("FMT-25",), on("attachment_title", retext("清单", "目录")), nothing, mendable=False),
    Fault("cc without stop", ("FMT-28",), on("cc", retext("。", "")), nothing, mendable=False),
    Fault("no 印发", ("FMT-29",), on("printed", retext("印发", "印制")), nothing, mendable=False),
    Fault("note halfwidth", ("FMT-24",), on("note", lambda item: setattr(item.runs[0], "text", item.text.replace("（", "(").replace("）", ")"))), nothing, mendable=False),
    Fault("spaces for indent", ("FMT-16",), on("text", lambda item: setattr(item.runs[0], "text", "\u3000\u3000" + item.runs[0].text)), nothing, mendable=False),
]
