"""The text: fonts and sizes, indents, headings and their numbers."""

from __future__ import annotations

import re

from renda.kernel.documents.engine.layout import chinese_number, number

from .. import patterns
from ..recognise import heading_level, is_red
from ..sight import Sight, has, names, role_label, size_name, wrong_fonts, wrong_sizes
from ..source import Para

HEADING_ROLES = {1: "heiti", 2: "kaiti", 3: "fangsong", 4: "fangsong"}
LEVEL_FORMS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}
BEYOND = 20
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


def look_at(sight: Sight) -> None:
    """Checks FMT-04, FMT-16, FMT-17 and FMT-36."""
    parts = [("正文", sight.elements.text)] + [("附件", part.text) for part in sight.elements.attachments]
    for element, text in parts:
        flowing = [para for para in text if para.container == "body" and not _is_line(para)]
        headings = [(para, level) for para in flowing if (level := heading_level(para))]
        _fonts(sight, element, [para for para in flowing if not heading_level(para)])
        _heading_fonts(sight, element, headings)
        if sight.elements.form != "plain" or element == "附件":
            _indents(sight, element, flowing)
        else:
            _indents(sight, element, [para for para in flowing if len(para.words) > number("page.chars")])
        _levels(sight, element, flowing)
    _rare_characters(sight)


def _is_line(para: Para) -> bool:
    """A line set in the middle or at the right on purpose, or a caption."""
    return para.look.align in ("center", "right") or para.style == "表题"


def _fonts(sight: Sight, element: str, text: list[Para]) -> None:
    size = number("text.size_pt")
    strange = [para for para in text if wrong_fonts(para, ("fangsong", "kaiti"))]
    if strange:
        used = names(dict.fromkeys(name for para in strange for name in wrong_fonts(para, ("fangsong", "kaiti"))))
        sight.say("FMT-04", element, strange, f"{element}用了{used}", "改为仿宋", mendable=True)
    sized = [para for para in text if wrong_sizes(para, size)]
    if sized:
        used = names(dict.fromkeys(size_name(value) for para in sized for value in wrong_sizes(para, size)))
        sight.say("FMT-04", element, sized, f"{element}用了{used}", "改为三号", mendable=True)
    coloured = [para for para in text if has(para, lambda look: look.color not in ("auto", "000000"))]
    if coloured:
        red = any(has(para, lambda look: is_red(look.color)) for para in coloured)
        sight.say("FMT-04", element, coloured, f"{element}有{'红' if red else '彩'}色字", "改为黑色", mendable=True)
    _decorated(sight, element, text)


def _decorated(sight: Sight, element: str, text: list[Para]) -> None:
    for what, test in (
        ("加粗", lambda look: look.bold), ("斜体", lambda look: look.italic), ("下划线", lambda look: look.underline),
    ):
        found = [para for para in text if has(para, test)]
        if found:
            sight.say(
                "FMT-04", element, found, f"{element}用了{what}", "公文正文不用加粗、斜体、下划线，要强调的改用楷体", strength="practice",
                mendable=what == "加粗",
            )


def heading_end(para: Para) -> int:
    """Where the heading ends inside its paragraph: at the first full stop when text follows on."""
    stop = para.text.find("。")
    return len(para.text) if stop < 0 or stop == len(para.text.rstrip()) - 1 else stop + 1


def _heading_fonts(sight: Sight, element: str, headings: list[tuple[Para, int]]) -> None:
    size = number("text.size_pt")
    for level, role in HEADING_ROLES.items():
        mine = [para for para, found in headings if found == level]
        strange = [para for para in mine if wrong_fonts(para, (role,), lambda at, end=0, para=para: at < heading_end(para))]
        if strange:
            used = names(dict.fromkeys(name for para in strange for name in wrong_fonts(para, (role,), lambda at, para=para: at < heading_end(para))))
            sight.say("FMT-17", element, strange, f"第{chinese_number(level)}层标题用了{used}", f"“{LEVEL_FORMS[level]}”一层用{role_label(role)}", mendable=True)
    sized = [para for para, _ in headings if wrong_sizes(para, size)]
    if sized:
        used = names(dict.fromkeys(size_name(value) for para in sized for value in wrong_sizes(para, size)))
        sight.say("FMT-17", element, sized, f"层次标题用了{used}", "各层标题都用三号", mendable=True)
    coloured = [para for para, _ in headings if has(para, lambda look: look.color not in ("auto", "000000"))]
    if coloured:
        sight.say("FMT-04", element, coloured, "层次标题不是黑色", "改为黑色", mendable=True)
    bold = [para for para, _ in headings if has(para, lambda look: look.bold)]
    if bold:
        sight.say("FMT-17", element, bold, "层次标题加了粗", "黑体、楷体已有区分，不再加粗", strength="practice", mendable=True)


def _indents(sight: Sight, element: str, text: list[Para]) -> None:
    wanted, slack = number("text.indent_chars"), number("checking.indent_chars")
    spaced, wrong, by_length, shifted = [], [], [], []
    for para in text:
        char = para.char_pt
        first, left = para.look.first(char), para.look.left(char)
        if para.text.startswith((" ", "\u3000", "\xa0", "\t")):
            spaced.append(para)
        elif first < -slack and abs(first + left - wanted) <= slack:
            continue  # a hanging list entry that starts two characters in
        elif abs(left) > slack or abs(para.look.right(char)) > slack:
            shifted.append(para)
        elif abs(first - wanted) > slack:
            wrong.append(para)
        elif para.look.first_chars is None:
            by_length.append(para)
    if spaced:
        sight.say("FMT-16", element, spaced, "段首用空格代替缩进", "删去段首的空格，设置首行缩进 2 字符")
    if shifted:
        sight.say("FMT-16", element, shifted, "段落左右多了缩进，回行不能顶格", "左右缩进设为 0，首行缩进 2 字符", mendable=True)
    if wrong:
        used = wrong[0].look.first(wrong[0].char_pt)
        sight.say("FMT-16", element, wrong, f"首行缩进是 {used:.1f} 字符", "首行缩进 2 字符", mendable=True)
    if by_length:
        sight.say("FMT-16", element, by_length, "首行缩进按厘米设置，改字号后会走样", "首行缩进按“2 字符”设置", strength="practice", mendable=True)


# ------------------------------------------------------------------ headings and their numbers


def written_level(words: str) -> int:
    """1 to 4 by the way the paragraph is numbered, 0 when it is not."""
    return next((level for level, pattern in patterns.HEADING.items() if pattern.match(words)), 0)


def written_number(words: str) -> int | None:
    """The number at the beginning of a numbered paragraph."""
    found = re.match(rf"[（(]?([{patterns.CHINESE_DIGITS}]+|\d+)", words)
    return None if found is None else int(found[1]) if found[1].isdigit() else chinese_value(found[1])


def chinese_value(text: str) -> int | None:
    """一百零三 → 103; None when it is not a number below a thousand."""
    total, digit = 0, 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit


def _levels(sight: Sight, element: str, text: list[Para]) -> None:
    counts, previous = [0, 0, 0, 0], 0
    for para in text:
        words = para.words
        level = written_level(words)
        if not level:
            continue
        _written(sight, element, para, level)
        value = written_number(words)
        if value is None or value > BEYOND * 5:
            continue
        if level > previous + 1 and level <= 2 and value == 1:
            sight.say("FMT-17", element, para, f"“{words[:6]}”跳了层级", "按“一、”“（一）”“1.”“（1）”依次使用")
        expected = counts[level - 1] + 1
        if value not in (expected, 1):
            sight.say("FMT-17", element, para, f"序号不连续：“{words[:6]}”前面应是第 {expected} 个", f"核对序号，应为“{_form(level, expected)}”")
        counts[level - 1] = value
        counts[level:] = [0] * (4 - level)
        previous = level


def _form(level: int, value: int) -> str:
    return {1: f"{chinese_number(value)}、", 2: f"（{chinese_number(value)}）", 3: f"{value}.", 4: f"（{value}）"}[level] if 0 < value < 1000 else ""


def _written(sight: Sight, element: str, para: Para, level: int) -> None:
    """How the number itself is written."""
    words = para.words
    found = patterns.HEADING[level].match(words)
    assert found is not None
    used, after = found[0], words[found.end() : found.end() + 1]
    if level == 1 and not used.endswith("、"):
        sight.say("FMT-17", element, para, f"第一层序号写成了“{used}”", f"写作“{used[:-1]}、”")
    if level == 3 and used.endswith("、"):
        sight.say("FMT-17", element, para, f"第三层序号写成了“{used}”", f"写作“{used[:-1]}.”")
    if level in (2, 4) and ("(" in used or ")" in used):
        sight.say("FMT-17", element, para, f"序号“{used}”用了半角括号", "用全角括号（ ）")
    if level in (2, 4) and after in ("、", ".", "．", ","):
        sight.say("FMT-17", element, para, f"“{used}”后面多了“{after}”", "带括号的序号后面不加标点")


def _rare_characters(sight: Sight) -> None:
    """Characters outside GB 2312, which 仿宋_GB2312 and its kin do not have (check FMT-36)."""
    rare: dict[str, Para] = {}
    for para in sight.source.paragraphs:
        for span in para.spans:
            if not span.look.east.upper().endswith("GB2312"):
                continue
            for char in span.text:
                if "\u4e00" <= char <= "\u9fff" and char not in rare and not _in_gb2312(char):
                    rare[char] = para
    if rare:
        sight.say(
            "FMT-36", "文件", next(iter(rare.values())), f"“{'、'.join(list(rare)[:8])}”不在 GB2312 字库里，可能显示成别的字体", "打印前看一看这几个字是否正常",
        )


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
