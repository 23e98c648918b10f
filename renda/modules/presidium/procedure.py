"""The way of a meeting of the presidium and of each of its decisions."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Need, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.presidium import conditions as on

PLANNED, CALLED, OPENED, HELD, FILED, CALLED_OFF = "planned", "called", "opened", "held", "filed", "called_off"
OPEN, CARRIED_OUT, DROPPED = "open", "carried_out", "dropped"
PREPARE = "presidium.prepare"

TOPICS = Need("topics", "议题", "long", max_length=4000, help="一行写一个议题。", example="听取镇政府关于饮水安全的专项工作报告")
MEETING = (
    Need("held_on", "会议日期", "date"),
    Need("starts", "几点", max_length=20, example="上午9时"),
    Need("venue", "地点", max_length=80, example="镇人大会议室"),
    TOPICS,
    Need("observers", "列席人员", "long", required=False, max_length=500, example="镇长陈志明，水务站站长马骏"),
    Need("is_extra", "这是临时召开的会议", "boolean", required=False),
    Need("proposers", "几位成员联名提议", "number", required=False, help="临时召开、由成员联名提议的才填。"),
    Need("cause", "为什么临时召开", "long", required=False, max_length=300),
)
OPENING = (
    Need("host", "主持人", "member"),
    Need("present", "到会的成员", "members", help="到了的打勾。"),
    Need("excused", "请了假的成员", "members", required=False, help="没有到、也没有请假的不用选，会记作缺席。"),
    Need("note", "请假说明", "long", required=False, max_length=300, example="孙长林：住院"),
)
RECORD = (
    Need("topic", "哪个议题", "choice", choices=on.topics_of),
    Need("discussion", "讨论情况", "long", max_length=4000, example="会议听取了专项工作报告，认为管网改造进度偏慢。"),
    Need("outcome", "作出的决定", "long", required=False, max_length=2000, help="只听取、没有作决定的不填。"),
    Need("in_favour", "赞成几人", "number", required=False, help="作出决定的要填。"),
    Need("against", "反对几人", "number", required=False),
    Need("abstained", "弃权几人", "number", required=False),
    Need("unit", "由谁承办", "unit", required=False, help="不选就是人大办自己办。"),
    Need("due_on", "哪天以前完成", "date", required=False, help="要跟踪落实的才填。"),
)

MEETINGS = register(
    Procedure(
        key="presidium",
        label="主席团会议",
        model="presidium.Meeting",
        states=(
            State(PLANNED, "已安排", "later"),
            State(CALLED, "已通知", "later"),
            State(OPENED, "正在开会", "doing"),
            State(HELD, "待归档", "waiting"),
            State(FILED, "已归档", "done", closed=True),
            State(CALLED_OFF, "不开了", "withheld", closed=True, main=False),
        ),
        transitions=(
            Transition("plan", "安排会议", (NEW,), PLANNED, PREPARE, needs=MEETING, law=("presidium-meeting-frequency", "presidium-extra-meeting")),
            Transition("change", "改安排", (PLANNED, CALLED), PLANNED, PREPARE, needs=MEETING, notices=("presidium.changed",), sentence="改主席团会议的安排：{object}"),
            Transition(
                "call", "通知成员", (PLANNED,), CALLED, PREPARE, notices=("presidium.called",), law=("presidium-meeting-observers",),
                confirm="会议通知放进案卷，成员马上收到消息。", sentence="通知主席团成员：{object}",
            ),
            Transition(
                "open", "开会，登记到会", (PLANNED, CALLED), OPENED, PREPARE, needs=OPENING, law=("presidium-quorum",),
                sentence="主席团开会：{object}",
            ),
            Transition(
                "record", "记录一个议题", (OPENED,), STAY, PREPARE, needs=RECORD, when=on.something_to_record, law=("presidium-decision-majority",),
                sentence="记录议题：{object}",
            ),
            Transition(
                "close", "散会，出纪要", (OPENED,), HELD, PREPARE, when=on.everything_recorded,
                starts=(StartsDeadline("next", "presidium-meeting-frequency", "下一次主席团会议", PREPARE, start=lambda step: step.matter.held_on, name=lambda step: "max_gap"),),
                confirm="会议纪要按记录生成，放进案卷。", sentence="散会：{object}",
            ),
            Transition("keep", "放进案卷", (PLANNED, CALLED, OPENED, HELD), STAY, PREPARE, needs=(
                Need("title", "材料名称", max_length=120, example="签到册"), Need("files", "材料文件", "files")), sentence="放进案卷：{object}"),
            Transition("file", "归档", (HELD,), FILED, PREPARE, seals=True, confirm="案卷封存，以后只能查看，不能再改。"),
            Transition(
                "call_off", "不开了", (PLANNED, CALLED), CALLED_OFF, PREPARE, needs=(Need("reason", "为什么不开", "long", max_length=300),),
                notices=("presidium.called_off",), sentence="主席团会议不开了：{object}，{reason}",
            ),
        ),
        contents=(Required("notice", "会议通知"), Required("minutes", "会议纪要")),
        retention=lambda meeting: "archive-retention-session-core",
        actions="renda.modules.presidium.actions.meeting",
    )
)  # fmt: skip

DECISIONS = register(
    Procedure(
        key="decision",
        label="主席团决定",
        model="presidium.Decision",
        states=(
            State(OPEN, "正在落实", "doing"),
            State(CARRIED_OUT, "已落实", "done", closed=True),
            State(DROPPED, "不再落实", "withheld", closed=True, main=False),
        ),
        transitions=(
            Transition(
                "make", "作出决定", (NEW,), OPEN, "decision.auto_make", by_hand=False, notices=("presidium.decided",), sentence="作出决定：{object}",
                starts=(StartsDeadline("carry_out", "presidium-checks-decisions", "落实主席团决定", "decision.follow",
                                       day=lambda step: step.matter.due_on, unit=on.executors, internal=True),),
            ),
            Transition("progress", "记进展", (OPEN,), STAY, "decision.follow", needs=(Need("progress", "进展", "long", max_length=2000),)),
            Transition(
                "postpone", "改完成日期", (OPEN,), STAY, PREPARE, needs=(Need("due_on", "改到哪天", "date"), Need("reason", "为什么改", "long", max_length=300)),
                sentence="改完成日期：{object}，{reason}",
            ),
            Transition(
                "finish", "登记落实结果", (OPEN,), CARRIED_OUT, PREPARE, meets=("carry_out",),
                needs=(Need("done_on", "哪天落实的", "date"), Need("result", "结果怎样", "long", max_length=2000), Need("files", "证明材料", "files", required=False)),
                sentence="决定已落实：{object}",
            ),
            Transition(
                "drop", "不再落实", (OPEN,), DROPPED, PREPARE, cancels=("carry_out",), needs=(Need("reason", "为什么", "long", max_length=300),),
                sentence="不再落实：{object}，{reason}",
            ),
        ),
        retention=lambda decision: "archive-retention-supervision",
        actions="renda.modules.presidium.actions.decision",
    )
)  # fmt: skip
