"""The way of an inspection, visit, survey or special report: topic, decision, fact-finding, plan, field, report, follow-up."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.supervision import conditions as on
from renda.modules.supervision.procedure import needs

PROPOSED, DECIDED, FIELD, REPORTING = "proposed", "decided", "field", "reporting"
FOLLOWING, FILED, DECLINED, CANCELLED = "following", "filed", "declined", "cancelled"
PREPARE, DECIDE = "inspection.prepare", "inspection.decide"
INSPECTION, VISIT = "law-enforcement-inspection", "inspection-arranged-by-presidium"
SURVEY, SPECIAL, FEEDBACK = "survey-topics", "special-work-report", "inspection-report-feedback"
CAREFUL = "inspection-no-direct-handling"
AHEAD = (DECIDED, FIELD)

TRANSITIONS = (
    Transition("propose", "提出题目", (NEW,), PROPOSED, PREPARE, needs=needs.PROPOSE, law=(INSPECTION, VISIT, SURVEY, SPECIAL), sentence="提出监督题目：{object}"),
    Transition("amend", "改题目", (PROPOSED,), STAY, PREPARE, needs=needs.PROPOSE, sentence="改监督题目：{object}"),
    Transition("decide", "主席团决定列入", (PROPOSED,), DECIDED, DECIDE, needs=needs.DECIDE, law=(INSPECTION, VISIT), sentence="主席团决定：{object}，{decision}"),
    Transition("decline", "不列入", (PROPOSED,), DECLINED, DECIDE, needs=(needs.REASON,), sentence="不列入：{object}，{reason}"),
    Transition("probe", "记摸底情况", (DECIDED,), STAY, PREPARE, needs=needs.PROBE, sentence="记摸底情况：{object}"),
    Transition("plan", "定方案和检查组", AHEAD, STAY, PREPARE, needs=needs.PLAN, law=(VISIT,), sentence="定方案和检查组：{object}"),
    Transition(
        "load_law", "从法规里选条文", AHEAD, STAY, PREPARE, needs=needs.ARTICLES, when=on.law_is_loaded, sentence="选检查条文：{object}",
        hint="列出来的是今天有效的文本。",
    ),
    Transition("add_items", "写检查项目", AHEAD, STAY, PREPARE, needs=needs.ITEMS, sentence="写检查项目：{object}"),
    Transition("word_item", "改检查项目的文字", AHEAD, STAY, PREPARE, needs=needs.WORD, when=on.has_items, sentence="改检查项目：{object}，{text}"),
    Transition("strike_item", "划掉检查项目", AHEAD, STAY, PREPARE, needs=needs.STRIKE_ITEM, when=on.has_items, sentence="划掉检查项目：{object}"),
    Transition("add_sites", "写检查点", AHEAD, STAY, PREPARE, needs=needs.SITES, sentence="写检查点：{object}"),
    Transition(
        "strike_site", "撤销检查点", AHEAD, STAY, PREPARE, needs=needs.STRIKE_SITE, when=on.has_sites, sentence="撤销检查点：{object}，{reason}",
        hint="检查组可能正在那里：已经记下的和还在路上的记录都会收下，不会丢。",
    ),
    Transition(
        "begin", "发通知，开始检查", (DECIDED,), FIELD, PREPARE, law=(INSPECTION, VISIT, CAREFUL), notices=("supervision.begun", "supervision.asked"),
        confirm="生成方案通知，放进案卷；检查组的代表和受检查的单位马上收到消息。", sentence="发通知，开始检查：{object}",
    ),
    Transition(
        "strike_finding", "划掉记错的记录", (FIELD, REPORTING), STAY, PREPARE, needs=needs.STRIKE_FINDING, when=on.has_findings,
        sentence="划掉记错的记录：{object}，{finding}，{reason}", hint="记录还看得到，写着为什么划掉；报告里的数字不再算它。",
    ),
    Transition("finish", "现场检查结束", (FIELD,), REPORTING, PREPARE, needs=needs.FINISH, sentence="现场检查结束：{object}"),
    Transition("go_back", "再去检查", (REPORTING,), FIELD, PREPARE, needs=(needs.REASON,), sentence="再去检查：{object}，{reason}"),
    Transition("list_problem", "列一个问题", (FIELD, REPORTING), STAY, PREPARE, needs=needs.PROBLEM, sentence="列问题：{object}，{title}"),
    Transition(
        "report", "出报告，交办问题", (REPORTING,), FOLLOWING, PREPARE, needs=needs.REPORT, law=(FEEDBACK,), sentence="出报告，交办问题：{object}",
        starts=(StartsDeadline("feedback", FEEDBACK, "反馈研究处理情况", "inspection.prepare", name=lambda step: "local_default"),),
        confirm="报告和整改清单按记录生成，放进案卷；各个问题交给整改单位，马上收到消息。",
    ),
    Transition("feedback", "登记政府的反馈", (FOLLOWING,), STAY, PREPARE, needs=needs.FEEDBACK, meets=("feedback",), law=(FEEDBACK,), sentence="登记反馈：{object}"),
    Transition("tell", "把结果告知代表", (FOLLOWING,), STAY, PREPARE, needs=needs.TELL, law=(FEEDBACK,), notices=("supervision.told",), sentence="把结果告知代表：{object}"),
    Transition("keep", "放进案卷", (PROPOSED, DECIDED, FIELD, REPORTING, FOLLOWING), STAY, PREPARE, needs=needs.KEEP, sentence="放进案卷：{object}"),
    Transition("file", "归档", (FOLLOWING,), FILED, PREPARE, when=on.all_settled, cancels=("feedback",), seals=True, confirm="案卷封存，以后只能查看，不能再改。各个问题另有案卷。"),
    Transition("cancel", "不办了", (DECIDED, FIELD), CANCELLED, PREPARE, needs=(needs.REASON,), sentence="不办了：{object}，{reason}"),
)  # fmt: skip

register(
    Procedure(
        key="inspection",
        label="监督检查",
        model="supervision.Inspection",
        states=(
            State(PROPOSED, "待主席团决定", "waiting"),
            State(DECIDED, "正在准备", "doing"),
            State(FIELD, "正在检查", "doing"),
            State(REPORTING, "待出报告", "waiting"),
            State(FOLLOWING, "跟踪整改", "doing"),
            State(FILED, "已归档", "done", closed=True),
            State(DECLINED, "没有列入", "withheld", closed=True, main=False),
            State(CANCELLED, "不办了", "withheld", closed=True, main=False),
        ),
        transitions=TRANSITIONS,
        contents=(Required("plan", "方案通知"), Required("report", "报告")),
        retention=lambda inspection: "archive-retention-supervision",
        actions="renda.modules.supervision.actions.inspection",
    )
)
