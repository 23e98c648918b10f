"""The way of a year's vote: wishes, candidates with reasons for what is left out, the vote, the announced list."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Need, Procedure, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.livelihood import conditions as on

COLLECTING, SHORTLIST, LISTED, VOTING, SHORT = "collecting", "shortlist", "listed", "voting", "short"
DECIDED, ANNOUNCED, FILED, CANCELLED = "decided", "announced", "filed", "cancelled"
PREPARE = "livelihood.prepare"
STEPS, DIFFERENTIAL, THRESHOLD = (
    "livelihood-vote-steps",
    "livelihood-vote-differential",
    "livelihood-vote-threshold",
)

BEGIN = (
    Need("year", "哪一年的项目", "number", example="2026"),
    Need("congress_session", "在哪次会议上票决", "session"),
    Need("seats", "应选几项", "number", example="10"),
    Need("wishes_until", "征集到哪天", "date"),
)
WISH = (
    Need("title", "想办的实事", max_length=80, help="一句话。", example="高岭村自来水管网改造"),
    Need("source", "谁提的", "choice", choices=on.SOURCES),
    Need("who", "姓名或者单位", required=False, max_length=60, example="王秀英"),
    Need("place", "地点", required=False, max_length=80, example="高岭村"),
    Need("money", "大约多少钱（万元）", "money", required=False, example="186.5"),
)
PROJECT = (
    Need("title", "项目名称", max_length=80, example="高岭村自来水管网改造"),
    Need("content", "建设内容", "long", max_length=600, example="更换主管9公里，入户420户"),
    Need("place", "地点", required=False, max_length=80),
    Need("money", "投资（万元）", "money", required=False, example="186.5"),
    Need("unit", "责任单位", "any_unit"),
    Need("finish_on", "完成时间", "date"),
)
ANSWERED = Need("wishes", "办的是哪些征集来的意见", "wishes", required=False, help="没有的不选。")
FEW = Need(
    "few_reason",
    "没有差额的原因",
    "long",
    required=False,
    max_length=300,
    help="候选项目不比应选的多，才要写。",
)
VOTE_ON = Need("held_on", "哪天票决", "date", help="要在会期里。")
REASON = Need("reason", "原因", "long", max_length=300)

TRANSITIONS = (
    Transition("begin", "开始征集", (NEW,), COLLECTING, PREPARE, needs=BEGIN, law=("livelihood-vote-basis", STEPS)),
    Transition("wish", "记一条意见", (COLLECTING,), STAY, PREPARE, needs=WISH, masked=("who",), sentence="记征集来的意见：{object}，{title}"),
    Transition("close_wishes", "征集结束", (COLLECTING,), SHORTLIST, PREPARE, sentence="征集结束：{object}"),
    Transition("reopen_wishes", "再征集", (SHORTLIST,), COLLECTING, PREPARE, sentence="再征集：{object}"),
    Transition(
        "propose", "列为候选项目", (COLLECTING, SHORTLIST), STAY, PREPARE, needs=(*PROJECT, ANSWERED), law=(STEPS,),
        sentence="列为候选项目：{object}，{title}", hint="项目由镇政府提出，人大办登记。",
    ),
    Transition(
        "amend", "改候选项目", (COLLECTING, SHORTLIST), STAY, PREPARE, when=on.has_candidates,
        needs=(Need("candidate", "哪个项目", "choice", choices=on.candidates), *PROJECT, ANSWERED), sentence="改候选项目：{object}，{title}",
    ),
    Transition(
        "leave_out", "不列入，写明原因", (COLLECTING, SHORTLIST), STAY, PREPARE, when=on.has_open_wishes,
        needs=(Need("wishes", "哪些意见", "wishes"), REASON), sentence="征集来的意见不列入：{object}，{reason}",
    ),
    Transition("seats", "改应选几项", (COLLECTING, SHORTLIST, LISTED), STAY, PREPARE, needs=(Need("seats", "应选几项", "number"),),
               sentence="改应选几项：{object}，{seats}项"),
    Transition("list", "候选名单定了", (SHORTLIST,), LISTED, PREPARE, needs=(FEW,), law=(DIFFERENTIAL,), sentence="候选名单定了：{object}"),
    Transition("relist", "名单退回再改", (LISTED,), SHORTLIST, PREPARE, when=on.nothing_chosen, needs=(REASON,), sentence="名单退回再改：{object}，{reason}"),
    Transition(
        "withdraw", "项目退出", (COLLECTING, SHORTLIST, LISTED, VOTING, SHORT), STAY, PREPARE, when=on.has_candidates,
        needs=(Need("candidate", "哪个项目", "choice", choices=on.undecided), REASON), sentence="候选项目退出：{object}，{reason}",
        hint="已经提交大会票决的，票不重印：主席团在投票以前向大会说明，投给它的票照记，不能入选。要重印的，改点“撤下这次票决”。",
    ),
    Transition(
        "vote", "提交大会票决", (LISTED,), VOTING, PREPARE, needs=(VOTE_ON, FEW), law=(THRESHOLD,), sentence="提交大会票决：{object}",
        confirm="生成票决票，放进案卷；票数到“表决”里录入，录好宣布以后，结果自动记到这里。",
    ),
    Transition("vote_again", "再次票决", (SHORT,), VOTING, PREPARE, needs=(VOTE_ON,), law=(THRESHOLD,), sentence="再次票决：{object}",
               hint="有票数相等的，只就这几个再投；没有的，就没有入选的再投。"),
    Transition("call_off", "撤下这次票决", (VOTING,), STAY, PREPARE, needs=(REASON,), then=("to_list", "to_short"),
               confirm="印好的票决票作废，已经录入的票数不算。", sentence="撤下票决：{object}，{reason}"),
    Transition("take_result", "记下票决结果", (VOTING,), STAY, "livelihood.auto_take_result", by_hand=False,
               then=("to_decided", "to_list", "to_short"), sentence="票决结果：{object}"),
    Transition("to_decided", "选足", (VOTING,), DECIDED, "livelihood.auto_to_decided", by_hand=False, when=on.is_complete, sentence="已经选足：{object}"),
    Transition("to_list", "等重新票决", (VOTING,), LISTED, "livelihood.auto_to_list", by_hand=False, when=on.nothing_chosen, sentence="等重新票决：{object}"),
    Transition("to_short", "没有选足", (VOTING,), SHORT, "livelihood.auto_to_short", by_hand=False, sentence="没有选足：{object}"),
    Transition("leave_open", "不再票决", (SHORT,), DECIDED, PREPARE, needs=(REASON,), when=on.something_chosen, sentence="其余不再票决：{object}，{reason}"),
    Transition(
        "announce", "公布，交办", (DECIDED,), ANNOUNCED, PREPARE, law=("livelihood-project-supervision",),
        needs=(Need("publish_by", "实施计划哪天以前报来", "date"),), sentence="公布民生实事项目：{object}",
        confirm="大会决定按票决结果生成，放进案卷；每个项目各立一件，责任单位马上收到消息。",
    ),
    Transition("keep", "放进案卷", (COLLECTING, SHORTLIST, LISTED, VOTING, SHORT, DECIDED, ANNOUNCED), STAY, PREPARE,
               needs=(Need("title", "材料名称", max_length=120, example="政府关于候选项目的说明"), Need("files", "材料文件", "files")), sentence="放进案卷：{object}"),
    Transition("file", "归档", (ANNOUNCED,), FILED, PREPARE, seals=True, confirm="案卷封存，以后只能查看，不能再改。各个项目另有案卷。"),
    Transition("cancel", "今年不搞了", (COLLECTING, SHORTLIST, LISTED), CANCELLED, PREPARE, needs=(REASON,), sentence="不搞了：{object}，{reason}"),
)  # fmt: skip

CAMPAIGN = register(
    Procedure(
        key="livelihood",
        label="民生实事项目票决",
        model="livelihood.Campaign",
        states=(
            State(COLLECTING, "正在征集", "doing"),
            State(SHORTLIST, "正在筛选", "doing"),
            State(LISTED, "待票决", "waiting"),
            State(VOTING, "正在票决", "doing"),
            State(SHORT, "没有选足", "waiting", main=False),
            State(DECIDED, "待公布", "waiting"),
            State(ANNOUNCED, "待归档", "waiting"),
            State(FILED, "已归档", "done", closed=True),
            State(CANCELLED, "不搞了", "withheld", closed=True, main=False),
        ),
        transitions=TRANSITIONS,
        contents=(
            Required("ballot", "票决票"),
            Required("count", "计票报告单"),
            Required("decision", "大会决定"),
        ),
        retention=lambda campaign: "archive-retention-session-core",
        actions="renda.modules.livelihood.actions.campaign",
    )
)
