"""From the first row to the addressees: copy number, urgency, mark, number, signers, red rule, title."""

from __future__ import annotations

import re

from renda.kernel.documents.engine.layout import number, width_chars
from renda.kernel.documents.engine.titles import title_faults

from .. import patterns
from ..recognise import is_red
from ..sight import Sight, has, names, near, role_label, size_name, wrong_fonts, wrong_sizes
from ..source import Para

PAGE_HEAD_FORMS = frozenset(("general", "upward", "letter", "minutes", "announcement"))


def look_at(sight: Sight) -> None:
    """Checks FMT-06 to FMT-15 as far as the file shows them."""
    _corner(sight)
    if sight.elements.form != "plain":
        _mark(sight)
        _number_row(sight)
        _signers(sight)
        _red_rule(sight)
    _title(sight)
    _addressees(sight)


def typeset(sight: Sight, check: str, element: str, para: Para, role: str, size_pt: float) -> None:
    """The font class and size of an element with a rule of its own."""
    if wrong := wrong_fonts(para, (role,)):
        sight.say(check, element, para, f"{element}用了{names(wrong)}", f"改为{role_label(role)}", strength="normally", mendable=True)
    if sizes := wrong_sizes(para, size_pt):
        sight.say(
            check, element, para, f"{element}用了{names(size_name(size) for size in sizes)}", f"改为{size_name(size_pt)}",
            strength="normally", mendable=True,
        )


def _corner(sight: Sight) -> None:
    found, size = sight.elements, number("text.size_pt")
    if found.copy_number is not None:
        digits = number("checking.copy_number_digits")
        if len(found.copy_number.words) != digits:
            sight.say("FMT-06", "份号", found.copy_number, f"份号是 {len(found.copy_number.words)} 位", f"份号写成 {digits} 位数字，例如 000001")
        if wrong_sizes(found.copy_number, size) or found.copy_number.look.align not in ("left", "both"):
            sight.say("FMT-06", "份号", found.copy_number, "份号不是三号，或没有顶格", "三号字，顶格排在左上角第一行", mendable=True)
    if found.secrecy is not None:
        sight.say("FMT-07", "密级", found.secrecy, "出现了密级标注", "本系统不处理涉密公文，请改用保密渠道办理")
    if found.urgency is not None:
        if found.urgency is not found.number:
            typeset(sight, "FMT-07", "紧急程度", found.urgency, "heiti", size)
        if found.copy_number is not None and found.urgency.index < found.copy_number.index:
            sight.say("FMT-07", "紧急程度", found.urgency, "紧急程度排在份号之上", "自上而下依次为份号、密级、紧急程度", strength="normally")
        if found.urgency.look.align not in ("left", "both") or abs(found.urgency.look.left(size) + found.urgency.look.first(size)) > number("checking.indent_chars"):
            sight.say("FMT-07", "紧急程度", found.urgency, "紧急程度没有顶格", "顶格排在版心左上角", strength="normally", mendable=True)


def _mark(sight: Sight) -> None:
    found = sight.elements
    if not found.mark:
        if found.form in ("general", "upward", "letter", "minutes"):
            sight.say("FMT-08", "发文机关标志", None, "没有发文机关标志", "加上发文机关标志（机关全称，信函以外加“文件”）；用套红纸的可不改", strength="normally")
        return
    for para in found.mark:
        if para.look.align != "center" and para.container != "cell":
            sight.say("FMT-08", "发文机关标志", para, "发文机关标志没有居中", "居中排", mendable=True)
        if not has(para, lambda look: is_red(look.color)):
            sight.say("FMT-08", "发文机关标志", para, "发文机关标志不是红色", "推荐用红色", strength="normally", mendable=True)
        if wrong := wrong_fonts(para, ("xiaobiaosong",)):
            sight.say("FMT-08", "发文机关标志", para, f"发文机关标志用了{names(wrong)}", "推荐用小标宋", strength="normally", mendable=True)
    head = "".join(para.words for para in found.mark)
    if found.form == "letter" and head.endswith("文件"):
        sight.say("FMT-33", "发文机关标志", found.mark[0], "信函的标志带了“文件”二字", "信函的标志只写机关名称")
    several = [para for para in found.mark if para.words.replace("文件", "").endswith(patterns.ORGAN_END)]
    rows = [para for para in sight.source.paragraphs[: (found.title[0].index if found.title else 20)] if patterns.LOOSE_NUMBER.search(para.words)]
    if len(several) > 1 and len(rows) > 1:
        sight.say("FMT-12", "发文字号", rows[1], "联合行文写了两个发文字号", "只保留主办机关的发文字号")


def _number_row(sight: Sight) -> None:
    found = sight.elements
    row = found.number
    if row is None:
        return
    if row not in found.signers and row is not found.urgency:
        typeset(sight, "FMT-09", "发文字号", row, "fangsong", number("text.size_pt"))
    if found.form == "letter":
        gap = sight.right_gap_chars(row) if "\t" not in row.text else 0.0
        if gap is None or gap > 1:
            sight.say("FMT-33", "发文字号", row, "信函的发文字号没有顶右边", "排在第一条双线下、版心右边顶格", mendable="\t" not in row.text)
        return
    centred = found.form in ("general", "announcement", "minutes", "resolution")
    if centred and row.look.align != "center" and row.container != "cell" and row not in found.signers:
        sight.say("FMT-09", "发文字号", row, "发文字号没有居中", "发文字号居中排（上行文除外）", mendable=True)
    if found.mark and found.form != "letter" and row.container == "body":
        upper = [para for para in found.mark if para.container == "body"]
        first = found.signers[0] if found.signers else row
        wanted = number("number.blank_lines")
        if upper and not near(sight.blank_lines(upper[-1], first), wanted, "blank_lines"):
            sight.say("FMT-09", "发文字号", first, "发文机关标志与发文字号之间不是空两行", "中间空两行", mendable=True)


def _signers(sight: Sight) -> None:
    found = sight.elements
    if not found.signers:
        return
    label = patterns.SIGNER.search(found.signers[0].words)
    if label and label[1] != "：":
        sight.say("FMT-10", "签发人", found.signers[0], "“签发人”后面不是全角冒号", "写成“签发人：”", replacement=None)
    if found.number is not None and found.number not in found.signers and not _beside(found.number, found.signers[-1]):
        sight.say("FMT-10", "签发人", found.signers[-1], "发文字号和签发人没有排在同一行", "发文字号居左空一字，与最后一个签发人姓名同一行")
    side = number("number.upward_indent_chars")
    for para in found.signers:
        if patterns.LOOSE_NUMBER.search(para.words) and para.container == "body":
            char = sight.char_pitch_pt(para)
            left = para.look.left(char) + para.look.first(char) + _leading(para)
            if not near(left, side, "signature_chars"):
                sight.say("FMT-10", "发文字号", para, f"上行文的发文字号左边空了 {left:.0f} 字", "左空一字", mendable=True)
        at = para.text.find("签发人")
        start = para.text.find("：", at) + 1 if at >= 0 else len(para.text) - len(para.text.split("\t")[-1])
        if wrong := wrong_fonts(para, ("kaiti",), lambda position, start=start: position >= start):
            sight.say("FMT-10", "签发人", para, f"签发人姓名用了{names(wrong)}", "姓名用三号楷体", strength="normally", mendable=True)


def _beside(one: Para, other: Para) -> bool:
    return one.table is not None and one.table == other.table and one.row == other.row


def _leading(para: Para) -> float:
    text = para.text
    return width_chars(text[: len(text) - len(text.lstrip(" \u3000"))])


def _red_rule(sight: Sight) -> None:
    found = sight.elements
    if found.form in ("letter", "plain", "resolution", "announcement") and not found.mark:
        return
    if found.form == "letter":
        rules = [shape for shape in found.red_rules if (shape.width_mm or 0) > 150]
        if found.mark and len(rules) < 2:
            sight.say("FMT-33", "红色分隔线", None, "信函没有上下两组红色双线", "在标志下 4 毫米和距页底 20 毫米处各加一条 170 毫米的红色双线")
        return
    if found.number is None and not found.mark:
        return
    top = found.title[0].index if found.title else len(sight.source.paragraphs)
    bordered = [
        line for para in sight.source.paragraphs[:top] for line in (para.look.bottom, para.look.top)
        if line and is_red(line.color)
    ]
    if not bordered and not found.red_rules:
        sight.say("FMT-11", "红色分隔线", found.number, "没有红色分隔线", "在发文字号下 4 毫米处加一条与版心等宽的红线", mendable=found.number is not None)


def _title(sight: Sight) -> None:
    found = sight.elements
    if not found.title:
        sight.say("FMT-13", "标题", None, "没有找到标题", "写明发文机关、事由和文种，用二号小标宋居中", strength="must")
        return
    for para in found.title:
        typeset(sight, "FMT-13", "标题", para, "xiaobiaosong", number("title.size_pt"))
        if para.look.align != "center":
            sight.say("FMT-13", "标题", para, "标题没有居中", "标题居中排", mendable=True)
        if has(para, lambda look: look.bold):
            sight.say("FMT-13", "标题", para, "标题加了粗", "小标宋不再加粗", strength="practice", mendable=True)
        if has(para, lambda look: look.color not in ("auto", "000000")):
            sight.say("FMT-04", "标题", para, "标题不是黑色", "标题用黑色", mendable=True)
    lines = [line.strip() for para in found.title for line in para.text.split("\n") if line.strip()]
    for fault in title_faults(lines):
        sight.say("FMT-13", "标题", found.title[0], fault, "调整回行：不拆开词语，长短排成梯形或菱形", mendable=len(found.title) == 1)
    above = found.issue_row or (found.signers[-1] if found.signers else found.number)
    if above is not None and found.form in PAGE_HEAD_FORMS and above.container == "body" and above.index < found.title[0].index:
        wanted = number("title.blank_lines")
        if not near(sight.blank_lines(above, found.title[0]), wanted, "blank_lines"):
            sight.say("FMT-13", "标题", found.title[0], "标题上面不是空两行", "红色分隔线下空两行排标题", mendable=True)


def _addressees(sight: Sight) -> None:
    found = sight.elements
    para = found.addressees
    if para is None:
        return
    typeset(sight, "FMT-15", "主送机关", para, "fangsong", number("text.size_pt"))
    char = sight.char_pitch_pt(para)
    if para.look.align in ("center", "right") or abs(para.look.left(char) + para.look.first(char)) > number("checking.indent_chars") or _leading(para):
        sight.say("FMT-15", "主送机关", para, "主送机关没有顶格", "主送机关左边顶格，回行也顶格", mendable=not _leading(para))
    if not para.words.endswith("："):
        mend = "最后一个主送机关后面用全角冒号“：”"
        sight.say("FMT-15", "主送机关", para, "主送机关最后没有全角冒号", mend, replacement=re.sub("[:：]?$", "：", para.words, count=1))
    last = found.pass_note or found.serial or (found.title[-1] if found.title else None)
    if last is not None and last.index < para.index and not near(sight.blank_lines(last, para), number("title.addressee_blank_lines"), "blank_lines"):
        sight.say("FMT-15", "主送机关", para, "标题与主送机关之间不是空一行", "标题下空一行排主送机关", mendable=True)
