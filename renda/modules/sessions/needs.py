"""The data the steps of a session take."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Need
from renda.law import session_plan
from renda.modules.sessions.filing_plan import ROLES

UNITS = (
    (session_plan.DAYS, "天（休息日也算）"),
    (session_plan.WORKING_DAYS, "个工作日"),
    (session_plan.MONTHS, "个月"),
)


def kind_choices(work=None) -> list[tuple[str, str]]:
    return [(one.key, one.label) for one in session_plan.kinds().values()]


KIND = Need("kind", "开什么会", "choice", choices=kind_choices)
OPENS = Need("opens_on", "开幕日期", "date")
CLOSES = Need("closes_on", "闭幕日期", "date", required=False, help="当天开完的不用填。")
REASON = Need("reason", "为什么改", "long", max_length=300, example="镇里防汛，推迟一周")
WHY_CANCELLED = Need("reason", "为什么撤销", "long", max_length=300, example="点错了，今年只开一次会")
START = (
    KIND, OPENS, CLOSES,
    Need("counted_from", "代表选举完成的日期", "date", required=False, help="换届后第一次会议要填，法定的开会期限从这一天算起。"),
    Need("cause", "为什么召集", "long", required=False, max_length=300, help="临时会议要填。"),
    Need("proposers", "几位代表提议", "number", required=False, help="主席团认为必要而召集的不用填。"),
)  # fmt: skip
NUMBER = Need("number", "第几次会议", "number")
PUBLISHED = Need("published_on", "哪天公布的", "date")
FILES = Need("files", "照片或扫描件", "files", required=False)
OPENING = (
    Need("began_on", "开幕日期", "date"),
    Need("present", "到会代表几人", "number", help="按签到的人数填，列席、请假的不算。"),
    Need(
        "count_note",
        "人数说明",
        "long",
        required=False,
        max_length=300,
        help="和签到人数不一样的，写明为什么。",
    ),
)
ENDED = Need("ended_on", "闭幕日期", "date")
OUTCOME = Need("outcome", "会议结果", "long", max_length=2000, example="通过决议4项，选举产生副镇长1名")
ROLE = Need("role", "放在哪一类", "choice", choices=ROLES)
TITLE = Need("title", "材料名称", max_length=120, example="第六次会议签到册")
TAKEN_FILES = Need("files", "材料文件", "files")
#: Of the checklist. ``step`` is the key of the row, ``label`` its words for the log.
STEP = Need("step", "哪一项", "text")
LABEL = Need("label", "做什么", max_length=120, example="请县人大领导到会")
STEP_LABEL = Need("label", "哪一项", required=False)
DONE_ON = Need("done_on", "哪天办好的", "date", required=False)
NOTE = Need("note", "说明", required=False, max_length=300)
WORDS = (
    LABEL,
    Need("who", "谁来做", required=False, max_length=60),
    Need("hint", "怎么做", "long", required=False, max_length=300),
    Need("count", "几天", "number"),
    Need("unit", "怎么数", "choice", choices=UNITS),
)
PHASE = Need("phase", "什么时候做", "choice", choices=(("before", "开幕以前"), ("after", "闭幕以后")))
