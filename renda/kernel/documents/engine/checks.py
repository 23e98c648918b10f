"""What can be found wrong with a paper before it is printed: checks on the model, no rendering.

Ids FMT-… are layout (GB/T 9704-2012), DOC-… the handling of papers (党政机关公文处理工作条例, followed by analogy).
Only "must" findings should stop a paper; "normally" is a warning, "practice" a hint.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .layout import NUMBER_PREFIX, break_title, width_chars
from .model import Heading, OfficialPaper, PageBreak
from .view import blocks_text, plain_text

Strength = Literal["must", "normally", "practice"]
KINDS = frozenset((
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
    "会议纪要", "建议、批评和意见",
))
NO_ADDRESSEES = frozenset(("公告", "通告", "决议", "公报", "纪要", "命令", "令"))
NUMBER = re.compile(r"^[\u4e00-\u9fa5]{1,12}〔(?:19|20)\d{2}〕[1-9]\d{0,3}号$")
SERIAL = re.compile(r"^第[1-9]\d{0,3}(?:号|期)$")
WRONG_BRACKETS = re.compile(r"[\[\]［］()（）【】〖〗]")
DATE = re.compile(r"^((?:19|20)\d{2})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日$")
END_MARKS = "，。、；：！？,.;:!?"
REQUEST = re.compile(r"请(?:予)?(?:批示|批复|批准|审批)|妥否")
SECRECY = re.compile(r"(?:绝密|机密|秘密)\s*★|^(?:绝密|机密|秘密)$", re.MULTILINE)
CLOSING_KINDS = {"请示": ("请批示", "请批复", "请审批"), "公告": ("公告",)}


@dataclass(frozen=True)
class Finding:
    """One thing found: check id, strength, clause, place in the paper, what is wrong, how to mend it."""

    id: str
    strength: Strength
    clause: str
    place: str
    message: str
    mend: str


def check(paper: OfficialPaper) -> list[Finding]:
    """Every finding on ``paper``, in reading order. Plain forms are only checked for what any paper must hold."""
    findings = [*_secrecy(paper), *_title(paper), *_dates(paper), *_attachments(paper), *_headings(paper), *_body(paper)]
    if paper.form != "plain":
        findings += [*_kind(paper), *_number(paper), *_upward(paper), *_addressees(paper), *_ending(paper)]
    return sorted(findings, key=lambda finding: (PLACES.index(finding.place.split("第")[0]), finding.id))


PLACES = ("全文", "发文机关标志", "发文字号", "签发人", "标题", "题注", "主送机关", "正文", "附件", "署名", "成文日期", "附注", "抄送", "印发", "出席情况")


def _secrecy(paper: OfficialPaper) -> Iterator[Finding]:
    if SECRECY.search(plain_text(paper)):
        yield Finding("FMT-07", "must", "7.2.2", "全文", "出现了密级标注", "本系统不处理涉密公文，请改用保密渠道办理")


def _kind(paper: OfficialPaper) -> Iterator[Finding]:
    if paper.kind not in KINDS:
        yield Finding("DOC-01", "must", "条例第8条", "标题", f"“{paper.kind}”不是公文文种", "方案、办法、总结等以“通知”或“报告”发出")
    elif not paper.title.endswith((paper.kind, paper.kind.removeprefix("会议"))):
        yield Finding("DOC-02", "must", "条例第9条", "标题", f"标题结尾与文种“{paper.kind}”不一致", f"标题以“{paper.kind}”结尾，或改正文种")


def _number(paper: OfficialPaper) -> Iterator[Finding]:
    number = paper.number
    if not number:
        if paper.form in ("general", "upward", "letter"):
            yield Finding("FMT-09", "must", "7.2.5", "发文字号", "还没有发文字号", "签发后从登记簿取号")
        return
    if NUMBER.match(number) or (paper.form in ("announcement", "minutes", "resolution") and SERIAL.match(number)):
        return
    if WRONG_BRACKETS.search(number):
        mend = "年份用六角括号〔〕，不用方括号、圆括号"
    elif "第" in number:
        mend = "顺序号前不加“第”字"
    elif re.search(r"〕0", number):
        mend = "顺序号前不加 0"
    else:
        mend = "按“机关代字〔四位年份〕顺序号号”编写，例如：云镇人发〔2026〕3号"
    yield Finding("FMT-09", "must", "7.2.5", "发文字号", f"“{number}”不合发文字号的写法", mend)


def _title(paper: OfficialPaper) -> Iterator[Finding]:
    title = paper.title.replace("\n", "").strip()
    if not title:
        yield Finding("FMT-13", "must", "7.3.1", "标题", "没有标题", "写明发文机关、事由和文种")
        return
    if title[-1] in END_MARKS:
        yield Finding("FMT-14", "practice", "7.3.1", "标题", f"标题末尾有标点“{title[-1]}”", "去掉末尾的标点")
    if re.search("[，。；！？,;!?]", title[:-1]):
        yield Finding("FMT-14", "practice", "7.3.1", "标题", "标题中间用了句读", "除法规名称的书名号和并列单位之间的顿号外，标题不用标点")
    if paper.form in ("general", "upward", "letter") and "关于" not in title:
        yield Finding("DOC-02", "normally", "条例第9条", "标题", "标题里没有“关于…的”事由", "标题由发文机关、事由、文种组成")
    if len(break_title(paper.title)) > 4:
        yield Finding("FMT-13", "practice", "7.3.1", "标题", f"标题有{width_chars(title):.0f}字，要排{len(break_title(paper.title))}行", "概括事由，尽量不超过三行")


def _upward(paper: OfficialPaper) -> Iterator[Finding]:
    if paper.form == "upward" and not paper.signers:
        yield Finding("FMT-10", "must", "7.2.6", "签发人", "上行文没有标签发人", "填写签发人姓名")
    if paper.form == "upward" and len(paper.addressees) > 1:
        yield Finding("DOC-06", "must", "条例第15条", "主送机关", "上行文原则上只主送一个上级机关", "留一个主送，其余改为抄送")
    if paper.kind == "请示":
        if len(paper.addressees) != 1:
            yield Finding("DOC-03", "must", "条例第15条", "主送机关", "请示只能有一个主送机关", "只写一个主送机关")
        if not paper.note:
            yield Finding("DOC-03", "practice", "7.3.6", "附注", "请示没有联系人和电话", "在附注写明“联系人：×××，电话：×××”")
    if paper.kind == "报告" and paper.form == "upward" and (found := REQUEST.search("\n".join(blocks_text(paper.blocks)))):
        yield Finding("DOC-04", "must", "条例第15条", "正文", f"报告里夹带了请示事项（“{found[0]}”）", "请示事项另行请示，不写进报告")


def _addressees(paper: OfficialPaper) -> Iterator[Finding]:
    if paper.kind in NO_ADDRESSEES:
        if paper.addressees:
            yield Finding("FMT-15", "must", "7.3.2", "主送机关", f"“{paper.kind}”不写主送机关", "去掉主送机关")
        return
    if not paper.addressees and paper.form in ("general", "upward", "letter"):
        yield Finding("FMT-15", "must", "7.3.2", "主送机关", "没有主送机关", "填写收文的机关")
    for name in paper.addressees:
        if name and name[-1] in END_MARKS:
            yield Finding("FMT-15", "must", "7.3.2", "主送机关", f"“{name}”末尾多了标点", "去掉标点，冒号由系统统一加")
    for name in sorted(set(paper.addressees) & set(paper.cc)):
        yield Finding("FMT-28", "normally", "7.4.2", "抄送", f"“{name}”既是主送又是抄送", "保留主送，去掉抄送")


def _headings(paper: OfficialPaper) -> Iterator[Finding]:
    parts = [("正文", paper.blocks)] + [(f"附件第{n}个", item.blocks) for n, item in enumerate(paper.attachments, 1)]
    for place, blocks in parts:
        previous = 0
        for block in blocks:
            if not isinstance(block, Heading):
                continue
            if block.level > previous + 1:
                yield Finding("FMT-17", "normally", "7.3.3", place, f"标题“{block.text}”跳了层级", "按“一、”“（一）”“1.”“（1）”依次使用")
            if any(pattern.match(block.text) for pattern in NUMBER_PREFIX.values()):
                yield Finding("FMT-17", "practice", "7.3.3", place, f"标题“{block.text}”自带了序号", "删去手写的序号，序号由系统统一编排")
            if block.text and block.text[-1] in "，、；：,;:":
                yield Finding("FMT-17", "practice", "7.3.3", place, f"标题“{block.text}”末尾有标点", "去掉末尾的标点")
            previous = block.level


def _body(paper: OfficialPaper) -> Iterator[Finding]:
    if all(isinstance(block, PageBreak) for block in paper.blocks):
        yield Finding("FMT-05", "must", "7.3.3", "正文", "没有正文", "写明正文，首页必须显示正文")


def _date_problem(value: str) -> str:
    """What is wrong with a written date; empty when nothing is."""
    found = DATE.match(value)
    if not found:
        return "写作“2026年1月8日”：年份四位，月日前不加 0，用阿拉伯数字"
    try:
        datetime.date(*map(int, found.groups()))
    except ValueError:
        return "日历上没有这一天，请核对"
    return ""


def _dates(paper: OfficialPaper) -> Iterator[Finding]:
    for place, value in (("成文日期", paper.date), ("印发", paper.printed_on)):
        if value and (mend := _date_problem(value)):
            yield Finding("FMT-19", "must", "7.3.5.4", place, f"日期“{value}”不对", mend)
    if paper.printed_on and not paper.printed_by:
        yield Finding("FMT-29", "normally", "7.4.3", "印发", "有印发日期，没有印发机关", "填写印发机关")
    if paper.printed_by and not paper.printed_on and paper.form != "letter":
        yield Finding("FMT-29", "normally", "7.4.3", "印发", "有印发机关，没有印发日期", "填写印发日期")
    made, printed = DATE.match(paper.date), DATE.match(paper.printed_on)
    if made and printed and tuple(map(int, made.groups())) > tuple(map(int, printed.groups())):
        yield Finding("DOC-13", "must", "7.4.3", "印发", "印发日期早于成文日期", "核对两个日期")


def _attachments(paper: OfficialPaper) -> Iterator[Finding]:
    for position, item in enumerate(paper.attachments, 1):
        place = f"附件第{position}个"
        if not item.title.strip():
            yield Finding("FMT-25", "must", "7.3.7", place, "附件没有标题", "附件标题与附件说明必须一致")
        elif item.title.strip()[-1] in END_MARKS:
            yield Finding("FMT-18", "must", "7.3.4", place, f"附件名称“{item.title}”末尾有标点", "去掉末尾的标点")
        if re.match(r"\s*附件\d*", item.title):
            yield Finding("FMT-25", "must", "7.3.7", place, f"附件名称“{item.title}”自带了“附件”字样", "删去，附件序号由系统编排")
        if item.title.startswith("《"):
            yield Finding("FMT-18", "practice", "7.3.4", place, "附件名称加了书名号", "附件说明里的名称不加书名号")
        if not item.blocks:
            yield Finding("FMT-25", "normally", "7.3.7", place, f"附件“{item.title}”没有内容", "补上内容，或删去这个附件")
    text = "\n".join(blocks_text(paper.blocks))
    numbers = [int(number) for number in re.findall(r"见附件(\d+)", text)]
    if re.search("[见详]附件", text) and not paper.attachments:
        yield Finding("FMT-25", "must", "7.3.7", "附件", "正文说“见附件”，但没有附件", "补上附件，或改正正文")
    elif paper.attachments and any(not 1 <= number <= len(paper.attachments) for number in numbers):
        yield Finding("FMT-25", "must", "7.3.7", "附件", "正文提到的附件序号超出了附件个数", "核对附件序号")


def _ending(paper: OfficialPaper) -> Iterator[Finding]:
    if paper.form in ("general", "upward", "letter", "announcement"):
        if not paper.signature:
            yield Finding("FMT-20", "must", "7.3.5", "署名", "没有发文机关署名", "填写署名机关")
        if not paper.date:
            yield Finding("FMT-19", "must", "7.3.5.4", "成文日期", "没有成文日期", "填写签发日期或会议通过日期")
    if paper.form == "resolution" and not paper.pass_note and paper.kind in ("决议", "决定"):
        yield Finding("FMT-19", "practice", "7.3.5.4", "题注", "没有写明何时由什么会议通过", "在标题下注明通过的日期和会议")
    if re.match(r"^[（(].*[）)]$", paper.note):
        yield Finding("FMT-24", "must", "7.3.6", "附注", "附注自带了括号", "去掉括号，括号由系统统一加")
    for name in paper.cc:
        if name and name[-1] in END_MARKS:
            yield Finding("FMT-28", "normally", "7.4.2", "抄送", f"“{name}”末尾多了标点", "去掉标点，句号由系统统一加")
    if paper.form == "minutes" and not any(row.label.startswith("出席") for row in paper.attendance):
        yield Finding("FMT-34", "practice", "10.3", "出席情况", "纪要没有出席人员名单", "列出出席、请假、列席人员")
    words = CLOSING_KINDS.get(paper.kind)
    if words and paper.blocks and not any(word in "\n".join(blocks_text(paper.blocks)) for word in words):
        yield Finding("DOC-18", "practice", "条例第9条", "正文", f"没有与“{paper.kind}”相应的结束语", f"例如：{'妥否，请批示' if paper.kind == '请示' else '特此公告'}")
