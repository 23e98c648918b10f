"""How the elements of an official paper look in plain text (GB/T 9704-2012, clause 7, in our own patterns)."""

from __future__ import annotations

import re

CHINESE_DIGITS = "〇○零一二三四五六七八九十"
YEAR = rf"(?:\d{{4}}|[{CHINESE_DIGITS}]{{4}})"
DAY = rf"{YEAR}年\s?[\d{CHINESE_DIGITS}X×]{{1,3}}月\s?[\d{CHINESE_DIGITS}X×]{{1,3}}[日号]"

FULL_DATE = re.compile(rf"^{DAY}$")
PAPER_NUMBER = re.compile(r"^[\u4e00-\u9fa5]{1,12}(?:[（(][\u4e00-\u9fa5]{1,6}[）)])?\s?[〔\[［【（(]\s?\d{4}\s?[〕\]］】）)]\s?(?:第\s?)?\d+\s?号$")
PLAIN_NUMBER = re.compile(rf"^[（(]?(?:总?第\s?[\d{CHINESE_DIGITS}百]+\s?[号期])[）)]?$")
URGENCY = {"特急": "特急", "加急": "加急", "特 急": "特急", "加 急": "加急", "特　急": "特急", "加　急": "加急"}
SIGNERS = re.compile(r"签发人\s*[：:]\s*(.+)$")
MARK_END = re.compile(r"(?:文\s*件|纪\s*要|公\s*告|简\s*报)$")
PASS_NOTE = re.compile(rf"^[（(].*(?:{DAY}|通过|审议|讨论稿|草案|征求意见稿|送审稿).*[）)]$", re.DOTALL)
SALUTATION = re.compile(r"^(?:尊敬的)?(?:各位)?[^。；！？]{1,150}[：:]$")

TITLE_ENDS = (
    "报告 决议 决定 命令 公报 公告 通告 意见 通知 通报 请示 批复 议案 函 纪要 办法 方案 细则 规则 规定 制度 总结 计划 要点 讲话 致辞 主持词 "
    "开幕词 闭幕词 议程 日程 名单 名册 建议 简报 倡议书 承诺书 通知书 反馈书 意见书 告知书 说明 安排 须知 守则 汇报 报告单 情况 选票 清单 目录 记录 稿"
).split()
TITLE = re.compile(rf"(?:{'|'.join(TITLE_ENDS)})(?:[（(][^（）()]{{1,20}}[）)])?$")

HEADINGS = (
    (1, re.compile(r"^([一二三四五六七八九十百]+)\s?([、.．])\s*(?=\S)")),
    (2, re.compile(r"^[（(]([一二三四五六七八九十百]+)[）)]([、.．]?)\s*(?=\S)")),
    (3, re.compile(r"^(\d{1,2})\s?([.．、])\s*(?![\d])(?=\S)")),
    (4, re.compile(r"^[（(](\d{1,2})[）)]([、.．]?)\s*(?=\S)")),
)
DASH = re.compile(r"^(?:——|—|－－|--)\s*(?=\S)")

ATTACHMENT_NOTE = re.compile(r"^附\s*件\s*[：:]\s*(?:(\d{1,2})\s*[.．、]\s*)?(\S.*)$", re.DOTALL)
NOTE_ITEM = re.compile(r"^(\d{1,2})\s*[.．、]\s*(?!\d)(\S.*)$", re.DOTALL)
ATTACHMENT_HEAD = re.compile(rf"^附\s*(?:件|表)\s*([\d{CHINESE_DIGITS}]{{0,3}})\s*[：:]?$")
NOTE = re.compile(r"^[（(](.*(?:联系人|联系电话|此件|公开).*)[）)]$", re.DOTALL)
CC = re.compile(r"^抄\s*送\s*[：:]\s*(.+?)[。.]?$", re.DOTALL)
PRINTED = re.compile(rf"^(.*?)\s*({DAY})\s*印\s?发$", re.DOTALL)
ATTENDANCE = re.compile(r"^(出\s?席|请\s?假|列\s?席|缺\s?席|旁\s?听|主\s?持|记\s?录)(?:人员)?\s*[：:]\s*(\S.*)$", re.DOTALL)
ORGAN_END = re.compile(r"(?:委员会|主席团|政府|办公室|代表大会|人大|党委|委|办|局|所|站|中心|镇|乡|街道|村|社区|小组|组|会|院|部|团|公司|大队|支队|学校|医院)$")
SENTENCE = re.compile(r"[。；！？]")
PAGE_NUMBER = re.compile(r"^[—\-–－\s]*\d{1,4}[—\-–－\s]*$")
SIGNING_PERSON = re.compile(r"^[\u4e00-\u9fa5·\s\u3000]{2,20}$")
