"""What the steps of an appraisal ask for."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Need
from renda.modules.appraisals import conditions as on

REASON = Need("reason", "原因", "long", max_length=300)
PROPOSE = (
    Need("title", "评议名称", max_length=80, example="2026年基层站所评议"),
    Need("year", "哪一年的", "number", example="2026"),
    Need("units", "评议哪些单位", "any_units"),
    Need(
        "why",
        "为什么选这些单位",
        "long",
        max_length=1000,
        help="写清来信来访、代表建议里反映了多少件、反映什么。",
    ),
    Need("visit_from", "走访从哪天开始", "date"),
    Need("visit_until", "走访到哪天结束", "date"),
    Need("meeting_on", "哪天开评议会", "date"),
    Need("ends_on", "整改到哪天结束", "date"),
    Need(
        "guests", "邀请谁参加评议会", max_length=200, example="镇党委、镇人民政府领导成员和县级主管部门负责人"
    ),
)
APPROVE = (
    Need("approved_on", "哪天批准的", "date"),
    Need("approved_by", "谁批准的", max_length=80, example="镇党委"),
    Need("approval", "怎么批的", "long", max_length=600, example="同意。请各站所如实报告工作。"),
    Need("files", "批件扫描件、照片", "files"),
)
PLAN = (
    Need("leader", "评议组组长", "leader"),
    Need("deputies", "评议代表", "team", help="与受评单位负责人是亲属的代表不选。"),
    Need("contents", "评议什么", "long", max_length=2000, help="一行写一条，问卷就按这几条问。"),
    Need("visit_from", "走访从哪天开始", "date"),
    Need("visit_until", "走访到哪天结束", "date"),
    Need("visit_least", "每个单位最少走访多少人", "number"),
    Need("report_by", "单位的报告哪天以前送来", "date"),
    Need("meeting_on", "哪天开评议会", "date"),
    Need("meeting_at", "几点", max_length=40, example="上午9时"),
    Need("venue", "在哪里开", max_length=80, example="镇政府三楼会议室"),
    Need("grades", "测评分几等", "choice", choices=on.GRADES),
)
LEADERS = (
    Need("on", "哪天开的", "date"),
    Need("by", "谁参加", max_length=200, example="三个小组的组长、人大主席"),
    Need("text", "怎么分工、怎么要求", "long", max_length=2000),
    Need("files", "会议记录、照片", "files", required=False),
)
ARRANGE = (
    Need("report_minutes", "单位报告几分钟", "number"),
    Need("speech_minutes", "代表发言几分钟", "number"),
    Need("question_minutes", "提问和回答几分钟", "number"),
)
ADD_LINE = (
    Need("appraised", "关于哪个单位", "choice", required=False, choices=on.units),
    Need("kind", "什么事", "choice", choices=on.SPEECHES),
    Need("who", "谁", max_length=40, example="王建国代表"),
    Need("minutes", "几分钟", "number", required=False),
)
STRIKE_LINE = (Need("line", "哪一项", "choice", choices=on.lines),)
SPEAK = (
    Need("line", "议程上的哪一项", "choice", required=False, choices=on.lines, help="议程上没有的发言不选。"),
    Need("appraised", "关于哪个单位", "choice", required=False, choices=on.units),
    Need("kind", "什么事", "choice", choices=on.SPEECHES),
    Need("who", "谁说的", max_length=40, example="王建国代表"),
    Need("text", "说了什么", "long", max_length=3000, help="记要点，问题和承诺照原话记。"),
)
VOTE = (
    Need("held_on", "哪天测评", "date"),
    Need("monitors", "监票人", "long", max_length=200, help="每行写一个姓名，至少两人，建议三人。"),
    Need(
        "others", "代表以外的投票人", "long", required=False, max_length=4000,
        help="每行写一个姓名，例如受邀参加评议的群众；没有就不填。",
    ),
)  # fmt: skip
VOTE_AGAIN = (Need("units", "再测评哪些单位", "waiting_units"), *VOTE)
TELL = (
    Need(
        "session",
        "向哪次大会报告",
        "session",
        required=False,
        help="下一次大会已经登记的，选上，会上好报告。",
    ),
    Need("note", "要向代表说的话", "long", required=False, max_length=1000),
)
KEEP = (
    Need("title", "材料名称", max_length=120, example="评议会照片"),
    Need("files", "材料文件", "files"),
)
TEAM = (
    Need("head", "小组组长", "member"),
    Need("team", "小组成员", "members", help="列出来的是评议代表。"),
)
REPORT = (
    Need(
        "report",
        "报告的要点",
        "long",
        max_length=2000,
        help="做了什么、存在什么问题、打算怎么改，几句话写清。",
    ),
    Need("files", "工作报告", "files"),
)
NOTE = (
    Need("kind", "记什么", "choice", choices=on.NOTES),
    Need("on", "哪天", "date"),
    Need("by", "谁去的", max_length=200, example="王建国、李秀兰代表"),
    Need("people", "见了多少人", "number"),
    Need("text", "听到什么、看到什么", "long", max_length=2000, help="按原话记，不写反映人的姓名。"),
    Need("files", "照片、材料", "files", required=False),
)
LIST_DEMAND = (
    Need("fault", "问题", "long", max_length=600, example="办证窗口中午没有人，群众多跑一趟。"),
    Need("ask", "要求怎么改", max_length=200, example="办证窗口实行轮流值班，中午不断人"),
)
OPINION = (
    Need("merits", "肯定的工作", "long", max_length=2000, help="一行写一条。"),
    Need("again", "整改以后再测评一次", "boolean", required=False, help="结果差的，不勾也会再测评。"),
    Need("cc", "抄送", required=False, max_length=120, example="镇党委、县级主管部门"),
)
HAND_IN_PLAN = (
    Need("study", "怎么研究的", max_length=300, example="6月12日召开全体职工会议，逐条研究"),
    Need("files", "盖章的方案", "files", required=False),
)
PRESS = (
    Need("on", "哪天检查的", "date"),
    Need("found", "检查时看到什么", "long", max_length=600),
    Need("report_by", "哪天以前改好、报来结果", "date"),
    Need("superior", "再不改，向哪个上级部门通报", max_length=80, example="县供电公司"),
)
HAND_IN_RESULT = (
    Need("unfinished", "没有改完的，写明原因和什么时候改完", "long", required=False, max_length=1000),
    Need("lasting", "今后怎么坚持", "long", max_length=1000),
    Need("files", "盖章的报告", "files", required=False),
)
SETTLE = (
    Need("on", "哪天复查完的", "date"),
    Need("text", "复查结论", "long", max_length=1000, example="三条整改意见都已改好，群众反映明显好转。"),
)
PASS_UP = (
    Need(
        "text",
        "报给谁、怎么处理",
        "long",
        max_length=1000,
        example="报镇党委，并函告县级主管部门，建议调整主要负责人。",
    ),
    Need("files", "报告、函件", "files"),
)
MEASURE = (
    Need("measure", "怎么改", "long", max_length=600, example="排出值班表，贴在大厅。"),
    Need("person", "责任人", max_length=40, example="马骏"),
    Need("due_on", "哪天以前改好", "date"),
)
SHOW = (
    Need("result", "改得怎么样", "long", max_length=2000),
    Need("files", "证明材料、照片", "files", help="整改前后的照片、台账、通知都行。"),
)
PASS = (
    Need("on", "哪天复查", "date"),
    Need("text", "看到什么", "long", max_length=1000, help="谁去的、看了什么、有没有真的改好。"),
    Need("files", "复查的照片", "files", required=False),
)
FAIL = (
    Need("on", "哪天复查", "date"),
    Need("text", "哪里没有改好", "long", max_length=1000),
    Need("due_on", "改到哪天以前", "date"),
)
