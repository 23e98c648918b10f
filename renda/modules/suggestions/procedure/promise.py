"""The way of a promise: open until shown kept and confirmed by the deputy, across years."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Need, Procedure, StartsDeadline, State, Transition
from renda.modules.suggestions.procedure import needs

OPEN, SHOWN, KEPT, BROKEN = "open", "shown", "kept", "broken"

DUE = StartsDeadline(
    "promise", "suggestion-promise-check", "承诺到期", "promise.show", day=lambda step: step.matter.due_on,
    unit=lambda step: [step.matter.unit],
)  # fmt: skip

PROMISE = Procedure(
    key="promise",
    label="承诺台账",
    model="suggestions.Promise",
    states=(
        State(OPEN, "未兑现", "doing"),
        State(SHOWN, "待代表确认", "waiting"),
        State(KEPT, "已兑现", "done", closed=True),
        State(BROKEN, "不能兑现", "overdue", closed=True, main=False),
    ),
    transitions=(
        Transition("make", "记入台账", (NEW,), OPEN, "promise.auto_make", starts=(DUE,), by_hand=False, law=("suggestion-commitment-tracking",)),
        Transition("show", "报告已办成", (OPEN,), SHOWN, "promise.show", needs=needs.PROOF, notices=("promise.shown",), law=("suggestion-commitment-tracking",)),
        Transition("confirm", "代表确认办成", (SHOWN,), KEPT, "promise.confirm", needs=(Need("confirmed_by", "确认的代表", required=False, max_length=40),), meets=("promise",), seals=True),
        Transition("dispute", "代表说没办成", (SHOWN,), OPEN, "promise.confirm", needs=(needs.REASON,), notices=("promise.disputed",)),
        Transition("postpone", "推迟", (OPEN,), STAY, "promise.postpone", needs=(Need("due_on", "新的完成日期", "date"), needs.REASON), notices=("promise.postponed",), cancels=("promise",), starts=(DUE,)),
        Transition("give_up", "不能兑现", (OPEN,), BROKEN, "promise.give_up", needs=(needs.REASON,), cancels=("promise",), notices=("promise.broken",), law=("suggestion-commitment-tracking",), seals=True,
            confirm="会把不能兑现的原因书面告诉代表，并记为未兑现。"),
    ),
    contents=(Required("proof", "办成的证明", when=lambda promise: promise.state == KEPT),),
    retention=lambda promise: "archive-retention-suggestions-bills",
    actions="renda.modules.suggestions.actions.promise",
)  # fmt: skip
