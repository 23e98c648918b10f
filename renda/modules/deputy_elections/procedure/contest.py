"""The way of the election in one constituency, from the voters' list to the seats."""

from __future__ import annotations

from renda.kernel.archive.composition import Composition
from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Check, Procedure, State, Transition
from renda.modules.deputy_elections.policy import CONFIRM, WORK
from renda.modules.deputy_elections.procedure import conditions as on
from renda.modules.deputy_elections.procedure import needs

REGISTERING, LISTED, PRELIMINARY, FORMAL = "registering", "listed", "preliminary", "formal"
COUNTING, DECIDED, CONFIRMED, CLOSED = "counting", "decided", "confirmed", "closed"
BEFORE_THE_VOTE = (LISTED, PRELIMINARY, FORMAL)

CONTEST = Procedure(
    key="contest",
    label="选区选举",
    model="deputy_elections.Contest",
    states=(
        State(REGISTERING, "登记选民", "waiting"),
        State(LISTED, "选民名单已公布", "doing"),
        State(PRELIMINARY, "候选人已公布", "doing"),
        State(FORMAL, "等待投票", "waiting"),
        State(COUNTING, "正在计票", "doing"),
        State(DECIDED, "结果已宣布", "doing"),
        State(CONFIRMED, "资格已审查", "done"),
        State(CLOSED, "已归档", "done", closed=True),
    ),
    transitions=(
        Transition("set_up", "设立选区", (NEW,), REGISTERING, WORK, by_hand=False, sentence="设立选区：{object}"),
        Transition("resize", "改选区名额", (REGISTERING,), STAY, WORK, by_hand=False, sentence="改选区名额：{object}"),
        Transition("publish_roll", "公布选民名单", (REGISTERING,), LISTED, WORK, needs=needs.ROLL, law=("voter-list-publication", "voter-list-appeal"),
            sentence="公布选民名单：{object}，选民{voters}人"),
        Transition("correct_roll", "更正选民总数", BEFORE_THE_VOTE, STAY, WORK, needs=needs.CORRECTED, law=("voter-list-appeal",),
            sentence="更正选民总数：{object}，{voters}人，{reason}"),
        Transition("object", "登记申诉", BEFORE_THE_VOTE, STAY, WORK, needs=needs.OBJECTION, law=("voter-list-appeal",),
            notices=("deputy_election.objected",), sentence="登记选民名单申诉：{object}"),
        Transition("answer", "处理申诉", BEFORE_THE_VOTE, STAY, WORK, needs=needs.ANSWER, law=("voter-list-appeal",), when=on.has_open_objection,
            sentence="处理选民名单申诉：{object}"),
        Transition("sue", "记录起诉", BEFORE_THE_VOTE, STAY, WORK, needs=needs.SUIT, law=("voter-list-appeal",), when=on.has_answered_objection),
        Transition("nominate", "登记候选人推荐", (REGISTERING, LISTED, DECIDED), STAY, WORK, needs=needs.NOMINATION, law=("deputy-candidate-nomination",),
            sentence="登记候选人推荐：{object}，{name}"),
        Transition("withdraw", "候选人退出", (REGISTERING, LISTED, PRELIMINARY, FORMAL), STAY, WORK, needs=needs.WITHDRAWAL, when=on.has_candidates,
            hint="选票已经印好的不重印，投给他的票照记，不能当选。"),
        Transition("publish_preliminary", "公布候选人名单", (LISTED,), PRELIMINARY, WORK, needs=needs.PRELIMINARY,
            law=("deputy-candidate-list-dates", "deputy-candidate-margin")),
        Transition("primary", "记录预选得票", (PRELIMINARY,), STAY, WORK, law=("deputy-candidate-list-dates",), when=on.too_many_candidates,
            hint="协商定不下来的才预选。各人得票都填好，按得票多少排出正式候选人。"),
        Transition("publish_formal", "公布正式候选人", (PRELIMINARY,), FORMAL, WORK, needs=needs.FORMAL,
            law=("deputy-candidate-margin", "deputy-candidate-list-dates")),
        Transition("close_poll", "投票结束，开始计票", (FORMAL,), COUNTING, WORK, needs=needs.POLL,
            law=("deputy-election-turnout", "deputy-election-ballot-validity", "proxy-voting"), confirm="开始计票以后，候选人和选民数不能再改。",
            sentence="投票结束：{object}，参加投票{participants}人"),
        Transition("count_void", "计票作废", (COUNTING,), FORMAL, WORK, by_hand=False, sentence="计票作废，重新投票：{object}"),
        Transition("take_result", "记下选举结果", (COUNTING,), DECIDED, WORK, by_hand=False, law=("deputy-elected-threshold", "deputy-election-shortfall"),
            notices=("deputy_election.decided",), sentence="选举结果：{object}"),
        Transition("vote_again", "再次投票或者另行选举", (DECIDED,), FORMAL, WORK, needs=needs.AGAIN,
            law=("deputy-elected-threshold", "deputy-election-shortfall"), when=on.has_to_vote_again),
        Transition("confirm_credentials", "审查确认代表资格", (DECIDED,), CONFIRMED, CONFIRM, needs=needs.REVIEW,
            law=("credentials-review", "no-dual-deputy"), confirm="代表资格审查委员会审查、主席团确认以后再填。", sentence="审查代表资格：{object}"),
        Transition("seat", "登记代表资格", (CONFIRMED,), STAY, CONFIRM, needs=needs.SEAT, law=("credentials-review", "congress-term-five-years"),
            when=on.somebody_has_no_seat, confirm="登记以后，这个人从起始日期起是代表，可以登录办事。"),
        Transition("seal", "归档", (CONFIRMED,), CLOSED, WORK, seals=True, confirm="案卷封存，以后只能查看。"),
    ),
    contents=(Required("roll", "选民名单公告"), Required("formal", "正式候选人名单公告")),
    checklist=(
        Check("roll", "选民名单已公布", done=lambda contest: contest.roll_on is not None, rule="voter-list-publication"),
        Check("preliminary", "候选人名单已公布", done=lambda contest: contest.preliminary_on is not None, rule="deputy-candidate-list-dates"),
        Check("formal", "正式候选人已公布", done=lambda contest: contest.formal_on is not None, rule="deputy-candidate-list-dates"),
        Check("decided", "结果已宣布", done=lambda contest: contest.state in (DECIDED, CONFIRMED, CLOSED), rule="deputy-elected-threshold"),
        Check("confirmed", "代表资格已审查", done=lambda contest: contest.state in (CONFIRMED, CLOSED), rule="credentials-review"),
    ),
    retention=lambda contest: "archive-retention-preparation",
    composition=Composition(apart=True, by_role=dict.fromkeys(("report", "certificate", "announcement"), "archive-retention-session-core")),
    actions="renda.modules.deputy_elections.actions.contest",
)  # fmt: skip
