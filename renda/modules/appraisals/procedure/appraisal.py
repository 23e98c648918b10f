"""The way of a round: proposed, approved by the party committee, planned, talks and visits, the meeting with its vote, follow-up."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.appraisals import conditions as on
from renda.modules.appraisals.procedure import needs
from renda.modules.appraisals.rules import BASIS, GRADES, SECOND, STEPS

PROPOSED, ASKED, APPROVED, PREPARING = "proposed", "asked", "approved", "preparing"
VOTING, FOLLOWING, FILED, DECLINED, CANCELLED = "voting", "following", "filed", "declined", "cancelled"
PREPARE = "appraisal.prepare"
UNDER_WAY = (PREPARING, VOTING)

TRANSITIONS = (
    Transition("propose", "拟定评议", (NEW,), PROPOSED, PREPARE, needs=needs.PROPOSE, law=(BASIS,), sentence="拟定评议：{object}"),
    Transition("amend", "改评议安排", (PROPOSED,), STAY, PREPARE, needs=needs.PROPOSE, sentence="改评议安排：{object}"),
    Transition(
        "ask", "报镇党委请示", (PROPOSED,), ASKED, PREPARE, law=(BASIS,), sentence="报镇党委请示：{object}",
        confirm="生成请示，编号，放进案卷。打印、签发以后报镇党委。",
    ),
    Transition("take_back", "撤回请示再改", (ASKED,), PROPOSED, PREPARE, needs=(needs.REASON,), sentence="撤回请示：{object}，{reason}"),
    Transition("approve", "登记党委批准", (ASKED,), APPROVED, PREPARE, needs=needs.APPROVE, sentence="{approved_by}批准：{object}"),
    Transition("decline", "党委没有批准", (ASKED,), DECLINED, PREPARE, needs=(needs.REASON,), sentence="没有批准：{object}，{reason}"),
    Transition("plan", "定方案和评议组", (APPROVED,), STAY, PREPARE, needs=needs.PLAN, law=(STEPS, GRADES), sentence="定方案和评议组：{object}"),
    Transition(
        "publish", "发方案和预告通知", (APPROVED,), PREPARING, PREPARE, law=(STEPS,), notices=("appraisal.invited",), sentence="发方案和预告通知：{object}",
        confirm="生成方案，给每个受评单位生成预告通知；评议代表和受评单位马上收到消息。",
    ),
    Transition("leaders", "记组长会议", UNDER_WAY, STAY, PREPARE, needs=needs.LEADERS, sentence="记组长会议：{object}"),
    Transition(
        "arrange", "排评议会议程", (PREPARING,), STAY, PREPARE, needs=needs.ARRANGE, law=(STEPS,), sentence="排评议会议程：{object}",
        hint="按单位排好报告、发言、问答和测评；已经记了发言的不动。",
    ),
    Transition("add_line", "议程加一项", UNDER_WAY, STAY, PREPARE, needs=needs.ADD_LINE, sentence="议程加一项：{object}，{who}"),
    Transition("strike_line", "议程去掉一项", UNDER_WAY, STAY, PREPARE, needs=needs.STRIKE_LINE, when=on.has_bare_lines, sentence="议程去掉一项：{object}"),
    Transition("speak", "记发言、问答", (*UNDER_WAY, FOLLOWING), STAY, PREPARE, needs=needs.SPEAK, sentence="记发言：{object}，{who}"),
    Transition(
        "vote", "开评议会，准备测评", (PREPARING,), VOTING, PREPARE, needs=needs.VOTE, law=(GRADES, SECOND), sentence="准备测评：{object}",
        confirm="生成评议会议程，放进案卷；到“无记名测评”里印票、开始、截止、宣布，宣布以后结果自动记到这里。",
    ),
    Transition("call_off", "测评作废，重新准备", (VOTING,), PREPARING, "appraisal.auto_call_off", by_hand=False, sentence="测评作废：{object}"),
    Transition("take_result", "记下测评结果", (VOTING,), FOLLOWING, "appraisal.auto_take_result", by_hand=False, sentence="记下测评结果：{object}"),
    Transition(
        "minute", "生成评议会记录", (FOLLOWING,), STAY, PREPARE, sentence="生成评议会记录：{object}", when=on.has_words,
        confirm="发言、问答按记的生成记录，放进案卷。",
    ),
    Transition(
        "vote_again", "准备再次测评", (FOLLOWING,), STAY, PREPARE, needs=needs.VOTE_AGAIN, law=(SECOND,), when=on.somebody_waits, sentence="准备再次测评：{object}",
        confirm="到“无记名测评”里印票、开始、截止、宣布，宣布以后结果自动记到这里。",
    ),
    Transition("take_second", "记下再次测评结果", (FOLLOWING,), STAY, "appraisal.auto_take_second", by_hand=False, sentence="记下再次测评结果：{object}"),
    Transition("tell", "把结果告知代表", (FOLLOWING,), STAY, PREPARE, needs=needs.TELL, notices=("appraisal.told",), sentence="把结果告知代表：{object}"),
    Transition("keep", "放进案卷", (PROPOSED, ASKED, APPROVED, *UNDER_WAY, FOLLOWING), STAY, PREPARE, needs=needs.KEEP, sentence="放进案卷：{object}"),
    Transition("file", "归档", (FOLLOWING,), FILED, PREPARE, when=on.all_settled, seals=True, confirm="案卷封存，以后只能查看，不能再改。各单位另有案卷。"),
    Transition("cancel", "不评议了", (PROPOSED, APPROVED, PREPARING), CANCELLED, PREPARE, needs=(needs.REASON,), sentence="不评议了：{object}，{reason}"),
)  # fmt: skip

register(
    Procedure(
        key="appraisal",
        label="评议",
        model="appraisals.Appraisal",
        states=(
            State(PROPOSED, "正在拟定", "doing"),
            State(ASKED, "待党委批准", "waiting"),
            State(APPROVED, "待发方案", "doing"),
            State(PREPARING, "走访调查", "doing"),
            State(VOTING, "评议会测评", "doing"),
            State(FOLLOWING, "跟踪整改", "doing"),
            State(FILED, "已归档", "done", closed=True),
            State(DECLINED, "没有批准", "withheld", closed=True, main=False),
            State(CANCELLED, "不评议了", "withheld", closed=True, main=False),
        ),
        transitions=TRANSITIONS,
        contents=(
            Required("request", "请示"), Required("approval", "党委批件"), Required("plan", "评议方案"), Required("agenda", "评议会议程"),
            Required("record", "评议会记录"), Required("count", "测评结果报告单"),
        ),
        retention=lambda appraisal: "archive-retention-supervision",
        actions="renda.modules.appraisals.actions.appraisal",
    )
)  # fmt: skip
