"""The way of a resignation: the letter, the decision of the congress (or, where the place allows it, of the presidium
between sessions and the congress afterwards), the end of the post."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, State, Transition
from renda.modules.elections.procedure import conditions as on
from renda.modules.elections.procedure import needs

RECEIVED, INTERIM, VOTING, ACCEPTED = "received", "interim", "voting", "accepted"
REFUSED, CLOSED, WITHDRAWN = "refused", "closed", "withdrawn"
LAW, RECESS = "resignation-of-officials", "resignation-recess-local"

RESIGNATION = Procedure(
    key="resignation",
    label="辞职",
    model="elections.Resignation",
    states=(
        State(RECEIVED, "已收到辞职书", "waiting"),
        State(INTERIM, "主席团已决定，待大会确认", "waiting", main=False),
        State(VOTING, "大会表决", "doing"),
        State(ACCEPTED, "接受辞职", "waiting", main=False),
        State(REFUSED, "没有接受", "withheld", main=False),
        State(CLOSED, "已结案", "done", closed=True),
        State(WITHDRAWN, "本人撤回", "withheld", closed=True, main=False),
    ),
    transitions=(
        Transition("receive", "登记辞职书", (NEW,), RECEIVED, "resignation.manage", needs=needs.RESIGN, law=(LAW, RECESS), sentence="登记辞职书：{object}"),
        Transition("presidium_decides", "主席团决定", (RECEIVED,), INTERIM, "resignation.manage", needs=needs.PRESIDIUM_DECIDES, when=on.to_presidium, law=(RECESS,),
            then=("refuse_interim",), notices=("resignation.decided",), sentence="主席团决定：{object}"),
        Transition("refuse_interim", "主席团没有接受", (INTERIM,), REFUSED, "resignation.auto_refuse_interim", by_hand=False, when=on.not_passed, sentence="主席团没有接受：{object}"),
        Transition("put_to_vote", "提请大会表决", (RECEIVED, INTERIM), VOTING, "resignation.manage", needs=needs.VOTE_ON, when=on.to_congress, law=(LAW,), sentence="提请大会表决：{object}"),
        Transition("take_result", "记下表决结果", (VOTING,), STAY, "resignation.auto_take_result", by_hand=False, then=("accept", "refuse"), law=(LAW,), sentence="表决：{object}"),
        Transition("accept", "大会接受", (VOTING,), ACCEPTED, "resignation.auto_accept", by_hand=False, when=on.passed, notices=("resignation.decided",), sentence="大会接受：{object}"),
        Transition("refuse", "大会没有接受", (VOTING,), REFUSED, "resignation.auto_refuse", by_hand=False, when=on.not_passed, notices=("resignation.decided",), sentence="大会没有接受：{object}"),
        Transition("call_off", "这次表决不算，重新准备", (VOTING,), RECEIVED, "resignation.manage", needs=(needs.REASON,), sentence="表决不算：{object}，{reason}"),
        Transition("end_post", "终止任职", (INTERIM, ACCEPTED), STAY, "resignation.appoint", needs=needs.END_POST, when=lambda one: one.appointment.until_on is None,
            sentence="终止任职：{object}", confirm="这个人的任职到填写的最后一天为止。"),
        Transition("close", "结案归档", (ACCEPTED, REFUSED), CLOSED, "resignation.manage", seals=True, sentence="结案归档：{object}", confirm="案卷封存，以后只能查看。"),
        Transition("withdraw", "本人撤回辞职", (RECEIVED,), WITHDRAWN, "resignation.manage", needs=(needs.REASON,), sentence="撤回：{object}，{reason}"),
    ),
    contents=(Required("letter", "辞职书"), Required("decision", "接受辞职的决定", when=lambda one: one.confirmed_on is not None)),
    retention=lambda resignation: "archive-retention-session-core",
    actions="renda.modules.elections.actions.resignation",
)  # fmt: skip
