"""The way of a round of electing deputies: prepared, under way, concluded, filed."""

from __future__ import annotations

from renda.kernel.archive.composition import Composition
from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Check, Procedure, State, Transition
from renda.modules.deputy_elections.policy import CONFIRM, WORK
from renda.modules.deputy_elections.procedure import conditions as on
from renda.modules.deputy_elections.procedure import needs

PREPARING, UNDERWAY, CONCLUDED, CLOSED, CANCELLED = "preparing", "underway", "concluded", "closed", "cancelled"

ELECTION = Procedure(
    key="deputy_election",
    label="代表选举",
    model="deputy_elections.DeputyElection",
    states=(
        State(PREPARING, "筹备", "later"),
        State(UNDERWAY, "正在进行", "doing"),
        State(CONCLUDED, "结果已报告", "done"),
        State(CLOSED, "已归档", "done", closed=True),
        State(CANCELLED, "已取消", "withheld", closed=True, main=False),
    ),
    transitions=(
        Transition("open", "筹备代表选举", (NEW,), PREPARING, WORK, needs=needs.OPEN,
            law=("election-committee", "deputy-quota", "deputy-quota-decided-by-county"), sentence="筹备代表选举：{object}"),
        Transition("facts", "改名额和基本情况", (PREPARING,), STAY, WORK, needs=needs.FACTS, law=("deputy-quota", "deputy-quota-decided-by-county")),
        Transition("divide", "划分选区、分配名额", (PREPARING,), STAY, WORK, law=("constituency-size", "constituency-balance"), by_hand=False),
        Transition("start", "公布选区和选举日", (PREPARING,), UNDERWAY, WORK, law=("constituency-size", "deputy-quota-decided-by-county"),
            confirm="公布以后选区和名额不能再改。", hint="选区、名额、选举日都核对过了，再点公布。"),
        Transition("move_day", "改选举日", (PREPARING, UNDERWAY), STAY, WORK, needs=needs.MOVE, law=("voter-list-publication", "deputy-candidate-list-dates"),
            sentence="改选举日：{object}，改为{polling_on}", hint="改了以后，还没有办的日期跟着变，各选区还没有投票的也跟着变。"),
        Transition("tick", "记一步已办", (PREPARING, UNDERWAY, CONCLUDED), STAY, WORK, needs=needs.TICK, sentence="选举步骤已办：{object}，{step}"),
        Transition("untick", "撤回一步", (PREPARING, UNDERWAY, CONCLUDED), STAY, WORK, needs=needs.UNTICK, when=on.has_ticks, sentence="撤回选举步骤：{object}，{step}，{reason}"),
        Transition("conclude", "报告选举结果", (UNDERWAY,), CONCLUDED, CONFIRM, law=("credentials-review", "first-session-within-two-months"), when=on.all_confirmed,
            confirm="生成选举结果报告。各选区都审查完代表资格以后才能报告。"),
        Transition("seal", "归档", (CONCLUDED,), CLOSED, WORK, seals=True, confirm="案卷封存，以后只能查看。"),
        Transition("cancel", "取消", (PREPARING, UNDERWAY), CANCELLED, WORK, needs=(needs.REASON,), confirm="这次选举不再办理，日程全部停止。"),
    ),
    contents=(Required("report", "选举结果报告"),),
    checklist=(
        Check("divided", "选区和名额已经划定", done=lambda election: election.contests.exists(), rule="constituency-size"),
        Check("started", "选区和选举日已经公布", done=lambda election: election.state != PREPARING),
        Check("concluded", "选举结果已经报告", done=lambda election: election.state in (CONCLUDED, CLOSED), rule="credentials-review"),
    ),
    retention=lambda election: "archive-retention-preparation",
    composition=Composition(apart=True, by_role=dict.fromkeys(("report", "certificate", "announcement"), "archive-retention-session-core")),
    actions="renda.modules.deputy_elections.actions.election",
)  # fmt: skip
