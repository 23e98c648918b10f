"""The way of an election method: drafted (from last time's), put to the congress, adopted."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, State, Transition
from renda.modules.elections.procedure import conditions as on
from renda.modules.elections.procedure import needs

DRAFT, VOTING, ADOPTED, DROPPED = "draft", "voting", "adopted", "dropped"
LAW = ("officials-candidates-deputy", "officials-shortfall", "officials-scrutineers")

METHOD = Procedure(
    key="election_method",
    label="选举办法",
    model="elections.ElectionMethod",
    states=(
        State(DRAFT, "草案", "doing"),
        State(VOTING, "提请大会表决", "waiting"),
        State(ADOPTED, "大会已通过", "done", closed=True),
        State(DROPPED, "不用了", "withheld", closed=True, main=False),
    ),
    transitions=(
        Transition("draft", "拟选举办法", (NEW,), DRAFT, "election.manage", needs=needs.METHOD, law=LAW, sentence="拟定{object}"),
        Transition("change", "改草案", (DRAFT,), STAY, "election.manage", needs=needs.METHOD, law=LAW, sentence="修改{object}草案"),
        Transition("put_to_vote", "提请大会表决", (DRAFT,), VOTING, "election.manage", needs=needs.VOTE, law=("decision-majority",), sentence="提请大会表决{object}",
            confirm="草案不能再改；没有通过的，退回来改。"),
        Transition("take_result", "记下表决结果", (VOTING,), STAY, "election_method.auto_take_result", by_hand=False, then=("adopt", "send_back"), sentence="表决{object}"),
        Transition("adopt", "大会通过", (VOTING,), ADOPTED, "election_method.auto_adopt", by_hand=False, when=on.passed, sentence="大会通过{object}"),
        Transition("send_back", "没有通过，退回修改", (VOTING,), DRAFT, "election_method.auto_send_back", by_hand=False, when=on.not_passed, sentence="{object}没有通过，退回修改"),
        Transition("call_back", "先不表决，退回修改", (VOTING,), DRAFT, "election.manage", needs=(needs.REASON,), sentence="撤回表决{object}，{reason}"),
        Transition("drop", "不用这份草案了", (DRAFT,), DROPPED, "election.manage", needs=(needs.REASON,), sentence="不用{object}草案，{reason}"),
    ),
    contents=(Required("method", "选举办法"),),
    retention=lambda method: "archive-retention-session-core",
    actions="renda.modules.elections.actions.method",
)  # fmt: skip
