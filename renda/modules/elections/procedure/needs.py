"""The data the steps take, named once so that the same question reads the same everywhere."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Need
from renda.modules.elections import posts
from renda.modules.elections.models import (
    AddressedTo,
    AfterPrinting,
    DefenceWay,
    Form,
    Movers,
    NominatedBy,
    Occasion,
    Shortfall,
    WriteInAbstain,
)

YES_NO = (("yes", "是"), ("no", "否"))
REASON = Need("reason", "理由", "long", max_length=300)
FILES = Need("files", "扫描件和附件", "files", required=False)
NOMINATION = Need("nomination", "哪一份提名", "nomination")
SIGNERS = Need("signers", "签名的代表", "deputies", required=False, help="照着纸面上的签名勾选。")
PRESENT_POST = Need("present_post", "现任职务", required=False, example="镇财政所所长", max_length=80)

METHOD = (
    Need("nominate_on", "提名截止日期", "date"),
    Need("nominate_at", "提名截止时刻", "time", example="17:00"),
    Need("margins", "各职务的差额数", "margins", required=False, help="候选人比应选名额多几名。正职只提出一人时可以等额。"),
    Need("write_in_abstain", "弃权的可不可以另选他人", "choice", choices=WriteInAbstain.choices),
    Need("after_printing", "选票印好后候选人退出", "choice", choices=AfterPrinting.choices, help="法律没有规定，由选举办法写明。"),
    Need("shortfall", "当选人数不足怎么办", "choice", choices=Shortfall.choices),
    Need("scrutineers", "监票人数（不含总监票人）", "number"),
    Need("booth", "写票处位置", example="会场东西两侧", max_length=80),
    Need("other", "其他约定", "long", required=False, max_length=1000),
)
OPENING = (
    Need("post", "选举的职务", "choice", choices=posts.choices),
    Need("occasion", "为什么选", "choice", choices=Occasion.choices),
    Need("seats", "应选名额", "number"),
    Need("follows", "上次没有选足的选举", "unfinished_election", required=False, help="上次会议没有选足、这次接着选的，选哪一次。"),
)
NOMINATING = (
    Need("person", "被提名人", "person", required=False),
    Need("newcomer", "名单里没有的，写姓名", "newcomer", required=False, max_length=40,
        help="从外地调来、系统里还没有登记的人写在这里，上面就不用选；“现任职务”一并写上。"),
    Need("proposed_by", "谁提名", "choice", required=False, choices=NominatedBy.choices),
    PRESENT_POST,
    Need("career", "简历", "long", required=False, help="提名人要如实介绍被提名人的情况。", max_length=1500),
    Need("reason", "提名理由", "long", required=False, max_length=600),
    SIGNERS,
    FILES,
)  # fmt: skip
CONSENT = (
    NOMINATION,
    Need("consented", "本人同意被提名", "choice", choices=YES_NO),
    Need("consented_on", "本人表态日期", "date"),
    FILES,
)
REOPEN = (
    REASON,
    Need("nominate_on", "新的提名截止日期", "date"),
    Need("nominate_at", "截止时刻", "time", example="17:00"),
)
SETTLE = (
    Need("candidates", "正式候选人", "candidates"),
    Need("told_apart", "同名候选人怎么区别", "told_apart", required=False, help="写在选票上名字后面，例如“女，上河村”。"),
)
ARRANGE = (Need("order", "按笔画从少到多的先后", "long", max_length=600, help="一行写一个姓名，照选票上的写法。"),)
WITHDRAW = (
    Need("candidate", "哪一位候选人", "candidate"),
    Need("reason", "退出的原因", "long", max_length=200),
    Need("asked_on", "本人书面提出日期", "date"),
    FILES,
)
PRINT = (
    Need("printed_on", "印制日期", "date"),
    Need("printed", "印制张数", "number"),
)
ROUND = (Need("held_on", "投票日期", "date"),)
VACANT = (Need("decision", "大会怎么决定的", "long", max_length=300),)
ANNOUNCE = (Need("announced_on", "公告日期", "date"),)
TAKE_OFFICE = (
    Need("elected", "当选人", "elected"),
    Need("from_on", "任职起始日期", "date"),
    Need("former", "接替哪一位", "former", required=False, help="原任职务的任期到新任起始日的前一天为止。"),
)
OATH = (
    Need("sworn", "宣誓的人", "sworn"),
    Need("sworn_on", "宣誓日期", "date"),
    Need("place", "地点", max_length=60),
    Need("lead", "领誓人（单独宣誓的写“单独宣誓”）", max_length=40),
    FILES,
)
MOVE_REMOVAL = (
    Need("appointment", "被提出罢免的人", "appointment"),
    Need("movers", "谁提出", "choice", required=False, choices=Movers.choices),
    Need("grounds", "罢免理由", "long", help="罢免案要写明理由。", max_length=4000),
    SIGNERS,
    FILES,
)
TELL = (Need("told_on", "告知本人日期", "date"), Need("how", "怎么告知的", max_length=120), FILES)
DEFEND = (
    Need("way", "申辩方式", "choice", choices=DefenceWay.choices),
    Need("made_on", "申辩日期", "date"),
    Need("content", "申辩意见", "long", max_length=6000),
    FILES,
)
DISTRIBUTE = (Need("defence", "哪一份申辩", "defence"), Need("distributed_on", "印发会议日期", "date"))
END_POST = (Need("until_on", "任职的最后一天", "date"),)
RESIGN = (
    Need("appointment", "谁辞职", "appointment"),
    Need("addressed_to", "向谁提出", "choice", choices=AddressedTo.choices),
    Need("session", "在哪次会议上审议", "session", required=False, help="还没有定的先不选。"),
    Need("requested_on", "提出日期", "date"),
    Need("reason", "辞职原因", max_length=200, example="工作变动"),
    FILES,
)
PRESIDIUM_DECIDES = (
    Need("accepted", "主席团接受辞职", "choice", choices=YES_NO),
    Need("decided_on", "决定日期", "date"),
    Need("decision", "决定内容", "long", max_length=300),
)
VOTE_ON = (
    Need("session", "在哪次会议上表决", "session"),
    Need("held_on", "表决日期", "date"),
    Need("method", "表决方式", "choice", choices=(("hands", "举手表决"), ("secret_paper", "无记名投票"))),
)
VOTE = VOTE_ON[1:]
MOVE_QUESTIONING = (
    Need("target", "质询对象", "target"),
    Need("issue", "质询的问题", max_length=200, example="高岭村管网改造资金拨付迟缓的问题"),
    Need("content", "质询内容", "long", max_length=4000),
    SIGNERS,
    FILES,
)
ANSWER_FORM = (
    Need("form", "答复方式", "choice", choices=Form.choices),
    Need("decided_on", "主席团决定日期", "date"),
    Need("after_session", "情况复杂，大会以后答复", "boolean", required=False),
)
ANSWER = (
    Need("answered_on", "答复日期", "date"),
    Need("answered_by", "到会答复或者签署的负责人", max_length=60, example="镇长李某某"),
    Need("by_head", "由受质询机关负责人亲自答复或者签署", "choice", choices=YES_NO),
    Need("content", "答复内容", "long", max_length=6000),
    FILES,
)
OPINION = (
    Need("satisfied", "对答复", "choice", choices=(("yes", "满意"), ("no", "不满意"))),
    Need("movers", "哪几位代表", "movers", required=False, help="人大办代为登记时勾选。"),
)
MOVERS_BACK = Need("signers", "撤回签名的代表", "signed", required=False)
