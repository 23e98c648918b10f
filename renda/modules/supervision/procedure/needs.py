"""What the steps of an inspection ask for."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Need
from renda.modules.supervision import conditions as on

REASON = Need("reason", "原因", "long", max_length=300)
PROPOSE = (
    Need("form", "用什么形式", "choice", choices=on.FORMS),
    Need("topic", "题目", max_length=80, example="农产品质量安全法执法检查"),
    Need(
        "law",
        "检查哪部法律法规",
        required=False,
        max_length=120,
        help="执法检查要写，写全称。",
        example="中华人民共和国农产品质量安全法",
    ),
    Need("source", "题目从哪里来", "choice", choices=on.SOURCES),
    Need("why", "为什么选这个题目", "long", max_length=1000, help="写清群众反映什么、反映了多少。"),
    Need(
        "evidence",
        "哪些建议和群众意见说的是这件事",
        "evidence",
        required=False,
        help="勾上以后，从这里一点就能打开原件。",
    ),
)
DECIDE = (
    Need("decided_on", "哪天决定", "date"),
    Need("decided_by", "哪次会议决定", max_length=120, example="主席团第六次会议"),
    Need("decision", "怎么决定的", "long", max_length=600, example="同意列入，6月中旬检查。"),
)
PROBE = (
    Need("on", "哪天去摸底", "date"),
    Need("by", "谁去的", max_length=80, example="周文书、王代表"),
    Need(
        "found",
        "了解到什么",
        "long",
        max_length=2000,
        help="走访了哪里、多少人，反映最多的是什么，准备重点查什么。",
    ),
    Need("files", "材料和照片", "files", required=False),
)
PLAN = (
    Need("leader", "组长", "leader"),
    Need("team", "参加的代表", "team", help="去得少的排在前面；每个人下面写着懂什么、住哪个村。"),
    Need("units", "受检查、要准备材料的单位", "any_units"),
    Need(
        "experts",
        "随同人员",
        "long",
        required=False,
        max_length=300,
        example="请县农业综合行政执法大队派两名执法人员随同。",
    ),
    Need("starts_on", "从哪天开始", "date"),
    Need("ends_on", "到哪天结束", "date"),
    Need("materials_by", "单位的材料哪天以前送来", "date"),
    Need("draft_by", "报告哪天以前写好", "date"),
    Need(
        "hearing_at",
        "开会听取报告的时间",
        required=False,
        max_length=40,
        help="听取专项工作报告的才填。",
        example="2026年6月3日上午9时",
    ),
    Need("venue", "开会地点", required=False, max_length=80),
)
ARTICLES = (
    Need("articles", "要查哪几条", "articles", help="勾上的每一条都成为检查表里的一项，文字可以再改。"),
)
ITEMS = (
    Need(
        "items",
        "检查什么",
        "long",
        max_length=4000,
        help="一行写一项。",
        example="进货台账和购货凭证是否齐全",
    ),
)
WORD = (
    Need("item", "哪一项", "choice", choices=on.items),
    Need("text", "改成", "long", max_length=200, example="有没有进货台账"),
)
STRIKE_ITEM = (Need("item", "哪一项", "choice", choices=on.items),)
SITES = (
    Need("on", "哪天去", "date"),
    Need("at", "几点", required=False, max_length=20, example="上午"),
    Need("lead", "带队人", required=False, max_length=40, example="吴建民"),
    Need(
        "places", "去哪些地方", "long", max_length=4000, help="一行写一个检查点。", example="集镇东街农资店"
    ),
)
STRIKE_SITE = (Need("site", "哪个检查点", "choice", choices=on.sites), REASON)
STRIKE_FINDING = (
    Need("finding", "哪一条记录", "finding"),
    Need("reason", "怎么记错的", "long", max_length=200, example="检查点选错了，已经重新记了一条。"),
)
FINISH = (
    Need("ends_on", "哪天查完的", "date"),
    Need("heard", "听取了哪些单位的汇报", max_length=200, example="农业农村办公室、市场监督管理所"),
    Need("visited", "走访了多少人", "number"),
    Need("files_read", "查阅案卷、台账多少份", "number"),
    Need("talks", "开了几次座谈会", "number", required=False, help="没有开的不填。"),
)
PROBLEM = (
    Need("title", "问题", max_length=80, help="一句话。", example="个别门店台账不全"),
    Need("facts", "事实", "long", max_length=1000, help="哪里、什么时候、多少，写清楚。"),
    Need(
        "article",
        "违反哪一条",
        required=False,
        max_length=160,
        help="执法检查要写。",
        example="《农药管理条例》第二十七条",
    ),
    Need("ask", "整改要求", "long", max_length=600, example="补齐台账，7月底前复查。"),
    Need("unit", "谁整改", "any_unit"),
    Need("due_on", "哪天以前整改好", "date"),
    Need(
        "findings",
        "根据哪些现场记录",
        "findings",
        required=False,
        help="勾上以后，从问题一点就能看到当时的记录和照片。",
    ),
)
REPORT = (
    Need("meeting", "哪次会议审议", max_length=120, example="主席团第七次会议"),
    Need(
        "situation",
        "基本情况",
        "long",
        required=False,
        max_length=3000,
        help="一段写一行。查了多少点、多少项、多少有问题，系统按记录写在最前面，不用抄。",
    ),
    Need("causes", "问题的原因", "long", required=False, max_length=3000, help="调研报告才填，一行写一条。"),
    Need("advice", "意见和建议", "long", max_length=3000, help="一行写一条。"),
)
FEEDBACK = (
    Need("on", "哪天报来的", "date"),
    Need("text", "研究处理情况", "long", max_length=3000),
    Need("files", "报来的材料", "files", required=False),
)
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
SHOW = (
    Need("result", "整改措施和结果", "long", max_length=2000),
    Need("person", "责任人", max_length=40, example="马骏"),
    Need("files", "证明材料、照片", "files", help="整改前后的照片、台账、发票都行。"),
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
PRESS = (
    Need("on", "哪天检查的", "date"),
    Need("found", "检查时看到什么", "long", max_length=600),
    Need("report_by", "哪天以前改好、报来结果", "date"),
    Need("superior", "再不改，向哪个上级部门通报", max_length=80, example="县市场监督管理局"),
)
MOVE = (Need("due_on", "改到哪天以前", "date"), REASON)
KEEP = (
    Need("title", "材料名称", max_length=120, example="签字的检查记录"),
    Need("files", "材料文件", "files"),
)
