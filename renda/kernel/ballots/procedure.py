"""The way of a vote: prepared, open with a frozen roll, counted, agreed, declared, sealed. A wrong round is voided and
followed by a new one; no number is ever changed."""

from __future__ import annotations

from renda.kernel.ballots import conditions as on
from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Check, Need, Procedure, State, Transition
from renda.kernel.procedures.registry import register

PREPARED, OPEN, COUNTING, AGREED = "prepared", "open", "counting", "compared"
DECLARED, SEALED, VOIDED = "declared", "sealed", "void"

STATES = (
    State(PREPARED, "已准备", "later"),
    State(OPEN, "正在表决", "doing"),
    State(COUNTING, "正在计票", "doing"),
    State(AGREED, "待宣布", "waiting"),
    State(DECLARED, "已宣布", "done"),
    State(SEALED, "已封存", "done", closed=True),
    State(VOIDED, "已作废", "withheld", closed=True, main=False),
)

PRESENT = Need("present", "实到人数", "number", required=False, help="到会的代表人数，以签到为准。")
ENTITLED = Need(
    "others",
    "有权投票的人数",
    "entitled",
    required=False,
    help="投票的不是全体代表时填：选区全体选民，或者主席团全体成员。",
)
REASON = Need(
    "reason", "作废原因", "long", max_length=300, example="收回的选票多于发出的选票，本次投票无效。"
)
WHO_WITHDREW = Need("option", "哪一个退出", "choice", choices=on.standing)
WHY_WITHDREW = Need(
    "note", "退出说明", "text", max_length=200, example="本人书面提出不接受提名，主席团同意。"
)

TRANSITIONS = (
    Transition("prepare", "准备表决", (NEW,), PREPARED, "ballot.prepare", sentence="准备表决：{object}"),
    Transition(
        "strike", "退出候选", (PREPARED, OPEN), STAY, "ballot.prepare", needs=(WHO_WITHDREW, WHY_WITHDREW), when=on.has_candidates,
        sentence="退出候选：{object}，{note}", hint="选票已经印好的，不重印；主席团在投票以前向大会说明。所得的票照记，不能当选（入选）。",
    ),
    Transition(
        "open", "开始表决", (PREPARED,), OPEN, "ballot.open", needs=(ENTITLED, PRESENT), law=("session-quorum", "deputies-total-base"),
        confirm="开始以后，名册、表决事项和选项都不能再改。", sentence="开始表决：{object}，实到{present}人",
    ),
    Transition(
        "close", "表决结束，开始计票", (OPEN,), COUNTING, "ballot.open", needs=(PRESENT,), sentence="表决结束，开始计票：{object}",
    ),
    Transition(
        "key", "录入计票表", (COUNTING,), STAY, "ballot.key", then=("agree",), by_hand=False, law=("count-keyed-twice",),
        sentence="录完一份计票表：{object}",
    ),
    Transition(
        "rekey", "重新录入", (COUNTING,), STAY, "ballot.key", by_hand=False, sentence="重新录入计票表：{object}",
    ),
    Transition(
        "agree", "核对一致", (COUNTING,), AGREED, "ballot.auto_agree", when=on.sheets_agree, by_hand=False,
        sentence="计票表核对一致：{object}",
    ),
    Transition(
        "recount", "重新计票", (AGREED,), COUNTING, "ballot.declare", needs=(Need("reason", "为什么重新计票", "long", max_length=300),),
        sentence="重新计票：{object}，{reason}", hint="监票人要求复点的，两份都重新录入。",
    ),
    Transition(
        "declare", "确认并宣布结果", (AGREED,), DECLARED, "ballot.declare", law=("decision-majority",),
        confirm="宣布以后结果不能再改；有错的只能作废这一轮，重新表决。", sentence="宣布表决结果：{object}",
    ),
    Transition(
        "seal", "封存", (DECLARED,), SEALED, "ballot.seal", seals=True, law=("archive-retention-session-core",),
        confirm="案卷封存，以后只能查看，不能再改。",
    ),
    Transition(
        "void", "作废这一轮", (PREPARED, OPEN, COUNTING, AGREED, DECLARED), VOIDED, "ballot.void", needs=(REASON,),
        confirm="这一轮作废，计票表留着备查；要重新表决的，作废以后点“重新表决”。", sentence="作废表决：{object}，{reason}",
    ),
)  # fmt: skip

CONTENTS = (Required("count", "计票报告单"),)
CHECKLIST = (
    Check("roll", "冻结名册", done=lambda ballot: ballot.state != PREPARED, rule="deputies-total-base"),
    Check(
        "counted",
        "计票表核对一致",
        done=lambda ballot: ballot.state in (AGREED, DECLARED, SEALED),
        rule="count-keyed-twice",
    ),
    Check("declared", "宣布结果", done=lambda ballot: ballot.declared_at is not None),
)

BALLOT = register(
    Procedure(
        key="ballot",
        label="表决",
        model="ballots.Ballot",
        states=STATES,
        transitions=TRANSITIONS,
        contents=CONTENTS,
        checklist=CHECKLIST,
        retention=lambda ballot: "archive-retention-session-core",
        actions="renda.kernel.ballots.actions",
    )
)
