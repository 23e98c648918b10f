"""How the elements of official papers are written; loose patterns recognise them, strict ones judge them."""

from __future__ import annotations

import datetime
import re

KINDS = frozenset((
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
    "会议纪要", "建议、批评和意见",
))
KINDS_BY_LENGTH = tuple(sorted(KINDS - {"令"}, key=len, reverse=True))
TITLE_ENDS = (*KINDS_BY_LENGTH, "方案", "办法", "总结", "要点", "计划", "议程", "日程", "名单", "规则", "细则", "制度", "主持词", "开幕词", "闭幕词", "讲话", "简报", "发言")
NO_ADDRESSEES = frozenset(("公告", "通告", "决议", "公报", "纪要", "命令", "令"))
END_MARKS = "，。、；：！？,.;:!?"

NUMBER = re.compile(r"^[\u4e00-\u9fa5]{1,12}〔(?:19|20)\d{2}〕[1-9]\d{0,3}号$")
SERIAL = re.compile(r"^第[1-9]\d{0,3}(?:号|期)$")
WRONG_BRACKETS = re.compile(r"[\[\]［］()（）【】〖〗]")
LOOSE_NUMBER = re.compile(
    r"[\u4e00-\u9fa5]{1,12}\s*[〔\[［(（【〖﹝]\s*\d{2,4}\s*年?\s*[〕\]］)）】〗﹞]\s*第?\s*\d{1,4}\s*号?|^第?\s*\d{1,4}\s*[号期]$"
    r"|^[\u4e00-\u9fa5]{2,10}(?:发|函|字|办|主|议)\s*(?:19|20)\d{2}\s*年?\s*第?\s*\d{1,4}\s*号$"
)
NUMBER_ROW = re.compile(r"^[\u4e00-\u9fa5]{1,12}[〔\[［(（]\d{4}[〕\]］)）]\d{1,4}号$")
SERIAL_ROW = re.compile(r"^[（(]?(?:第[\d一二三四五六七八九十百]+[号期]|[\u4e00-\u9fa5]{1,12}〔\d{4}〕\d+号)[)）]?$")

DATE = re.compile(r"^((?:19|20)\d{2})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日$")
LOOSE_DATE = re.compile(
    r"^[\s\u3000]*(?:\d{2,4}|[〇○O零一二三四五六七八九]{2,4})\s*[年./\-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./\-]\s*[\d一二三四五六七八九十廿卅]{1,3}\s*日?[\s\u3000]*$"
)
ANY_DATE = re.compile(r"\d{2,4}年\d{1,2}月\d{1,2}日")
PASS_NOTE = re.compile(r"^[（(].{0,60}年.{0,60}(?:通过|批准|决定)[）)]$")

SECRECY = re.compile(r"^\s*(?:绝密|机密|秘密)(?:\s*★.*)?$")
SECRECY_ANYWHERE = re.compile(r"(?:绝密|机密|秘密)\s*★|^(?:绝密|机密|秘密)$", re.MULTILINE)
URGENCY = re.compile(r"^\s*(?:特急|加急|特提|平急|紧急|急件)(?:[\s\u3000\t].*)?$")
SIGNER = re.compile(r"签发人\s*([：:]?)\s*(.*)$")

CHINESE_DIGITS = "一二三四五六七八九十百零〇"
HEADING = {
    1: re.compile(rf"^[{CHINESE_DIGITS}]{{1,5}}[、.．，]"),
    2: re.compile(rf"^[（(][{CHINESE_DIGITS}]{{1,5}}[）)]"),
    3: re.compile(r"^\d{1,2}[.．、](?!\d)"),
    4: re.compile(r"^[（(]\d{1,2}[）)]"),
}
HEADING_ANY = re.compile("|".join(pattern.pattern for pattern in HEADING.values()))

NOTE_START = re.compile(r"^附\s*件\s*[：:]|^附\s*件\s*\d{1,2}\s*[：:.．、]|^附\s*[：:]")
NOTE_LINE = re.compile(r"^\d{1,2}\s*[.．、)）]\s*\S")
ATTACHMENT_LABEL = re.compile(r"^附\s*件\s*(\d{0,3}|[一二三四五六七八九十]{1,3})\s*[：:]?$")
BRACKETED = re.compile(r"^[（(].+[)）]$")
ATTENDANCE = re.compile(r"^(出席|请假|列席|缺席|主持|参加|记录)(?:人员|人)?\s*[：:]")
CC = re.compile(r"^抄\s*[送报]\s*[：:]?")
MOVED = re.compile(r"^主\s*送\s*[：:]")
PRINTED = re.compile(r"(?:19|20)?\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印\s*[发制]|印\s*发$")
ADDRESSED = re.compile(r"^[\u4e00-\u9fa5（）、，,]{2,80}(?:委员会|政府|人大|党委|单位|部门|各村|办公室|支部|代表|局|站|所|中心)$")
REQUEST = re.compile(r"请(?:予)?(?:批示|批复|批准|审批)|妥否")
ORGAN_END = ("委员会", "主席团", "办公室", "政府", "大会", "会议", "党委", "人大", "办", "局", "站", "所", "中心", "委", "组", "部", "会", "团", "院", "校", "公司")
SIGNED_LONGEST = 40


def looks_signed(words: str) -> bool:
    """Whether a short line above the date can be the name of an organ or a person."""
    return 0 < len(words) <= SIGNED_LONGEST and not words.endswith(tuple("。；，：！？")) and not HEADING_ANY.match(words)


def date_problem(value: str) -> str:
    """What is wrong with a written date, as a mend; empty when nothing is."""
    found = DATE.match(value)
    if not found:
        return "写作“2026年1月8日”：年份四位，月日前不加 0，用阿拉伯数字"
    try:
        datetime.date(*map(int, found.groups()))
    except ValueError:
        return "日历上没有这一天，请核对"
    return ""
