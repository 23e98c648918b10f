"""The data the steps take, named once so that the same question reads the same everywhere."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Need
from renda.modules.suggestions.models.handling import Way
from renda.modules.suggestions.models.judging import Addressed, Attitude
from renda.modules.suggestions.models.suggestion import BillOutcome, Channel, Kind, ResultClass, Urgency

CONTENT = (
    Need("kind", "类型", "choice", choices=Kind.choices),
    Need("title", "标题（案由）", example="关于硬化李家湾至学校道路的建议", help="一件建议只说一件事。", max_length=200),
    Need("facts", "情况和理由", "long", help="写清楚什么事、在哪里、影响多少人、多久了。", max_length=6000),
    Need("place", "地点", required=False, example="李家湾村三组", max_length=120),
    Need("ask", "具体建议", "long", help="希望怎么办，由谁来办，一条一条写。", max_length=4000),
    Need("village", "所在村（社区）", "village", required=False),
    Need("cosigners", "联名代表", "deputies", required=False, help="由每位代表自己确认后才算联名。"),
    Need("confidential", "内容不宜公开", "boolean", required=False),
    Need("opinions", "来源（群众意见）", "opinions", required=False),
    Need("files", "照片和附件", "files", required=False),
)
#: A draft may be as unfinished as it likes; only the title is wanted, to find it again.
DRAFT = tuple(
    need if need.key in ("kind", "title") else Need(**{**need.__dict__, "required": False}) for need in CONTENT
)
ENTRY = (
    Need("author", "领衔代表", "deputy"),
    Need("submitted_on", "代表提交日期", "date"),
    Need("channel", "提出时间", "choice", choices=Channel.choices),
    Need("session", "会议", "session", required=False, help="大会期间提出的，选哪一次会议。"),
    *CONTENT,
)
REASON = Need("reason", "理由", "long", max_length=500)
CATEGORY = Need("category", "类别", "category")
URGENCY = Need("urgency", "缓急", "choice", choices=Urgency.choices)
LEAD = Need("lead_unit", "主办单位", "unit")
SUPPORT = Need("support_units", "协办单位", "units", required=False)
BEYOND = Need("beyond_powers", "超出镇级权限，需要向上反映", "boolean", required=False)
GATE = Need("gate", "把关意见", "gate", required=False)
COMPLEX = Need("is_complex", "涉及面广、办理难度大", "boolean", required=False, help="勾选后按复杂建议的期限办理。")
UNIT = Need("unit", "单位", "unit", required=False)
CONSULTATION = (
    Need("held_on", "面商日期", "date"),
    Need("way", "方式", "choice", choices=Way.choices),
    Need("place", "地点", required=False, max_length=80),
    Need("present", "参加人员", max_length=200),
    Need("content", "沟通情况", "long"),
    Need("deputy_view", "代表的意见", "long", required=False),
    Need("files", "照片和附件", "files", required=False),
    UNIT,
)
EXTENSION = (
    Need("reason", "延期理由", "long"),
    Need("measures", "接下来怎么办", "long"),
    Need("latest_on", "最迟办理日期", "date"),
    UNIT,
)
REPLY = (
    Need("asked", "所提内容", "long", help="先把代表提的事说一遍，一条不落。"),
    Need("done", "已经办了什么", "long", help="写实际做了的事，带日期和数量。"),
    Need("planned", "计划办什么", "long", required=False, help="没有可以不写。"),
    Need("promises", "承诺事项和完成日期", "promises", required=False, help="每一项写清楚哪天之前办完，会记入承诺台账。"),
    Need("cannot", "不能办的和原因", "long", required=False),
    Need("result", "办理结果", "choice", choices=ResultClass.choices),
    Need("passed_up_to", "向哪个部门反映", required=False, help="结果是“超越权限向上反映”的才填。", max_length=80),
    Need("contact", "联系人", max_length=40),
    Need("contact_phone", "联系电话", "phone", max_length=30),
    Need("signer", "签发人", max_length=40),
    Need("files", "照片和附件", "files", required=False),
    UNIT,
)
BILL_DECISION = (
    Need("outcome", "大会的决定", "choice", choices=BillOutcome.choices),
    Need("decided_on", "决定日期", "date"),
    Need("decision", "决定内容", "long", help="写清楚会议怎么表决的、决定了什么、交给谁办。"),
    Need("files", "决议、决定或表决结果的扫描件", "files", required=False),
)
VERDICT = (
    Need("attitude", "对办理态度", "choice", choices=Attitude.choices),
    Need("outcome", "对办理结果", "choice", choices=Attitude.choices),
    Need("addressed", "答复有没有回答您提的问题", "choice", choices=Addressed.choices),
    Need("comment", "您的意见", "long", required=False, help="不满意的，请说说还差在哪里。"),
)
PUBLIC_TEXT = (
    Need("title", "公开标题", max_length=200),
    Need("ask", "公开的建议内容", "long", max_length=6000),
    Need("reply", "公开的答复内容", "long", max_length=6000),
)
PROOF = (
    Need("proof", "完成情况", "long", help="写清楚哪天、在哪里、做成了什么。"),
    Need("files", "现场照片或材料", "files", required=False),
)
HELD = (
    Need("held_on", "开展日期", "date"),
    Need("place", "地点", max_length=80),
    Need("present", "参加人员", max_length=300),
    Need("summary", "情况记录", "long", max_length=6000),
    Need("opinions", "提出的意见", "long", required=False),
    Need("files", "照片和附件", "files", required=False),
)
