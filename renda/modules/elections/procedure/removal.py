"""The way of a removal motion: movers, grounds, the person told and heard, put to the congress, voted in secret."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, State, Transition
from renda.modules.elections.procedure import conditions as on
from renda.modules.elections.procedure import needs

COLLECTING, HANDED_IN, PUT, VOTING = "collecting", "handed_in", "put", "voting"
PASSED, REJECTED, CLOSED, WITHDRAWN = "passed", "rejected", "closed", "withdrawn"
PROPOSAL, DEFENCE, MAJORITY = "removal-of-officials-proposal", "removal-reasons-and-defence", "removal-of-officials-vote"

REMOVAL = Procedure(
    key="removal",
    label="罢免案",
    model="elections.Removal",
    states=(
        State(COLLECTING, "征集签名", "doing"),
        State(HANDED_IN, "已提交主席团", "waiting"),
        State(PUT, "提请大会审议", "waiting"),
        State(VOTING, "表决计票", "doing"),
        State(PASSED, "通过，待公告", "waiting", main=False),
        State(REJECTED, "没有通过", "withheld", main=False),
        State(CLOSED, "已结案", "done", closed=True),
        State(WITHDRAWN, "已撤回", "withheld", closed=True, main=False),
    ),
    transitions=(
        Transition("move", "提出罢免案", (NEW,), COLLECTING, "removal.move", needs=needs.MOVE_REMOVAL, law=(PROPOSAL, DEFENCE), sentence="提出{object}"),
        Transition("sign", "签名联名", (COLLECTING,), STAY, "removal.sign", when=on.by_deputies, law=(PROPOSAL,), sentence="联名签名：{object}"),
        Transition("enter_signatures", "登记纸面签名", (COLLECTING,), STAY, "removal.manage", needs=(needs.SIGNERS, needs.FILES), when=on.by_deputies, law=(PROPOSAL,),
            sentence="登记签名：{object}"),
        Transition("unsign", "撤回签名", (COLLECTING,), STAY, "removal.sign", needs=(needs.MOVERS_BACK,), when=on.by_deputies, sentence="撤回签名：{object}"),
        Transition("hand_in", "提交主席团", (COLLECTING,), HANDED_IN, "removal.move", law=(PROPOSAL,), sentence="提交主席团：{object}",
            confirm="签名人数按提交当天在任的代表核对。"),
        Transition("tell", "告知本人并告知申辩权", (HANDED_IN,), STAY, "removal.manage", needs=needs.TELL, law=(DEFENCE,), notices=("removal.told",), sentence="告知本人：{object}"),
        Transition("defend", "登记申辩", (HANDED_IN, PUT), STAY, "removal.manage", needs=needs.DEFEND, law=(DEFENCE,), sentence="登记申辩：{object}"),
        Transition("distribute", "申辩印发会议", (HANDED_IN, PUT), STAY, "removal.manage", needs=needs.DISTRIBUTE, when=on.has_defence_to_give_out, law=(DEFENCE,),
            sentence="申辩意见印发会议：{object}"),
        Transition("put", "提请大会审议", (HANDED_IN,), PUT, "removal.manage", needs=(needs.ROUND[0],), law=(PROPOSAL, DEFENCE), sentence="提请大会审议：{object}"),
        Transition("vote", "付表决", (PUT,), VOTING, "removal.manage", needs=needs.VOTE, law=(MAJORITY, DEFENCE), sentence="付表决：{object}"),
        Transition("take_result", "记下表决结果", (VOTING,), STAY, "removal.auto_take_result", by_hand=False, then=("carry", "reject"), law=(MAJORITY,), sentence="表决：{object}"),
        Transition("carry", "通过", (VOTING,), PASSED, "removal.auto_carry", by_hand=False, when=on.passed, sentence="通过：{object}"),
        Transition("reject", "没有通过", (VOTING,), REJECTED, "removal.auto_reject", by_hand=False, when=on.not_passed, sentence="没有通过：{object}"),
        Transition("call_off", "这次表决不算，重新准备", (VOTING,), PUT, "removal.manage", needs=(needs.REASON,), sentence="表决不算：{object}，{reason}"),
        Transition("end_post", "公告并终止任职", (PASSED,), CLOSED, "removal.appoint", needs=needs.END_POST, seals=True, notices=("removal.decided",), sentence="终止任职：{object}",
            confirm="这个人的任职到填写的最后一天为止，案卷封存。"),
        Transition("close", "结案归档", (REJECTED,), CLOSED, "removal.manage", seals=True, notices=("removal.decided",), sentence="结案归档：{object}", confirm="案卷封存，以后只能查看。"),
        Transition("withdraw", "撤回罢免案", (COLLECTING, HANDED_IN, PUT), WITHDRAWN, "removal.move", needs=(needs.REASON,), sentence="撤回：{object}，{reason}"),
    ),
    contents=(Required("motion", "罢免案"), Required("count", "表决结果报告单"), Required("announcement", "公告", when=on.passed)),
    retention=lambda removal: "archive-retention-session-core",
    actions="renda.modules.elections.actions.removal",
)  # fmt: skip
