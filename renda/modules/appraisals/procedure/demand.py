"""The way of one thing to put right: written, the unit's measure and day, shown with proof, looked at, closed."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.appraisals import conditions as on
from renda.modules.appraisals.procedure import needs
from renda.modules.appraisals.rules import LONGEST

ASKED, DOING, SHOWN, CLOSED, DROPPED = "asked", "doing", "shown", "closed", "dropped"
PREPARE, ANSWER, RECHECK = "appraisal.prepare", "appraised.answer", "appraised.recheck"
DUE = StartsDeadline("mend", LONGEST, "整改", ANSWER, day=on.last_day, unit=on.owners)

register(
    Procedure(
        key="demand",
        label="评议整改意见",
        model="appraisals.Demand",
        states=(
            State(ASKED, "待定措施", "waiting"),
            State(DOING, "正在整改", "doing"),
            State(SHOWN, "待复查", "waiting"),
            State(CLOSED, "已销号", "done", closed=True),
            State(DROPPED, "不再要求", "withheld", closed=True, main=False),
        ),
        transitions=(
            Transition("list", "写整改意见", (NEW,), ASKED, "demand.auto_list", by_hand=False, sentence="写整改意见：{object}"),
            Transition("amend", "改文字", (ASKED,), STAY, PREPARE, needs=needs.LIST_DEMAND, when=on.is_not_sent, sentence="改整改意见：{object}"),
            Transition("drop", "不再要求", (ASKED, DOING), DROPPED, PREPARE, needs=(needs.REASON,), cancels=("mend",), sentence="不再要求：{object}，{reason}"),
            Transition("measure", "定措施", (ASKED,), DOING, ANSWER, needs=needs.MEASURE, when=on.is_sent, starts=(DUE,), law=(LONGEST,), sentence="定整改措施：{object}"),
            Transition("change", "改措施和日期", (DOING,), STAY, ANSWER, needs=needs.MEASURE, when=on.is_planning, law=(LONGEST,), sentence="改整改措施：{object}"),
            Transition("show", "报整改结果", (DOING,), SHOWN, ANSWER, needs=needs.SHOW, meets=("mend",), notices=("demand.shown",), when=on.plan_is_in, sentence="报整改结果：{object}"),
            Transition("close", "复查合格，销号", (SHOWN,), CLOSED, RECHECK, needs=needs.PASS, seals=True, sentence="复查合格，销号：{object}"),
            Transition("send_back", "没有改好，退回再改", (SHOWN,), DOING, RECHECK, needs=needs.FAIL, starts=(DUE,), notices=("demand.sent_back",), sentence="退回再改：{object}"),
        ),
        contents=(Required("proof", "整改证明材料"),),
        retention=lambda demand: "archive-retention-supervision",
        actions="renda.modules.appraisals.actions.demand",
    )
)  # fmt: skip
