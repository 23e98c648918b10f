"""The way of one unit: told, its report, talks and visits, voted on, opinion letter, its plan, its result, looked at, voted on again."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Need, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.appraisals import conditions as on
from renda.modules.appraisals.procedure import needs
from renda.modules.appraisals.rules import LONGEST, SECOND, STEPS

NAMED, NOTIFIED, RATED, PLANNING, DOING = "named", "notified", "rated", "planning", "doing"
RESULTED, REVOTE, SETTLED, DROPPED = "resulted", "revote", "settled", "dropped"
PREPARE, ANSWER, NOTE, RECHECK = (
    "appraisal.prepare",
    "appraised.answer",
    "appraised.note",
    "appraised.recheck",
)
LAST_STRETCH = (PLANNING, DOING, RESULTED)
REPORT_DUE = StartsDeadline("report", STEPS, "送工作报告", ANSWER, day=on.report_day, unit=on.owners)
PLAN_DUE = StartsDeadline(
    "plan", STEPS, "报整改方案", ANSWER, name=lambda step: "plan_within", unit=on.owners
)
RESULT_DUE = StartsDeadline(
    "rectify", LONGEST, "报整改结果", ANSWER, name=lambda step: "default", unit=on.owners
)
VOTE_DUE = StartsDeadline("second_vote", SECOND, "再次测评", PREPARE, name=lambda step: "within")

TRANSITIONS = (
    Transition("name", "列为受评单位", (NEW,), NAMED, "appraised.auto_name", by_hand=False, sentence="列为受评单位：{object}"),
    Transition("team", "定走访小组", (NAMED, NOTIFIED), STAY, PREPARE, needs=needs.TEAM, sentence="定走访小组：{object}"),
    Transition("notify", "发预告通知", (NAMED,), NOTIFIED, "appraised.auto_notify", by_hand=False, starts=(REPORT_DUE,), notices=("appraised.announced",), sentence="发预告通知：{object}"),
    Transition("report", "送工作报告", (NOTIFIED,), STAY, ANSWER, needs=needs.REPORT, meets=("report",), notices=("appraised.came",), sentence="送来工作报告：{object}"),
    Transition("note", "记座谈、走访", (NOTIFIED,), STAY, NOTE, needs=needs.NOTE, sentence="记走访调查：{object}"),
    Transition("print_slips", "印问卷条", (NOTIFIED,), STAY, PREPARE, needs=(Need("count", "张数", "number"),), by_hand=False, sentence="印问卷条{count}张：{object}"),
    Transition("rate", "记测评结果", (NOTIFIED,), RATED, "appraised.auto_rate", by_hand=False, cancels=("report",), sentence="记测评结果：{object}"),
    Transition("list_demand", "写一条整改意见", (RATED,), STAY, PREPARE, needs=needs.LIST_DEMAND, sentence="写整改意见：{object}，{ask}"),
    Transition(
        "opinion", "送达意见书", (RATED,), PLANNING, PREPARE, needs=needs.OPINION, starts=(PLAN_DUE, RESULT_DUE), law=(STEPS, LONGEST), notices=("appraised.letter",),
        sentence="送达评议意见书：{object}", confirm="意见书按记录生成，编号，放进案卷；受评单位马上收到消息，整改方案和整改结果的期限开始算。",
    ),
    Transition("hand_in_plan", "报整改方案", (PLANNING,), DOING, ANSWER, needs=needs.HAND_IN_PLAN, meets=("plan",), notices=("appraised.came",), sentence="报整改方案：{object}",
               hint="先把每条整改意见的措施、责任人、完成日期写好。"),
    Transition("check", "记跟踪检查", LAST_STRETCH, STAY, NOTE, needs=needs.NOTE[1:], sentence="记跟踪检查：{object}"),
    Transition(
        "press", "发继续整改通知", LAST_STRETCH, STAY, PREPARE, needs=needs.PRESS, notices=("appraised.pressed",), when=on.something_is_left, sentence="发继续整改通知：{object}",
        confirm="生成整改通知，编号，放进案卷；受评单位马上收到消息。",
    ),
    Transition("hand_in_result", "报整改结果", (DOING,), RESULTED, ANSWER, needs=needs.HAND_IN_RESULT, meets=("rectify",), notices=("appraised.came",), sentence="报整改结果：{object}",
               hint="先把每条整改意见的结果和证明报齐。"),
    Transition("settle", "复查完毕", (RESULTED,), SETTLED, RECHECK, needs=needs.SETTLE, when=on.done_for_good, seals=True, sentence="复查完毕：{object}"),
    Transition("to_second", "复查完毕，等再次测评", (RESULTED,), REVOTE, RECHECK, needs=needs.SETTLE, when=on.done_for_now, starts=(VOTE_DUE,), law=(SECOND,), sentence="复查完毕，等再次测评：{object}"),
    Transition("rate_again", "记再次测评结果", (REVOTE,), STAY, "appraised.auto_rate_again", by_hand=False, meets=("second_vote",), then=("clear", "fail"), sentence="记再次测评结果：{object}"),
    Transition("clear", "再次测评达到", (REVOTE,), SETTLED, "appraised.auto_clear", by_hand=False, when=on.is_good_now, seals=True, sentence="再次测评达到：{object}"),
    Transition("fail", "再次测评没有达到", (REVOTE,), RATED, "appraised.auto_fail", by_hand=False, sentence="再次测评没有达到：{object}"),
    Transition("pass_up", "报党委和上级处理", (RATED,), SETTLED, PREPARE, needs=needs.PASS_UP, when=on.was_voted_twice, seals=True, sentence="报党委和上级处理：{object}"),
    Transition("end", "整个评议不办了", (NAMED, NOTIFIED), DROPPED, "appraised.auto_end", needs=(needs.REASON,), by_hand=False, cancels=("*",), sentence="不再评议：{object}，{reason}"),
    Transition("drop", "不再评议这个单位", (NAMED, NOTIFIED), DROPPED, PREPARE, needs=(needs.REASON,), cancels=("*",), when=on.is_not_the_last, sentence="不再评议：{object}，{reason}"),
)  # fmt: skip

register(
    Procedure(
        key="appraised",
        label="评议单位",
        model="appraisals.Appraised",
        states=(
            State(NAMED, "待发通知", "waiting"),
            State(NOTIFIED, "准备报告", "doing"),
            State(RATED, "待送意见书", "waiting"),
            State(PLANNING, "待报整改方案", "doing"),
            State(DOING, "正在整改", "doing"),
            State(RESULTED, "待复查", "waiting"),
            State(REVOTE, "待再次测评", "waiting"),
            State(SETTLED, "办结", "done", closed=True),
            State(DROPPED, "不再评议", "withheld", closed=True, main=False),
        ),
        transitions=TRANSITIONS,
        contents=(Required("notice", "预告通知"), Required("letter", "评议意见书"), Required("plan", "整改方案"), Required("result", "整改情况报告")),
        retention=lambda appraised: "archive-retention-supervision",
        actions="renda.modules.appraisals.actions.appraised",
    )
)  # fmt: skip
