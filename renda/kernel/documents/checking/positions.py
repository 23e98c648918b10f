"""Positions on the drawn pages, held against the standard's millimetres (FMT-01, 03, 05, 08, 11, 27, 30 to 33)."""

from __future__ import annotations

import re
from itertools import pairwise

from renda.kernel.documents.engine.layout import number
from renda.kernel.documents.engine.model import Form

from .findings import Finding, Place, finding
from .ink import Band, Sheet, Sheets
from .source import PT_MM

SAMPLE = 4
WIDE_MM = 100.0
THIN_MM = 1.6
FOOT_MM = 285.0
EDGE_MM = 2.0
MARKED: tuple[Form, ...] = ("general", "upward", "minutes", "announcement")


class Measure:
    """One PDF, measured once."""

    def __init__(self, sheets: Sheets, form: Form, has_imprint: bool, first_words: str) -> None:
        self.sheets, self.form, self.has_imprint, self.first_words = sheets, form, has_imprint, first_words
        self.found: list[Finding] = []
        self.slack = float(number("checking.position_mm"))
        self.area = (
            number("page.left_mm"), number("page.top_mm"), number("page.left_mm") + number("page.area_width_mm"),
            number("page.top_mm") + number("page.area_height_mm"),
        )

    def findings(self) -> list[Finding]:
        """Every finding, pages in order."""
        if not self._sizes():
            return self.found
        first = self.sheets[0]
        if self.form == "letter":
            self._letter(first)
        elif self.form in MARKED:
            self._red_head(first)
        if self.first_words and self.first_words not in re.sub(r"\s", "", first.text):
            self._say("FMT-05", "正文", 1, "首页没有显示正文", "缩短版头；主送机关多的用统称，或移到版记")
        for index in self._sampled():
            self._edges(index)
            self._page_number(index)
        for index in self._sampled()[1:-1]:
            self._lines(index)
        if self.has_imprint:
            self._imprint(len(self.sheets) - 1)
        return self.found

    def _sampled(self) -> list[int]:
        """The first pages and the last ones: enough for odd and even, and quick on long papers."""
        count = len(self.sheets)
        return sorted({*range(min(SAMPLE, count)), *range(max(0, count - 2), count)})

    def _say(self, check: str, element: str, page: int, message: str, mend: str, **more: object) -> None:
        self.found.append(finding(check, Place(element, page=page), message, mend, **more))  # type: ignore[arg-type]

    def _off(self, value: float, wanted: float) -> bool:
        return abs(value - wanted) > self.slack

    def _sizes(self) -> bool:
        wanted = sorted((number("page.width_mm"), number("page.height_mm")))
        for index in range(len(self.sheets)):
            size = sorted(self.sheets.size_mm(index))
            if any(abs(a - b) > 2 * number("checking.page_mm") for a, b in zip(size, wanted, strict=True)):
                self._say("FMT-01", "页面", index + 1, f"纸张是 {size[0]:.0f} 毫米×{size[1]:.0f} 毫米", "纸张改为 A4（210 毫米×297 毫米）")
                return False
        return len(self.sheets) > 0

    # -------------------------------------------------------------- first page

    def _red_bands(self, sheet: Sheet) -> list[Band]:
        return sheet.bands((0, 0, sheet.width_mm, sheet.height_mm), "red")

    def _red_head(self, sheet: Sheet) -> None:
        bands = self._red_bands(sheet)
        mark = [band for band in bands if band.height > THIN_MM and band.top < self.area[1] + 100]
        rules = [band for band in bands if band.width > WIDE_MM and band.height <= THIN_MM]
        if mark:
            wanted = self.area[1] + number("organ_mark.top_mm")
            if self._off(mark[0].top, wanted):
                self._say(
                    "FMT-08", "发文机关标志", 1, f"标志上边缘到页顶 {mark[0].top:.1f} 毫米（应为 {wanted} 毫米）",
                    f"标志上边缘到版心上边缘 {number('organ_mark.top_mm')} 毫米", mendable=True,
                )
        if rules:
            self._rule(sheet, rules[0], mark)

    def _rule(self, sheet: Sheet, rule: Band, mark: list[Band]) -> None:
        length, gap = number("header_rule.length_mm"), number("header_rule.gap_mm")
        if self._off(rule.width, length) or self._off(rule.left, self.area[0]):
            self._say("FMT-11", "红色分隔线", 1, f"红线长 {rule.width:.1f} 毫米，左端在 {rule.left:.1f} 毫米处", f"红线长 {length} 毫米，居中，与版心等宽")
        top = mark[-1].bottom if mark else self.area[1]
        rows = sheet.bands((self.area[0], top + 1, self.area[2], rule.top - 0.2), "black")
        if rows and self._off(rule.top - rows[-1].bottom, gap):
            self._say("FMT-11", "红色分隔线", 1, f"红线在发文字号下 {rule.top - rows[-1].bottom:.1f} 毫米", f"红线在发文字号下 {gap} 毫米")

    def _letter(self, sheet: Sheet) -> None:
        bands = self._red_bands(sheet)
        mark = [band for band in bands if band.height > 2 * THIN_MM]
        rules = [band for band in bands if band.width > WIDE_MM and band.height <= 2 * THIN_MM]
        wanted, length = number("organ_mark.letter_top_mm"), number("letter.rule_length_mm")
        if mark and self._off(mark[0].top, wanted):
            self._say("FMT-33", "发文机关标志", 1, f"标志上边缘到页顶 {mark[0].top:.1f} 毫米（应为 {wanted} 毫米）", "标志上边缘到页顶 30 毫米")
        upper = [band for band in rules if band.top < sheet.height_mm / 2]
        lower = [band for band in rules if band.top >= sheet.height_mm / 2]
        if not upper or not lower:
            if rules or mark:
                self._say("FMT-33", "红色分隔线", 1, "没有上下两组红色双线", "标志下 4 毫米、距页底 20 毫米处各一组 170 毫米的红色双线")
            return
        for band in (upper[0], lower[-1]):
            if self._off(band.width, length):
                self._say("FMT-33", "红色分隔线", 1, f"双线长 {band.width:.1f} 毫米", f"双线长 {length} 毫米，居中")
        if mark and self._off(upper[0].top - mark[0].bottom, number("letter.rule_gap_mm")):
            self._say("FMT-33", "红色分隔线", 1, f"上面的双线在标志下 {upper[0].top - mark[0].bottom:.1f} 毫米", "上面的双线在标志下 4 毫米")
        foot = sheet.height_mm - lower[-1].bottom
        if self._off(foot, number("letter.bottom_rule_mm")):
            self._say("FMT-33", "红色分隔线", 1, f"下面的双线距页底 {foot:.1f} 毫米", "下面的双线距页底 20 毫米")

    # -------------------------------------------------------------- every page

    def _turned(self, index: int) -> bool:
        width, height = self.sheets.size_mm(index)
        return width > height

    def _edges(self, index: int) -> None:
        """No glyph leaves the type area (the red rules of a letter and the page number excepted)."""
        if self._turned(index):
            return
        sheet = self.sheets[index]
        found = sheet.box((0, self.area[1], sheet.width_mm, self.area[3] - 0.5), "black")
        if found is None:
            return
        for side, beyond in (("左", self.area[0] - found[0]), ("右", found[2] - self.area[2])):
            if beyond > EDGE_MM:
                self._say("FMT-03", "页面", index + 1, f"有内容超出版心{side}边 {beyond:.0f} 毫米", "调整表格或段落，不超出版心", strength="normally")

    def _strip(self, index: int) -> tuple[float, float, float, float] | None:
        """The ink of the page number as it lies when the sheet is held upright."""
        sheet = self.sheets[index]
        if not self._turned(index):
            return sheet.box((0, self.area[3] + 1, sheet.width_mm, FOOT_MM), "black")
        height = sheet.width_mm  # of the sheet held upright
        turned = sheet.box((height - FOOT_MM, 0, height - self.area[3] - 1, sheet.height_mm), "black")
        if turned is None:
            return None
        left, top, right, bottom = turned
        return top, height - right, bottom, height - left

    def _page_number(self, index: int) -> None:
        found, page = self._strip(index), index + 1
        if self.form == "plain" and found is None:
            return
        if self.form == "letter" and index == 0:
            if found is not None:
                self._say("FMT-33", "页码", page, "信函首页印了页码", "首页不编页码")
            return
        if found is None:
            if not self._blank(index) and not (index == len(self.sheets) - 1 and index and self._blank(index - 1)):
                self._say("FMT-30", "页码", page, "这一页没有页码", "每页都编页码", strength="must" if self._turned(index) else None)
            return
        check = "FMT-32" if self._turned(index) else "FMT-30"
        wanted = self.area[3] + number("page_number.dash_mm")
        dash = self._dash(index, found)
        if self._off(dash, wanted):
            self._say(check, "页码", page, f"一字线距页顶 {dash:.1f} 毫米（应为 {wanted} 毫米）", "一字线在版心下边缘下 7 毫米", strength="normally")
        side = number("page_number.indent_chars") * number("page_number.size_pt") * PT_MM
        off = self.area[2] - side - found[2] if page % 2 else found[0] - self.area[0] - side
        if abs(off) > self.slack:
            place = "单页居右空一字" if page % 2 else "双页居左空一字"
            self._say(check, "页码", page, f"页码左右位置差 {abs(off):.1f} 毫米", place, strength="normally")
        if page == len(self.sheets) and self.has_imprint and index and self._blank(index - 1):
            self._say("FMT-31", "页码", page, "版记前是空白页，版记页还编了页码", "空白页和版记页都不编页码")

    def _dash(self, index: int, found: tuple[float, float, float, float]) -> float:
        """The upper edge of the first dash."""
        if self._turned(index):
            return found[1] + (found[3] - found[1]) / 2 - 0.2
        narrow = self.sheets[index].box((found[0], self.area[3] + 1, found[0] + 2.5, FOOT_MM), "black")
        return narrow[1] if narrow else found[1]

    def _blank(self, index: int) -> bool:
        sheet = self.sheets[index]
        return sheet.box((self.area[0] - 10, self.area[1] - 5, self.area[2] + 10, self.area[3] + 0.8)) is None

    def _lines(self, index: int) -> None:
        """A page full of plain text: its pitch must give the standard's number of lines."""
        if self._turned(index):
            return
        rows = [band for band in self.sheets[index].bands(self.area, "black") if band.height > THIN_MM]
        pitches = [below.top - above.top for above, below in pairwise(rows)]
        wanted = number("text.line_pt") * PT_MM
        if len(rows) < number("page.lines") * 0.8 or max(pitches) > min(pitches) + 0.4 * wanted:
            return
        pitch = (rows[-1].top - rows[0].top) / len(pitches)
        count = round(number("page.area_height_mm") / pitch)
        if count != number("page.lines"):
            self._say("FMT-03", "正文", index + 1, f"满页排了 {count} 行", f"每面排 {number('page.lines')} 行")

    def _imprint(self, index: int) -> None:
        if self.form == "letter" or self._turned(index):
            return
        sheet = self.sheets[index]
        bands = sheet.bands((self.area[0] - 5, self.area[1], self.area[2] + 5, FOOT_MM), "black")
        rules = [band for band in bands if band.height < THIN_MM and band.width > WIDE_MM]
        if not rules:
            return
        if self._off(rules[-1].bottom, self.area[3]):
            self._say(
                "FMT-27", "版记", index + 1, f"版记末条分隔线距页顶 {rules[-1].bottom:.1f} 毫米（应为 {self.area[3]} 毫米）",
                "版记排在最后一面的最下面，末条分隔线与版心下边缘重合", mendable=True,
            )
        if self._off(rules[-1].width, number("page.area_width_mm")):
            self._say("FMT-27", "版记", index + 1, f"版记分隔线长 {rules[-1].width:.1f} 毫米", "与版心等宽（156 毫米）", mendable=True)
