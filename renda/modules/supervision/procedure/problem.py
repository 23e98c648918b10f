"""The way of one problem: listed, handed to its owner, shown as put right, looked at again, closed with proof."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.supervision import conditions as on
from renda.modules.supervision.procedure import needs

LISTED, DOING, SHOWN, CLOSED, DROPPED = "listed", "doing", "shown", "closed", "dropped"
RECHECK = "problem.recheck"
RULE = "inspection-report-feedback"
DUE = StartsDeadline("rectify", RULE, "整改", "problem.show", day=on.last_day, unit=on.owners)

register(
    Procedure(
        key="problem",
        label="检查发现的问题",
        model="supervision.Problem",
        states=(
            State(LISTED, "待交办", "waiting"),
            State(DOING, "正在整改", "doing"),
            State(SHOWN, "待复查", "waiting"),
            State(CLOSED, "已销号", "done", closed=True),
            State(DROPPED, "不再列为问题", "withheld", closed=True, main=False),
        ),
        transitions=(
            Transition("list", "列为问题", (NEW,), LISTED, "problem.auto_list", by_hand=False, sentence="列为问题：{object}"),
            Transition("amend", "改问题", (LISTED,), STAY, "inspection.prepare", needs=needs.PROBLEM, sentence="改问题：{object}"),
            Transition("drop", "不再列为问题", (LISTED, DOING), DROPPED, "inspection.prepare", needs=(needs.REASON,), cancels=("rectify",), sentence="不再列为问题：{object}，{reason}"),
            Transition(
                "assign", "交办", (LISTED,), DOING, "problem.auto_assign", by_hand=False, starts=(DUE,), notices=("supervision.assigned",), sentence="交办问题：{object}",
            ),
            Transition(
                "show", "报整改结果", (DOING,), SHOWN, "problem.show", needs=needs.SHOW, meets=("rectify",), notices=("supervision.shown",), sentence="报整改结果：{object}",
            ),
            Transition(
                "press", "发继续整改通知", (DOING,), STAY, "inspection.prepare", needs=needs.PRESS, when=on.is_behind, notices=("supervision.pressed",),
                sentence="发继续整改通知：{object}", confirm="生成整改通知，编号，放进案卷；整改单位马上收到消息。",
            ),
            Transition("move", "改整改期限", (DOING,), STAY, "inspection.prepare", needs=needs.MOVE, law=(RULE,), sentence="改整改期限：{object}，{reason}"),
            Transition("close", "复查合格，销号", (SHOWN,), CLOSED, RECHECK, needs=needs.PASS, seals=True, sentence="复查合格，销号：{object}"),
            Transition(
                "send_back", "没有改好，退回再改", (SHOWN,), DOING, RECHECK, needs=needs.FAIL, starts=(DUE,), notices=("supervision.sent_back",),
                sentence="退回再改：{object}",
            ),
        ),
        contents=(Required("proof", "整改证明材料"),),
        retention=lambda problem: "archive-retention-supervision",
        actions="renda.modules.supervision.actions.problem",
    )
)  # fmt: skip
