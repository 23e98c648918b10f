"""Checks on what a paper says and on its elements: the model alone, nothing rendered.

Layout by GB/T 9704-2012 (FMT), handling by 党政机关公文处理工作条例 followed by analogy (DOC). Only "must" findings
should stop a paper; "normally" is a warning, "practice" a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.kernel.documents.engine.layout import NUMBER_PREFIX, number, rows_below_title, width_chars
from renda.kernel.documents.engine.model import Heading, OfficialPaper, PageBreak
from renda.kernel.documents.engine.titles import break_title, title_faults
from renda.kernel.documents.engine.view import blocks_text, plain_text

from .findings import Finding, Place, Strength, excerpt, finding, in_order
from .patterns import (
    DATE,
    END_MARKS,
    KINDS,
    NO_ADDRESSEES,
    NUMBER,
    REQUEST,
    SERIAL,
    WRONG_BRACKETS,
    date_problem,
)
from .patterns import SECRECY_ANYWHERE as SECRECY

CLOSING_KINDS = {
    "请示": (("请批示", "请批复", "请审批", "请予批准"), "妥否，请批示"), "公告": (("公告",), "特此公告"),
    "函": (("函", "复", "为盼", "支持", "协助", "配合"), "特此函告"),
}
COMMANDING = re.compile(r"(?:你们|你单位|你局|你所|你站)?(?:必须|务必|限于|责令|严令|不得有误)")
LOOSE_QUOTE = re.compile(r"〔\d{4}〕\d+号[）)]?《")
LOWER = re.compile(r"(?:村|社区)(?:民委员会|委会|委|支部)?$|^各?(?:村|社区)")


def say(check_id: str, strength: Strength, element: str, message: str, mend: str, part: str = "") -> Finding:
    """A finding on an element of the model; ``part`` says which attachment."""
    return finding(check_id, Place(element, excerpt=excerpt(part)), message, mend, strength=strength)


def check(paper: OfficialPaper) -> list[Finding]:
    """Every finding on ``paper``, in reading order. Plain forms are only checked for what any paper must hold."""
    findings = [*_secrecy(paper), *_title(paper), *_dates(paper), *_attachments(paper), *_headings(paper), *_body(paper), *_tone(paper)]
    if paper.form != "plain":
        findings += [*_kind(paper), *_number(paper), *_upward(paper), *_addressees(paper), *_ending(paper)]
    return in_order(findings)



def _secrecy(paper: OfficialPaper) -> Iterator[Finding]:
    if SECRECY.search(plain_text(paper)):
        yield say("FMT-07", "must", "文件", "出现了密级标注", "本系统不处理涉密公文，请改用保密渠道办理")


def _kind(paper: OfficialPaper) -> Iterator[Finding]:
    if paper.kind not in KINDS:
        yield say("DOC-01", "must", "标题", f"“{paper.kind}”不是公文文种", "方案、办法、总结等以“通知”或“报告”发出")
    elif not paper.title.rstrip(END_MARKS).endswith((paper.kind, paper.kind.removeprefix("会议"))):
        yield say("DOC-02", "must", "标题", f"标题结尾与文种“{paper.kind}”不一致", f"标题以“{paper.kind}”结尾，或改正文种")


def _number(paper: OfficialPaper) -> Iterator[Finding]:
    number = paper.number
    if not number:
        if paper.form in ("general", "upward", "letter"):
            yield say("FMT-09", "must", "发文字号", "还没有发文字号", "签发后从登记簿取号")
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
    yield say("FMT-09", "must", "发文字号", f"“{number}”不合发文字号的写法", mend)


def _title(paper: OfficialPaper) -> Iterator[Finding]:
    title = paper.title.replace("\n", "").strip()
    if not title:
        yield say("FMT-13", "must", "标题", "没有标题", "写明发文机关、事由和文种")
        return
    if title[-1] in END_MARKS:
        yield say("FMT-14", "practice", "标题", f"标题末尾有标点“{title[-1]}”", "去掉末尾的标点")
    if re.search("[，。；！？,;!?]", title[:-1]):
        yield say("FMT-14", "practice", "标题", "标题中间用了句读", "除法规名称的书名号和并列单位之间的顿号外，标题不用标点")
    if paper.form in ("general", "upward", "letter") and "关于" not in title:
        yield say("DOC-02", "normally", "标题", "标题里没有“关于…的”事由", "标题由发文机关、事由、文种组成")
    if "\n" in paper.title.strip():
        for fault in title_faults(break_title(paper.title)):
            yield say("FMT-13", "normally", "标题", fault, "调整回行：不拆开词语，长短排成梯形或菱形")
    if len(break_title(paper.title)) > 4:
        yield say("FMT-13", "practice", "标题", f"标题有{width_chars(title):.0f}字，要排{len(break_title(paper.title))}行", "概括事由，尽量不超过三行")


def _upward(paper: OfficialPaper) -> Iterator[Finding]:
    if paper.form == "upward" and not paper.signers:
        yield say("FMT-10", "must", "签发人", "上行文没有标签发人", "填写签发人姓名")
    if paper.form == "upward" and len(paper.addressees) > 1:
        yield say("DOC-06", "must", "主送机关", "上行文原则上只主送一个上级机关", "留一个主送，其余改为抄送")
    if paper.form == "upward" and (lower := [name for name in paper.cc if LOWER.search(name)]):
        yield say("DOC-06", "must", "抄送", f"上行文抄送了下级（“{lower[0]}”）", "上行文不抄送下级机关")
    if paper.kind == "请示":
        if any(re.search("同志$|(?:主任|书记|镇长|县长|主席)$", name) for name in paper.addressees):
            yield say("DOC-03", "must", "主送机关", "请示送给了个人", "请示只报机关，不直接送领导个人")
        if len(paper.addressees) != 1:
            yield say("DOC-03", "must", "主送机关", "请示只能有一个主送机关", "只写一个主送机关")
        if not paper.note:
            yield say("DOC-03", "practice", "附注", "请示没有联系人和电话", "在附注写明“联系人：×××，电话：×××”")
    if paper.kind == "报告" and paper.form == "upward" and (found := REQUEST.search("\n".join(blocks_text(paper.blocks)))):
        yield say("DOC-04", "must", "正文", f"报告里夹带了请示事项（“{found[0]}”）", "请示事项另行请示，不写进报告")


def _addressees(paper: OfficialPaper) -> Iterator[Finding]:
    if paper.kind in NO_ADDRESSEES:
        if paper.addressees:
            yield say("FMT-15", "must", "主送机关", f"“{paper.kind}”不写主送机关", "去掉主送机关")
        return
    if not paper.addressees and paper.form in ("general", "upward", "letter"):
        yield say("FMT-15", "must", "主送机关", "没有主送机关", "填写收文的机关")
    rows = -(-width_chars("、".join(paper.addressees) + "：") // number("page.chars"))
    if paper.organ_mark and paper.form in ("general", "upward") and rows >= rows_below_title(paper, len(break_title(paper.title))):
        yield say(
            "FMT-05", "must", "主送机关", f"主送机关要排{rows:g}行，首页排不下正文",
            "同类的机关用统称（如“各村民委员会”），或把标题写短",
        )
    for name in paper.addressees:
        if name and name[-1] in END_MARKS:
            yield say("FMT-15", "must", "主送机关", f"“{name}”末尾多了标点", "去掉标点，冒号由系统统一加")
    for name in sorted(set(paper.addressees) & set(paper.cc)):
        yield say("FMT-28", "normally", "抄送", f"“{name}”既是主送又是抄送", "保留主送，去掉抄送")


def _headings(paper: OfficialPaper) -> Iterator[Finding]:
    parts = [("正文", paper.blocks)] + [("附件", item.blocks) for item in paper.attachments]
    for place, blocks in parts:
        previous = 0
        for block in blocks:
            if not isinstance(block, Heading):
                continue
            if block.level > previous + 1:
                yield say("FMT-17", "normally", place, f"标题“{block.text}”跳了层级", "按“一、”“（一）”“1.”“（1）”依次使用")
            if any(pattern.match(block.text) for pattern in NUMBER_PREFIX.values()):
                yield say("FMT-17", "practice", place, f"标题“{block.text}”自带了序号", "删去手写的序号，序号由系统统一编排")
            if block.text and block.text[-1] in "，、；：,;:":
                yield say("FMT-17", "practice", place, f"标题“{block.text}”末尾有标点", "去掉末尾的标点")
            previous = block.level


def _body(paper: OfficialPaper) -> Iterator[Finding]:
    if all(isinstance(block, PageBreak) for block in paper.blocks):
        yield say("FMT-05", "must", "正文", "没有正文", "写明正文，首页必须显示正文")


def _dates(paper: OfficialPaper) -> Iterator[Finding]:
    for place, value in (("成文日期", paper.date), ("印发", paper.printed_on)):
        if value and (mend := date_problem(value)):
            yield say("FMT-19", "must", place, f"日期“{value}”不对", mend)
    if paper.printed_on and not paper.printed_by:
        yield say("FMT-29", "normally", "印发", "有印发日期，没有印发机关", "填写印发机关")
    if paper.printed_by and not paper.printed_on and paper.form != "letter":
        yield say("FMT-29", "normally", "印发", "有印发机关，没有印发日期", "填写印发日期")
    made, printed = DATE.match(paper.date), DATE.match(paper.printed_on)
    if made and printed and tuple(map(int, made.groups())) > tuple(map(int, printed.groups())):
        yield say("DOC-13", "must", "印发", "印发日期早于成文日期", "核对两个日期")


def _attachments(paper: OfficialPaper) -> Iterator[Finding]:
    for position, item in enumerate(paper.attachments, 1):
        place, part = "附件", f"第{position}个：{item.title}"
        if not item.title.strip():
            yield say("FMT-25", "must", place, "附件没有标题", "附件标题与附件说明必须一致", part)
        elif item.title.strip()[-1] in END_MARKS:
            yield say("FMT-18", "must", place, f"附件名称“{item.title}”末尾有标点", "去掉末尾的标点", part)
        if re.match(r"\s*附件\d*", item.title):
            yield say("FMT-25", "must", place, f"附件名称“{item.title}”自带了“附件”字样", "删去，附件序号由系统编排", part)
        if item.title.startswith("《"):
            yield say("FMT-18", "practice", place, "附件名称加了书名号", "附件说明里的名称不加书名号", part)
        if not item.blocks:
            yield say("FMT-25", "normally", place, f"附件“{item.title}”没有内容", "补上内容，或删去这个附件", part)
    text = "\n".join(blocks_text(paper.blocks))
    numbers = [int(number) for number in re.findall(r"见附件(\d+)", text)]
    if re.search("[见详]附件", text) and not paper.attachments:
        yield say("FMT-25", "must", "附件", "正文说“见附件”，但没有附件", "补上附件，或改正正文")
    elif paper.attachments and any(not 1 <= number <= len(paper.attachments) for number in numbers):
        yield say("FMT-25", "must", "附件", "正文提到的附件序号超出了附件个数", "核对附件序号")


def _ending(paper: OfficialPaper) -> Iterator[Finding]:
    if paper.form in ("general", "upward", "letter", "announcement"):
        if not paper.signature:
            yield say("FMT-20", "must", "署名", "没有发文机关署名", "填写署名机关")
        if not paper.date:
            yield say("FMT-19", "must", "成文日期", "没有成文日期", "填写签发日期或会议通过日期")
    if paper.form == "resolution" and not paper.pass_note and paper.kind in ("决议", "决定"):
        yield say("FMT-19", "practice", "题注", "没有写明何时由什么会议通过", "在标题下注明通过的日期和会议")
    if re.match(r"^[（(].*[）)]$", paper.note):
        yield say("FMT-24", "must", "附注", "附注自带了括号", "去掉括号，括号由系统统一加")
    for name in paper.cc:
        if name and name[-1] in END_MARKS:
            yield say("FMT-28", "normally", "抄送", f"“{name}”末尾多了标点", "去掉标点，句号由系统统一加")
    if paper.form == "minutes" and not any(row.label.startswith("出席") for row in paper.attendance):
        yield say("FMT-34", "practice", "出席情况", "纪要没有出席人员名单", "列出出席、请假、列席人员")
    yield from _closing(paper)


def _closing(paper: OfficialPaper) -> Iterator[Finding]:
    words, sample = CLOSING_KINDS.get(paper.kind, ((), ""))
    if words and paper.blocks and not any(word in "\n".join(blocks_text(paper.blocks)) for word in words):
        yield say("DOC-18", "practice", "正文", f"没有与“{paper.kind}”相应的结束语", f"例如：{sample}")


def _tone(paper: OfficialPaper) -> Iterator[Finding]:
    """Letters go to organs that are not subordinate: no command tone; quoted papers by title first."""
    text = "\n".join(blocks_text(paper.blocks))
    if paper.form == "letter" and paper.kind not in ("函", "通知", "意见", "通报"):
        yield say("DOC-08", "must", "标题", f"用信函格式发“{paper.kind}”", "与不相隶属的机关行文用“函”")
    if paper.kind == "函" and (found := COMMANDING.search(text)):
        yield say("DOC-08", "normally", "正文", f"函里用了命令的口气（“{found[0]}”）", "改为商请的口气，例如“请予支持”")
    if found := LOOSE_QUOTE.search(text):
        yield say("DOC-17", "practice", "正文", f"引用公文先写了字号（“{found[0]}”）", "先写标题，再在括号里写字号")
