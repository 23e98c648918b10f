"""The way of a questioning motion: ten signers in session, the presidium says how it is answered, the movers judge."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, StartsDeadline, State, Transition
from renda.modules.elections.procedure import conditions as on
from renda.modules.elections.procedure import needs

COLLECTING, HANDED_IN, ANSWERING, ANSWERED, CLOSED, WITHDRAWN = "collecting", "handed_in", "answering", "answered", "closed", "withdrawn"
THRESHOLD, CONTENT, ANSWER, AGAIN = "questioning-threshold", "questioning-target-and-content", "questioning-answer", "questioning-reanswer"

AFTER_SESSION = StartsDeadline(
    "questioning_answer", "questioning-complex-after-session", "大会以后答复质询案", "questioning.manage",
    start=lambda step: step.matter.congress_session.closes_on, when=lambda step: bool(step.data.get("after_session")),
)  # fmt: skip

QUESTIONING = Procedure(
    key="questioning",
    label="质询案",
    model="elections.Questioning",
    states=(
        State(COLLECTING, "征集签名", "doing"),
        State(HANDED_IN, "待主席团决定答复方式", "waiting"),
        State(ANSWERING, "等待答复", "doing"),
        State(ANSWERED, "已答复，待代表表示意见", "waiting"),
        State(CLOSED, "已结案", "done", closed=True),
        State(WITHDRAWN, "已撤回", "withheld", closed=True, main=False),
    ),
    transitions=(
        Transition("move", "提出质询案", (NEW,), COLLECTING, "questioning.move", needs=needs.MOVE_QUESTIONING, law=(THRESHOLD, CONTENT), sentence="提出{object}"),
        Transition("sign", "签名联名", (COLLECTING,), STAY, "questioning.sign", law=(THRESHOLD,), sentence="联名签名：{object}"),
        Transition("enter_signatures", "登记纸面签名", (COLLECTING,), STAY, "questioning.manage", needs=(needs.SIGNERS, needs.FILES), law=(THRESHOLD,), sentence="登记签名：{object}"),
        Transition("unsign", "撤回签名", (COLLECTING,), STAY, "questioning.sign", needs=(needs.MOVERS_BACK,), sentence="撤回签名：{object}"),
        Transition("hand_in", "提交主席团", (COLLECTING,), HANDED_IN, "questioning.move", law=(THRESHOLD, CONTENT), notices=("questioning.handed_in",), sentence="提交主席团：{object}",
            confirm="签名人数按提交当天在任的代表核对。"),
        Transition("decide_form", "主席团决定答复方式", (HANDED_IN,), ANSWERING, "questioning.manage", needs=needs.ANSWER_FORM, starts=(AFTER_SESSION,), law=(ANSWER, "questioning-complex-after-session"),
            notices=("questioning.form_decided",), sentence="决定答复方式：{object}"),
        Transition("answer", "登记答复", (ANSWERING,), ANSWERED, "questioning.manage", needs=needs.ANSWER, meets=("questioning_answer",), law=(ANSWER, "questioning-movers-attend"),
            notices=("questioning.answered",), sentence="答复：{object}"),
        Transition("opine", "表示意见", (ANSWERED,), STAY, "questioning.opine", needs=needs.OPINION, when=on.opinions_wanted, law=(AGAIN,), sentence="对答复表示意见：{object}"),
        Transition("ask_again", "要求再答复", (ANSWERED,), HANDED_IN, "questioning.move", law=(AGAIN,), sentence="要求再答复：{object}"),
        Transition("close", "结案归档", (ANSWERED,), CLOSED, "questioning.manage", needs=(needs.REASON,), seals=True, sentence="结案归档：{object}", confirm="案卷封存，以后只能查看。"),
        Transition("withdraw", "撤回质询案", (COLLECTING, HANDED_IN, ANSWERING), WITHDRAWN, "questioning.move", needs=(needs.REASON,), cancels=("*",), sentence="撤回：{object}，{reason}"),
    ),
    contents=(Required("motion", "质询案"), Required("answer", "答复记录")),
    retention=lambda questioning: "archive-retention-session-core",
    actions="renda.modules.elections.actions.questioning",
)  # fmt: skip
