"""The data the steps take, named once."""

from __future__ import annotations

from renda.kernel.people.register import Gender
from renda.kernel.procedures.declaration import Need
from renda.modules.deputy_elections.models.contest import Ground, Nominator
from renda.modules.deputy_elections.models.election import Way
from renda.modules.deputy_elections.procedure import conditions as on

EXCUSE = Need(
    "late_reason", "晚于法定日期的原因", "long", required=False, max_length=300,
    help="没有晚的不填。晚了的，应当先考虑把选举日往后改。",
)  # fmt: skip
FACTS = (
    Need("quota", "代表名额", "number", help="换届填县人大常委会确定的名额，补选填出缺的名额。"),
    Need("population", "全镇人口数", "number", required=False, help="用来核对名额的上限，补选可以不填。"),
    Need("organ", "主持机构", max_length=60, example="云溪镇选举委员会"),
    Need("decision", "名额和选举日的依据", required=False, max_length=120, example="云峰人常发〔2026〕21号"),
)
OPEN = (
    Need("way", "类别", "choice", choices=Way.choices),
    Need("term", "选举哪一届的代表", "choice", choices=on.terms, help="换届选举还没有登记新一届的，先到人员登记里登记。"),
    Need("polling_on", "选举日", "date", help="其他日期都从这一天往回排。"),
    *FACTS,
)
MOVE = (
    Need("polling_on", "新的选举日", "date"),
    Need("reason", "原因", "long", max_length=300, example="县人大常委会决定推迟选举日。"),
)
TICK = (
    Need("step", "办完了哪一步", "choice", choices=on.open_steps),
    Need("done_on", "完成日期", "date"),
    Need("note", "说明", required=False, max_length=200),
)
UNTICK = (Need("step", "哪一步没有办完", "choice", choices=on.ticked_steps), Need("reason", "原因", max_length=200))
ROLL = (
    Need("voters", "选民总数", "number", help="只填人数，选民名册仍在纸上。"),
    Need("done_on", "公布日期", "date"),
    Need("posted_at", "张贴地点", max_length=80, example="石桥村村务公开栏"),
    EXCUSE,
)
CORRECTED = (
    Need("voters", "更正后的选民总数", "number"),
    Need("reason", "为什么更正", max_length=200, example="申诉成立，补登2人。"),
)
OBJECTION = (
    Need("ground", "申诉事由", "choice", choices=Ground.choices),
    Need("words", "申诉内容", "long", max_length=300, help="只写什么问题，不写申诉人和选民的身份证号、电话。"),
    Need("received_on", "收到日期", "date"),
)
ANSWER = (
    Need("objection", "哪一件申诉", "choice", choices=on.open_objections),
    Need("upheld", "申诉成立", "boolean", required=False),
    Need("decision", "处理决定", "long", max_length=300, example="经核对确系漏登，补登入册并补发选民证。"),
    Need("decided_on", "处理日期", "date"),
)
SUIT = (
    Need("objection", "哪一件申诉", "choice", choices=on.answered_objections),
    Need("sued_on", "起诉日期", "date"),
)
NOMINATION = (
    Need("name", "姓名", max_length=40),
    Need("gender", "性别", "choice", choices=Gender.choices),
    Need("ethnicity", "民族", max_length=20, example="汉族"),
    Need("born", "出生年月", max_length=20, example="1979年3月"),
    Need("education", "文化程度", max_length=20, example="高中"),
    Need("post", "职业及职务", max_length=80, example="高岭村种植合作社理事长"),
    Need("nominated_by", "推荐方式", "choice", choices=Nominator.choices),
    Need("nominator", "推荐人", max_length=80, example="镇工会", help="选民联名的，写第一个签名人。"),
    Need("signers", "联名选民数", "number", required=False, help="选民联名推荐的必填，以推荐表上的签名为准。"),
    Need("most_by_one", "签名人中一个人最多推荐了几名", "number", required=False, help="不填按1名算。"),
    Need("received_on", "收到推荐表日期", "date"),
)
WITHDRAWAL = (
    Need("candidate", "哪一名候选人", "choice", choices=on.candidates),
    Need("note", "原因", max_length=200, example="本人书面提出不接受推荐。"),
)
PRELIMINARY = (
    Need("done_on", "公布日期", "date"),
    Need("order", "按笔画从少到多的先后", "order", required=False, max_length=1200,
        help="姓名里有系统不知道笔画的字，先排在最后。请查字典，排到应在的位置；一行写一个姓名。名单和选票都按这个先后。"),
    EXCUSE,
)  # fmt: skip
FORMAL = (
    Need("candidates", "正式代表候选人", "candidates"),
    Need("settled_by", "怎样确定的", max_length=200, example="各选民小组讨论协商，按多数选民意见确定"),
    Need("poll_place", "投票时间和地点", max_length=120, example="上午8时至12时，高岭村村委会院内"),
    Need("done_on", "公布日期", "date"),
    EXCUSE,
)
POLL = (
    Need("participants", "参加投票人数", "number", help="包括委托投票和流动票箱。"),
    Need("proxies", "其中委托投票", "number", required=False),
)
AGAIN = (
    Need("candidates", "这一次的候选人", "candidates"),
    Need("voting_on", "投票日期", "date"),
    Need("poll_place", "投票时间和地点", max_length=120),
)
REVIEW = (
    Need("valid", "资格有效的", "elected", required=False),
    Need("reviewed_on", "审查确认日期", "date"),
    Need("note", "审查情况", "long", max_length=300, required=False, help="有当选无效的，写明原因。", example="经审查，选举符合法律规定，没有发现当选无效的情形。"),
    Need("vacancy_reason", "没有选足的，怎样办", max_length=300, required=False, example="缺额1名，报县人大常委会，留待补选。"),
)  # fmt: skip
SEAT = (
    Need("elected", "当选代表", "choice", choices=on.without_seat),
    Need("person", "是不是已经登记过的人", "choice", choices=on.same_names),
    Need("from_on", "代表资格起始日期", "date", help="换届从新一届第一次会议开始，补选从确认之日开始。"),
)
REASON = Need("reason", "原因", "long", max_length=300)
