"""The way of the election of one post: nominated, listed, printed, voted, and once more where the law wants it.

A vote's result comes from its ballot (``kernel/ballots``) the moment a person declares it; the follow-up steps only
sort it: a tie, too few elected, or decided.
"""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, State, Transition
from renda.modules.elections.procedure import conditions as on
from renda.modules.elections.procedure import needs

NOMINATING, NOMINATED, PRIMARY, LISTED, PRINTED = "nominating", "nominated", "primary", "listed", "printed"
VOTING, TIED, SHORT, DECIDED, ANNOUNCED, CLOSED = "voting", "tied", "short", "decided", "announced", "closed"

STATES = (
    State(NOMINATING, "提名", "doing"),
    State(NOMINATED, "提名截止，待定候选人", "waiting"),
    State(PRIMARY, "预选", "doing", main=False),
    State(LISTED, "正式候选人已定", "waiting"),
    State(PRINTED, "选票已印，待投票", "waiting"),
    State(VOTING, "投票计票", "doing"),
    State(TIED, "票数相等，待再次投票", "overdue", main=False),
    State(SHORT, "当选人数不足", "overdue", main=False),
    State(DECIDED, "结果已定，待公告", "waiting"),
    State(ANNOUNCED, "已公告", "doing"),
    State(CLOSED, "已结案", "done", closed=True),
)
WITH_CANDIDATES = (NOMINATED, LISTED, PRINTED)

NOMINATION = (
    Transition("open", "确定选举的职务和名额", (NEW,), NOMINATING, "election.manage", needs=needs.OPENING,
        law=("officials-elected-by-congress", "chair-and-vice-number"), sentence="确定{object}"),
    Transition("nominate", "提名", (NOMINATING,), STAY, "election.nominate", needs=needs.NOMINATING,
        law=("officials-nomination", "officials-nomination-cap", "officials-nominee-introduction"), sentence="提名{person}：{object}"),
    Transition("sign", "签名联名", (NOMINATING,), STAY, "election.sign", needs=(needs.NOMINATION,), when=on.has_collecting,
        law=("officials-nomination", "officials-nomination-cap"), sentence="联名签名：{nomination}"),
    Transition("enter_signatures", "登记纸面签名", (NOMINATING,), STAY, "election.manage", needs=(needs.NOMINATION, needs.SIGNERS, needs.FILES),
        when=on.has_collecting, law=("officials-nomination", "officials-nomination-cap"), sentence="登记提名签名：{nomination}"),
    Transition("unsign", "撤回签名", (NOMINATING,), STAY, "election.sign", needs=(needs.NOMINATION, needs.MOVERS_BACK), when=on.has_open_nominations,
        sentence="撤回提名签名：{nomination}"),
    Transition("hand_in", "提交联名提名", (NOMINATING,), STAY, "election.nominate", needs=(needs.NOMINATION,), when=on.has_collecting,
        law=("officials-nomination",), sentence="提交联名提名：{nomination}", confirm="提交以后由主席团确认，签名人数按提交时在任的代表核对。"),
    Transition("consent", "登记本人意见", (NOMINATING, NOMINATED), STAY, "election.manage", needs=needs.CONSENT, when=on.has_nominations,
        sentence="登记被提名人意见：{nomination}"),
    Transition("accept", "确认提名有效", (NOMINATING,), STAY, "election.manage", needs=(needs.NOMINATION,), when=on.has_handed_in,
        law=("officials-nomination", "officials-nomination-cap"), sentence="确认提名有效：{nomination}"),
    Transition("refuse", "提名无效", (NOMINATING,), STAY, "election.manage", needs=(needs.NOMINATION, needs.REASON), when=on.has_handed_in,
        law=("officials-nomination",), sentence="提名无效：{nomination}，{reason}"),
    Transition("take_back", "撤回提名", (NOMINATING,), STAY, "election.nominate", needs=(needs.NOMINATION, needs.REASON), when=on.has_nominations,
        sentence="撤回提名：{nomination}，{reason}"),
    Transition("end_nominations", "提名截止", (NOMINATING,), NOMINATED, "election.manage", law=("officials-two-day-nomination-not-township",),
        sentence="提名截止：{object}", confirm="没有征集够签名的提名不再算数。"),
)  # fmt: skip
LIST = (
    Transition("reopen", "重新提名", WITH_CANDIDATES, NOMINATING, "election.manage", needs=needs.REOPEN, sentence="重新提名：{object}，{reason}"),
    Transition("hold_primary", "组织预选", (NOMINATED,), PRIMARY, "election.manage", needs=needs.ROUND, when=on.primary_wanted, law=("officials-primary",),
        sentence="组织预选：{object}"),
    Transition("primary_again", "就预选票数相等的再投一次", (NOMINATED,), PRIMARY, "election.manage", needs=needs.ROUND, when=on.primary_tied,
        law=("officials-primary",), sentence="预选再次投票：{object}"),
    Transition("take_primary", "记下预选结果", (PRIMARY,), NOMINATED, "election.auto_take_primary", by_hand=False, sentence="预选结果：{object}"),
    Transition("call_primary_off", "不预选了", (PRIMARY,), NOMINATED, "election.manage", needs=(needs.REASON,), sentence="不预选：{object}，{reason}"),
    Transition("settle", "确定正式候选人", (NOMINATED,), LISTED, "election.manage", needs=needs.SETTLE,
        law=("officials-candidates-principal", "officials-candidates-deputy", "officials-primary", "officials-by-election"),
        notices=("election.listed",), sentence="确定正式候选人：{object}", confirm="候选人名单按姓名笔画排列，印发全体代表。"),
    Transition("arrange", "排候选人的先后", (LISTED,), STAY, "election.manage", needs=needs.ARRANGE, when=on.has_unknown_strokes,
        sentence="排候选人的先后：{object}，{order}", hint="姓名里有系统不知道笔画的字，查过字典再排；其余的仍按笔画。"),
    Transition("withdraw", "候选人退出", WITH_CANDIDATES, STAY, "election.manage", needs=needs.WITHDRAW, when=on.has_candidates, law=("officials-withdrawal",),
        then=("print_again", "list_again"), sentence="候选人退出：{candidate}，{reason}"),
    Transition("print_again", "重印选票", (PRINTED,), LISTED, "election.auto_print_again", by_hand=False, when=lambda election: election.printed_on is None,
        sentence="选票要重新印制：{object}"),
    Transition("list_again", "重新确定候选人", (LISTED,), NOMINATED, "election.auto_list_again", by_hand=False, when=lambda election: election.formal_on is None,
        sentence="候选人要重新确定：{object}"),
    Transition("print", "印选票", (LISTED,), PRINTED, "election.manage", needs=needs.PRINT, law=("officials-ballot-validity",), sentence="印制选票：{object}"),
)  # fmt: skip
VOTE = (
    Transition("vote", "开始投票", (PRINTED,), VOTING, "election.manage", needs=needs.ROUND, when=on.may_vote,
        law=("officials-secret-ballot", "officials-elected-threshold"), sentence="投票：{object}"),
    Transition("take_result", "记下选举结果", (VOTING,), STAY, "election.auto_take_result", by_hand=False, then=("decide", "find_tied", "find_short", "find_invalid"),
        law=("officials-elected-threshold", "officials-tie", "officials-shortfall"), sentence="选举结果：{object}"),
    Transition("decide", "选足", (VOTING,), DECIDED, "election.auto_decide", by_hand=False, when=on.outcome_is("done"), sentence="已经选足：{object}"),
    Transition("find_tied", "票数相等", (VOTING,), TIED, "election.auto_find_tied", by_hand=False, when=on.outcome_is("revote"), law=("officials-tie",), sentence="票数相等：{object}"),
    Transition("find_short", "没有选足", (VOTING,), SHORT, "election.auto_find_short", by_hand=False, when=on.outcome_is("further"), law=("officials-shortfall",), sentence="没有选足：{object}"),
    Transition("find_invalid", "投票无效", (VOTING,), PRINTED, "election.auto_find_invalid", by_hand=False, when=on.outcome_is("repeat"), law=("officials-ballot-validity",), sentence="投票无效，重新投票：{object}"),
    Transition("call_off", "这次投票不算，重新准备", (VOTING,), PRINTED, "election.manage", needs=(needs.REASON,), sentence="投票不算：{object}，{reason}"),
    Transition("vote_again", "就票数相等的人再次投票", (TIED,), VOTING, "election.manage", needs=needs.ROUND, law=("officials-tie",), sentence="再次投票：{object}"),
    Transition("further_by_order", "另行选举：按得票顺序定候选人", (SHORT,), NOMINATED, "election.manage", needs=needs.VACANT, law=("officials-shortfall",),
        sentence="另行选举，按得票顺序定候选人：{object}，{decision}"),
    Transition("further_new", "另行选举：重新提名", (SHORT,), NOMINATING, "election.manage", needs=(*needs.VACANT, *needs.REOPEN[1:]), law=("officials-shortfall",),
        sentence="另行选举，重新提名：{object}，{decision}"),
    Transition("leave_vacant", "名额留到下次会议", (SHORT,), DECIDED, "election.manage", needs=needs.VACANT, law=("officials-shortfall",),
        sentence="名额留到下次会议：{object}，{decision}"),
)  # fmt: skip
AFTERWARDS = (
    Transition("announce", "发公告和当选通知书", (DECIDED,), ANNOUNCED, "election.announce", needs=needs.ANNOUNCE, when=on.somebody_elected,
        law=("officials-result-announcement",), notices=("election.elected",), sentence="公告选举结果：{object}", confirm="公告编号登记，公告以后不能再改。"),
    Transition("take_office", "登记任职", (ANNOUNCED,), STAY, "election.appoint", needs=needs.TAKE_OFFICE, when=on.without_appointment,
        law=("chair-no-administrative-post",), sentence="登记任职：{elected}，自{from_on}起", confirm="当选人从起始日起在系统里有新职务；接替的那一位到前一天为止。"),
    Transition("swear", "登记宪法宣誓", (ANNOUNCED,), STAY, "election.manage", needs=needs.OATH, when=on.not_sworn,
        law=("constitution-oath", "constitution-oath-arrangement"), sentence="登记宪法宣誓：{object}"),
    Transition("close", "结案归档", (ANNOUNCED,), CLOSED, "election.manage", when=on.may_close, seals=True, sentence="结案归档：{object}", confirm="案卷封存，以后只能查看。"),
    Transition("close_vacant", "没有人当选，结案归档", (DECIDED,), CLOSED, "election.manage", when=on.nobody_elected, seals=True, sentence="没有人当选，结案归档：{object}",
        confirm="案卷封存，以后只能查看。下次会议接着选的，另立一项选举。"),
    Transition("cancel", "不选了", (NOMINATING, NOMINATED, LISTED, PRINTED), CLOSED, "election.manage", needs=(needs.REASON,), sentence="不选了：{object}，{reason}"),
)  # fmt: skip

ELECTION = Procedure(
    key="election",
    label="大会选举",
    model="elections.Election",
    states=STATES,
    transitions=(*NOMINATION, *LIST, *VOTE, *AFTERWARDS),
    contents=(
        Required("candidates", "候选人情况介绍"),
        Required("ballot", "选票样张"),
        Required("count", "计票报告单"),
        Required("announcement", "公告", when=on.somebody_elected),
    ),
    retention=lambda election: "archive-retention-session-core",
    actions="renda.modules.elections.actions.election",
)
