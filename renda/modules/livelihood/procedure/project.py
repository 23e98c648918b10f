"""The way of one chosen project: plan, progress until finished, acceptance and rating by deputies, the shelf."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Need, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.livelihood import conditions as on

PLANNING, DOING, DONE, ACCEPTED, RATED = "planning", "doing", "done", "accepted", "rated"
FILED, STOPPED = "filed", "stopped"
PROGRESS, SUPERVISE = "project.progress", "project.supervise"
RULE = "livelihood-project-supervision"

FILES = Need("files", "照片和材料", "files", required=False)
REASON = Need("reason", "原因", "long", max_length=300)
FINISH = StartsDeadline("finish", RULE, "项目完工", PROGRESS, day=on.finish_day, unit=on.responsible)
REPORT = StartsDeadline(
    "report",
    RULE,
    "报项目进展",
    PROGRESS,
    name=lambda step: "report_interval",
    unit=on.responsible,
    internal=True,
)
VISIT = StartsDeadline(
    "visit", RULE, "代表现场视察", SUPERVISE, name=lambda step: "site_visit_interval", internal=True
)

TRANSITIONS = (
    Transition(
        "assign", "立项交办", (NEW,), PLANNING, "project.auto_assign", by_hand=False, notices=("livelihood.assigned",), sentence="民生实事项目交办：{object}",
        starts=(StartsDeadline("plan", RULE, "报实施计划", PROGRESS, day=lambda step: step.data["publish_by"], unit=on.responsible, internal=True),),
    ),
    Transition("link", "定联系的主席团成员", (PLANNING, DOING), STAY, SUPERVISE, needs=(Need("watcher", "哪一位", "leader"),), law=(RULE,),
               sentence="定联系人：{object}"),
    Transition(
        "plan", "报实施计划", (PLANNING,), DOING, PROGRESS, meets=("plan",), starts=(FINISH, REPORT, VISIT), sentence="报实施计划：{object}",
        needs=(Need("plan", "实施计划", "long", max_length=3000, help="一行写一步：哪个月以前、做到哪里。", example="5月底前：完成设计和招标"), FILES),
    ),
    Transition(
        "progress", "报进展", (DOING,), STAY, PROGRESS, meets=("report",), starts=(REPORT,), sentence="报进展：{object}",
        needs=(Need("pace", "进度", "choice", choices=on.PACES), Need("text", "做到哪里了", "long", max_length=2000, help="滞后的，写明原因和怎么赶上。"), FILES),
    ),
    Transition(
        "visit", "记代表视察", (DOING,), STAY, SUPERVISE, meets=("visit",), starts=(VISIT,), law=(RULE,), sentence="代表视察：{object}",
        needs=(Need("done_on", "哪天去的", "date"), Need("deputies", "去的代表", "deputies"), Need("text", "看到的情况和意见", "long", max_length=2000), FILES),
    ),
    Transition(
        "change", "改内容或者完成时间", (PLANNING, DOING), STAY, SUPERVISE, sentence="变更民生实事项目：{object}，{reason}",
        needs=(Need("content", "建设内容", "long", max_length=600), Need("finish_on", "完成时间", "date"), Need("reason", "谁同意的，为什么", "long", max_length=300), FILES),
        hint="大会决定的项目，变更要依法提请审议决定；把决定放进案卷。",
    ),
    Transition(
        "finish", "报完工", (DOING,), DONE, PROGRESS, meets=("finish", "report"), cancels=("visit",), notices=("livelihood.finished",),
        needs=(Need("done_on", "哪天完工的", "date"), Need("text", "完工情况", "long", max_length=2000), FILES), sentence="报完工：{object}",
    ),
    Transition(
        "accept", "验收合格", (DONE,), ACCEPTED, SUPERVISE, law=(RULE,), sentence="验收合格：{object}",
        needs=(Need("accepted_on", "哪天验收的", "date"), Need("deputies", "参加验收的代表", "deputies"), Need("text", "验收意见", "long", max_length=2000),
               Need("files", "验收单、照片", "files")),
    ),
    Transition(
        "send_back", "验收没过，限期整改", (DONE,), DOING, SUPERVISE, starts=(FINISH, REPORT, VISIT), notices=("livelihood.sent_back",),
        needs=(Need("deputies", "参加验收的代表", "deputies"), Need("reason", "哪里不合格", "long", max_length=1000), Need("finish_on", "整改到哪天", "date"), FILES),
        sentence="验收没过：{object}，{reason}",
    ),
    Transition(
        "rate", "记满意度测评", (ACCEPTED,), RATED, SUPERVISE, law=(RULE,), sentence="满意度测评：{object}，满意{satisfied}，基本满意{basically}，不满意{dissatisfied}",
        needs=(Need("rated_on", "哪天测评的", "date"), Need("satisfied", "满意几票", "number"), Need("basically", "基本满意几票", "number"),
               Need("dissatisfied", "不满意几票", "number"), Need("files", "测评表", "files", required=False)),
    ),
    Transition("keep", "放进案卷", (PLANNING, DOING, DONE, ACCEPTED, RATED), STAY, SUPERVISE,
               needs=(Need("title", "材料名称", max_length=120), Need("files", "材料文件", "files")), sentence="放进案卷：{object}"),
    Transition("file", "归档", (RATED,), FILED, SUPERVISE, seals=True, confirm="案卷封存，以后只能查看，不能再改。"),
    Transition("stop", "不再实施", (PLANNING, DOING), STOPPED, SUPERVISE, cancels=("*",), needs=(REASON,), notices=("livelihood.stopped",),
               hint="大会决定的项目，不再实施要依法提请审议决定。", sentence="不再实施：{object}，{reason}"),
)  # fmt: skip

PROJECT = register(
    Procedure(
        key="project",
        label="民生实事项目",
        model="livelihood.Project",
        states=(
            State(PLANNING, "待报计划", "waiting"),
            State(DOING, "正在实施", "doing"),
            State(DONE, "待验收", "waiting"),
            State(ACCEPTED, "待测评", "waiting"),
            State(RATED, "待归档", "waiting"),
            State(FILED, "已归档", "done", closed=True),
            State(STOPPED, "不再实施", "withheld", closed=True, main=False),
        ),
        transitions=TRANSITIONS,
        contents=(Required("acceptance", "验收材料"),),
        retention=lambda project: "archive-retention-supervision",
        actions="renda.modules.livelihood.actions.project",
    )
)
