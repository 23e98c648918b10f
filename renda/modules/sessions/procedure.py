"""The way of a session: prepared, its date published, opened, closed, filed."""

from __future__ import annotations

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.archive.composition import Composition
from renda.kernel.procedures import registry
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, State, Transition
from renda.modules.sessions import needs
from renda.modules.sessions.filing_plan import CONTENTS

PLANNED, NOTICED, OPENED, CLOSED, FILED = "planned", "noticed", "opened", "closed", "filed"
CANCELLED = "cancelled"
PREPARE = "session.prepare"
WORKED_ON = (PLANNED, NOTICED, OPENED, CLOSED)

STATES = (
    State(PLANNED, "筹备中", "doing"),
    State(NOTICED, "日期已公布", "doing"),
    State(OPENED, "正在开会", "waiting"),
    State(CLOSED, "已闭幕", "doing"),
    State(FILED, "已归档", "done", closed=True),
    State(CANCELLED, "登记错了，已撤销", "withheld", closed=True, main=False),
)


def day_has_come(work):
    """True, or why it can't open yet."""
    opens_on = work.session.opens_on
    return (
        True
        if clock.today() >= opens_on
        else f"公布的开幕日期是{date_zh(opens_on)}，还没有到。要提前开的，先改日期。"
    )


WAY = (
    Transition(
        "start", "开始筹备", (NEW,), PLANNED, PREPARE, needs=needs.START, sentence="开始筹备：{object}",
        law=("session-date-set-by-presidium", "session-extraordinary", "first-session-within-two-months"),
    ),
    Transition(
        "publish", "登记日期已公布", (PLANNED,), NOTICED, PREPARE, needs=(needs.PUBLISHED, needs.FILES),
        law=("session-date-set-by-presidium", "publish-session-date-and-resolutions"),
        hint="主席团决定的开会日期已经贴出去、发出去了，在这里登记。",
    ),
    Transition(
        "move", "改日期", (PLANNED, NOTICED), PLANNED, PREPARE, needs=(needs.OPENS, needs.CLOSES, needs.REASON),
        law=("session-date-set-by-presidium", "publish-session-date-and-resolutions"), sentence="会期改动：{object}，{reason}",
    ),
    Transition(
        "correct", "改种类和届次", (PLANNED,), STAY, PREPARE, needs=(needs.KIND, needs.NUMBER), sentence="更正会议种类和届次：{object}",
    ),
    Transition(
        "cancel", "登记错了，撤销", (PLANNED, NOTICED), CANCELLED, PREPARE, needs=(needs.WHY_CANCELLED,), cancels=("*",),
        notices=("session.cancelled",), sentence="撤销登记：{object}，{reason}", confirm="筹备清单、名单、座次和会次安排都不再用，届次空出来。",
    ),
    Transition(
        "open", "开幕", (NOTICED,), OPENED, PREPARE, needs=needs.OPENING, law=("session-quorum", "deputies-total-base"), when=day_has_come,
        sentence="开幕：{object}，到会{present}人", confirm="登记开幕以后，筹备日期不能再改。",
    ),
    Transition(
        "prolong", "延长会期", (OPENED,), STAY, PREPARE, needs=(needs.ENDED, needs.REASON), law=("session-date-set-by-presidium",),
        sentence="延长会期：{object}，{reason}",
    ),
    Transition(
        "close", "闭幕", (OPENED,), CLOSED, PREPARE, needs=(needs.ENDED, needs.OUTCOME, needs.FILES), law=("session-mandatory-business",),
        confirm="闭幕以后，会后的事从这一天起往后排。",
    ),
    Transition(
        "file", "归档", (CLOSED,), FILED, PREPARE, seals=True, law=("archive-retention-session-core",), confirm="案卷封存，以后只能查看，不能再改。",
    ),
)  # fmt: skip

PAPERS = (
    Transition(
        "gather", "把发出的公文收进案卷", WORKED_ON, STAY, PREPARE, sentence="收进案卷：{object}",
        hint="这次会议发出的公文按范本归到各类，每份只收一次。",
    ),
    Transition("take_file", "放进案卷", WORKED_ON, STAY, PREPARE, needs=(needs.ROLE, needs.TITLE, needs.TAKEN_FILES)),
)  # fmt: skip

CHECKLIST = (
    Transition(
        "tick", "打勾", WORKED_ON, STAY, PREPARE, needs=(needs.STEP, needs.STEP_LABEL, needs.DONE_ON, needs.NOTE), by_hand=False,
        sentence="筹备事项办好：{label}（{object}）",
    ),
    Transition(
        "untick", "取消打勾", WORKED_ON, STAY, PREPARE, needs=(needs.STEP, needs.STEP_LABEL), by_hand=False,
        sentence="取消打勾：{label}（{object}）",
    ),
    Transition(
        "add_step", "加一项", WORKED_ON, STAY, PREPARE, needs=(needs.PHASE, *needs.WORDS), by_hand=False, sentence="加一项：{label}（{object}）",
    ),
    Transition(
        "change_step", "改这一项", WORKED_ON, STAY, PREPARE, needs=(needs.STEP, *needs.WORDS), by_hand=False,
        sentence="改筹备事项：{label}（{object}）",
    ),
    Transition(
        "remove_step", "划掉这一项", WORKED_ON, STAY, PREPARE, needs=(needs.STEP, needs.STEP_LABEL), by_hand=False,
        sentence="划掉筹备事项：{label}（{object}）",
    ),
    Transition(
        "restore_step", "恢复这一项", WORKED_ON, STAY, PREPARE, needs=(needs.STEP, needs.STEP_LABEL), by_hand=False,
        sentence="恢复筹备事项：{label}（{object}）",
    ),
)  # fmt: skip

SESSION = registry.register(
    Procedure(
        key="session",
        label="大会",
        model="congress_sessions.SessionWork",
        states=STATES,
        transitions=(*WAY, *PAPERS, *CHECKLIST),
        contents=CONTENTS,
        retention=lambda work: "archive-retention-session-core",
        composition=Composition(
            apart=True, by_role={"preparation": "archive-retention-preparation"}, day=lambda work: work.ended_on
        ),
        actions="renda.modules.sessions.actions.session",
    )
)
