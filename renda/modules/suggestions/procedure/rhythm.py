"""The way of a supervision event: created by itself, held, recorded, filed. No record, no closing."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, Procedure, StartsDeadline, State, Transition
from renda.modules.suggestions.procedure import needs

PLANNED, HELD, FILED = "planned", "held", "filed"

RHYTHM = Procedure(
    key="rhythm",
    label="督办活动",
    model="suggestions.RhythmEvent",
    states=(
        State(PLANNED, "待开展", "waiting"),
        State(HELD, "待归档", "doing"),
        State(FILED, "已归档", "done", closed=True),
    ),
    transitions=(
        Transition("plan", "列入计划", (NEW,), PLANNED, "rhythm.auto_plan", by_hand=False, sentence="自动安排：{object}",
            starts=(StartsDeadline("rhythm", "suggestion-rhythm-due", "督办活动", "rhythm.record", day=lambda step: step.matter.due_on),)),
        Transition("record", "记录开展情况", (PLANNED,), HELD, "rhythm.record", needs=needs.HELD, meets=("rhythm",)),
        Transition("file", "归档", (HELD,), FILED, "rhythm.record", seals=True, confirm="案卷封存，以后只能查看。"),
    ),
    contents=(Required("sheet", "活动材料"), Required("record", "活动记录")),
    retention=lambda event: "archive-retention-supervision",
    actions="renda.modules.suggestions.actions.rhythm",
)  # fmt: skip
