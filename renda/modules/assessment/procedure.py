"""The way of a year's assessment: the scheme is loaded, each item bound, proved and settled, handed in, judged, filed."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Need, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.assessment import conditions as on
from renda.modules.assessment.models import Period, Rule
from renda.modules.assessment.policy import KEEP
from renda.modules.assessment.selectors import OPEN, RULE

HANDED, FILED, DROPPED = "handed", "filed", "dropped"
PERIODS = tuple((key or "whole", label) for key, label in Period.choices)

NAMES = (
    Need("title", "考评办法名称", max_length=120, example="乡镇人大工作考评办法"),
    Need("organ", "考评单位", required=False, max_length=80, example="某县人大常委会"),
    Need("from_on", "从哪天", "date"),
    Need("until_on", "到哪天", "date"),
    Need("hand_in_on", "哪天以前上报", "date"),
)
ITEM = (
    Need(
        "group",
        "考评项目",
        required=False,
        max_length=80,
        example="会议工作",
        help="大的一类，没有分类的不填。",
    ),
    Need("title", "考评内容", "long", max_length=300, example="依法召开主席团会议，每年不少于4次"),
    Need("standard", "评分标准", "long", required=False, max_length=2000, example="每少一次扣1分"),
    Need("points", "分值", "decimal", example="4"),
    Need("wanted", "要的材料", required=False, max_length=300, example="会议通知、签到册、纪要"),
    Need("period", "时段", "choice", choices=PERIODS),
    Need("due_on", "哪天以前备齐", "date", required=False, help="不填就按上报的日子往前推。"),
)
BINDING = (
    Need(
        "figure",
        "取系统里的哪个数",
        "figure",
        required=False,
        help="没有合适的，选“不取数，看材料人工定分”。",
    ),
    Need("target", "要求多少", "decimal", required=False, help="考评办法里写的次数、件数或者百分数。"),
    Need("rule", "怎样得分", "choice", choices=tuple(Rule.choices)),
    Need("each", "每一个几分", "decimal", required=False, help="“每少一次扣1分”的填1。"),
)
ANSWER = (
    Need("done", "完成情况", "long", max_length=2000, example="召开主席团会议5次，议题12个，纪要齐全。"),
    Need("score", "自评得分", "decimal"),
    Need("remark", "说明", "long", required=False, max_length=300, help="得分和系统算的不一样，写明为什么。"),
)
REASON = Need("reason", "为什么", "long", max_length=300)
DAY = StartsDeadline("hand_in", RULE, "上报年终考评自评表", KEEP, day=lambda step: step.matter.hand_in_on)

ASSESSMENTS = register(
    Procedure(
        key="assessment",
        label="年终考评",
        model="assessment.Assessment",
        states=(
            State(OPEN, "正在填报", "doing"),
            State(HANDED, "已上报", "waiting"),
            State(FILED, "已归档", "done", closed=True),
            State(DROPPED, "不办了", "withheld", closed=True, main=False),
        ),
        transitions=(
            Transition("begin", "开始一年的考评", (NEW,), OPEN, KEEP, needs=(
                Need("year", "年度", "number"), *NAMES,
                Need("copy", "沿用哪一年的考评内容", "choice", required=False, choices=on.earlier_ones, help="考评办法没有大改的，沿用以后只改变了的几项。")),
                starts=(DAY,), sentence="开始年终考评：{object}"),
            Transition("change", "改名称和日期", (OPEN,), STAY, KEEP, needs=NAMES, cancels=("hand_in",), starts=(DAY,), sentence="改年终考评的名称或者日期：{object}"),
            Transition("load", "装入考评表", (OPEN,), STAY, KEEP, by_hand=False, sentence="装入考评表：{object}，{count}项", needs=(Need("count", "项数", "number"),)),
            Transition("add", "加一项", (OPEN,), STAY, KEEP, needs=ITEM, sentence="加考评内容：{title}"),
            Transition("amend", "改这一项", (OPEN,), STAY, KEEP, needs=ITEM, sentence="改考评内容：{title}"),
            Transition("take_out", "去掉这一项", (OPEN,), STAY, KEEP, needs=(REASON,), sentence="去掉考评内容：{object}，{reason}"),
            Transition("bind", "定取数办法", (OPEN,), STAY, KEEP, needs=BINDING, sentence="定考评内容的取数办法：{object}"),
            Transition("confirm", "核对取数办法", (OPEN,), STAY, KEEP, by_hand=False, sentence="核对考评内容的取数办法：{object}，{count}项", needs=(Need("count", "项数", "number"),)),
            Transition("attach", "加佐证材料", (OPEN,), STAY, KEEP, needs=(
                Need("title", "材料名称", required=False, max_length=120, help="不填就用文件名。"), Need("files", "文件", "files", required=False)), sentence="加佐证材料：{object}"),
            Transition("detach", "拿掉佐证材料", (OPEN,), STAY, KEEP, by_hand=False, needs=(Need("what", "材料"),), sentence="拿掉佐证材料：{what}"),
            Transition("settle", "定分", (OPEN,), STAY, KEEP, needs=ANSWER, sentence="考评内容定分：{object}，{score}分"),
            Transition("hand_in", "上报自评表", (OPEN,), HANDED, KEEP, when=on.all_settled, meets=("hand_in",), needs=(
                Need("handed_in_on", "上报日期", "date"), Need("files", "盖了章的自评表", "files", required=False)),
                confirm="自评表按现在的得分生成，放进案卷。上报以后要退回来才能再改。", sentence="上报年终考评自评表：{object}"),
            Transition("take_back", "退回来改", (HANDED,), OPEN, KEEP, when=on.no_result_yet, needs=(REASON, Need("hand_in_on", "哪天以前再报", "date")),
                starts=(DAY,), sentence="年终考评退回来改：{object}，{reason}"),
            Transition("judge", "登记县里的评分", (HANDED,), STAY, KEEP, needs=(
                Need("county_score", "县里评的分", "decimal"), Need("county_rank", "名次或者等次", required=False, max_length=40, example="第2名"),
                Need("county_opinion", "县里的意见", "long", required=False, max_length=2000), Need("files", "通报", "files", required=False)),
                sentence="登记年终考评结果：{object}，{county_score}分"),
            Transition("file", "归档", (HANDED,), FILED, KEEP, seals=True, confirm="案卷封存，以后只能查看，不能再改。", sentence="年终考评归档：{object}"),
            Transition("drop", "不办了", (OPEN,), DROPPED, KEEP, cancels=("hand_in",), needs=(REASON,), sentence="年终考评不办了：{object}，{reason}"),
        ),
        contents=(Required("return", "自评表"),),
        retention=lambda assessment: "paper-retention",
        actions="renda.modules.assessment.actions.assessment",
    )
)  # fmt: skip
