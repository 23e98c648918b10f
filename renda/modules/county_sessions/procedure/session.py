"""The way of the county's session through the town's office: prepared, handed in as one package, followed, filed."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.county_sessions.procedure import conditions as on
from renda.modules.county_sessions.procedure import needs

PREPARING, SUBMITTED, FILED, CANCELLED = "preparing", "submitted", "filed", "cancelled"
KEEP = "county_session.keep"
HAND_IN = StartsDeadline(
    "hand_in", "county-session-hand-in", "报送议案和建议", KEEP, day=lambda step: step.matter.hand_in_on,
)  # fmt: skip

SESSIONS = register(
    Procedure(
        key="county_session",
        label="县人大会议",
        model="county_sessions.CountySession",
        states=(
            State(PREPARING, "正在准备", "doing"),
            State(SUBMITTED, "已报送，跟踪结果", "waiting"),
            State(FILED, "已归档", "done", closed=True),
            State(CANCELLED, "登记错了，已撤销", "withheld", closed=True, main=False),
        ),
        transitions=(
            Transition("record", "登记县人大会议", (NEW,), PREPARING, KEEP, needs=needs.SESSION, starts=(HAND_IN,), law=("county-session-hand-in",), sentence="登记{object}"),
            Transition("attend", "定去开会的代表", (PREPARING, SUBMITTED), STAY, KEEP, needs=needs.GOING, masked=("note",), sentence="定去开会的代表：{object}"),
            Transition("change", "改会议安排", (PREPARING,), STAY, KEEP, needs=(*needs.SESSION, needs.REASON), sentence="改会议安排：{object}，{reason}"),
            Transition(
                "number", "编号打印", (PREPARING, SUBMITTED), STAY, KEEP, when=on.has_checked, sentence="给议案和建议编号，打印县里的表：{object}",
                confirm="把过关的议案和建议按类编号，每件生成一份县里的登记表，放进案卷。", law=("county-bill-by-ten-deputies",),
            ),
            Transition(
                "submit", "报送给县里", (PREPARING,), SUBMITTED, KEEP, needs=needs.SUBMIT, when=on.has_numbered, meets=("hand_in",),
                notices=("county_session.submitted",), law=("county-session-hand-in",), sentence="议案和建议报送给县里：{object}",
                confirm="生成报送函、汇总表和表格，和每件的登记表合成一份材料。报送以后不能再改，只能补报。",
            ),
            Transition("receive", "登记县里签收", (SUBMITTED,), STAY, KEEP, needs=needs.RECEIPT, when=on.not_received, sentence="县里签收：{object}，{received_by}"),
            Transition(
                "supplement", "补报", (SUBMITTED,), STAY, KEEP, needs=needs.SUPPLEMENT, when=on.has_more, sentence="补报：{object}，{note}",
                confirm="新编号的和撤回的，另作一份补报材料；原来的材料不变。",
            ),
            Transition("put", "放进案卷", (PREPARING, SUBMITTED), STAY, KEEP, needs=needs.KEEP, sentence="放进案卷：{object}，{title}"),
            Transition("file", "归档", (PREPARING, SUBMITTED), FILED, KEEP, when=on.is_over, cancels=("*",), seals=True,
                       confirm="案卷封存，以后只能查看，不能再改。每件议案和建议另有案卷。"),
            Transition("cancel", "登记错了，撤销", (PREPARING,), CANCELLED, KEEP, needs=(needs.REASON,), when=on.is_empty, cancels=("*",), sentence="撤销登记：{object}，{reason}"),
        ),
        contents=(
            Required("receipts", "材料签收单", when=lambda session: session.materials.exists()),
            Required("letter", "报送函", when=lambda session: session.submitted_on is not None),
            Required("list", "汇总表", when=lambda session: session.submitted_on is not None),
        ),
        retention=lambda session: "archive-retention-suggestions-bills",
        actions="renda.modules.county_sessions.actions.session",
    )
)  # fmt: skip
