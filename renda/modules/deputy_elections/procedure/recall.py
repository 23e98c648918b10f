"""The way of a recall: asked by voters, sent to the county, voted on in the constituency, the seat ended."""

from __future__ import annotations

from renda.kernel.procedures.declaration import NEW, STAY, Need, Procedure, State, Transition
from renda.modules.deputy_elections.policy import CONFIRM, WORK
from renda.modules.deputy_elections.procedure import conditions as on
from renda.modules.deputy_elections.procedure import needs

ASKED, WITH_COUNTY, COUNTING, DECIDED, CLOSED, DROPPED = "asked", "with_county", "counting", "decided", "closed", "dropped"

RECALL = Procedure(
    key="recall",
    label="罢免代表",
    model="deputy_elections.Recall",
    states=(
        State(ASKED, "已收到", "waiting"),
        State(WITH_COUNTY, "已报县人大常委会", "doing"),
        State(COUNTING, "正在计票", "doing"),
        State(DECIDED, "表决已宣布", "doing"),
        State(CLOSED, "已归档", "done", closed=True),
        State(DROPPED, "没有表决", "withheld", closed=True, main=False),
    ),
    transitions=(
        Transition("ask", "登记罢免要求", (NEW,), ASKED, WORK, law=("recall-of-deputy-request",), sentence="登记罢免要求：{object}", needs=(
            Need("mandate", "要求罢免的代表", "deputy"),
            Need("signers", "联名选民数", "number", help="只填人数，签名册留在纸上。"),
            Need("reasons", "罢免理由", "long", max_length=2000),
            Need("received_on", "收到日期", "date"),
        )),
        Transition("forward", "报县人大常委会", (ASKED,), WITH_COUNTY, WORK, law=("recall-of-deputy-request", "recall-of-deputy-vote"),
            needs=(Need("county_on", "报送日期", "date"),)),
        Transition("defend", "记录申辩", (ASKED, WITH_COUNTY), STAY, WORK, law=("recall-of-deputy-vote",),
            needs=(Need("defence", "申辩意见", "long", max_length=4000, help="代表有权申辩；书面申辩由县人大常委会印发原选区选民。"),)),
        Transition("close_poll", "表决结束，开始计票", (WITH_COUNTY,), COUNTING, WORK, law=("recall-of-deputy-vote",), confirm="开始计票以后，选民总数不能再改。", needs=(
            Need("voters", "原选区全体选民", "number"),
            Need("participants", "参加表决人数", "number"),
            Need("voting_on", "表决日期", "date"),
            Need("chaired_by", "县人大常委会派来主持的人", max_length=60),
        )),
        Transition("count_void", "计票作废", (COUNTING,), WITH_COUNTY, WORK, by_hand=False),
        Transition("take_result", "记下表决结果", (COUNTING,), DECIDED, WORK, by_hand=False, law=("recall-of-deputy-vote",), sentence="罢免表决结果：{object}"),
        Transition("end_seat", "终止代表资格", (DECIDED,), STAY, CONFIRM, law=("deputy-qualification-end", "recall-effect-on-chair"), when=on.recall_passed,
            confirm="登记以后，这个人不再是代表。", needs=(Need("until_on", "代表资格的最后一天", "date"),)),
        Transition("seal", "归档", (DECIDED,), CLOSED, WORK, seals=True, confirm="案卷封存，以后只能查看。"),
        Transition("drop", "不再办理", (ASKED, WITH_COUNTY), DROPPED, WORK, needs=(needs.REASON,), confirm="记下原因，不再表决。"),
    ),
    retention=lambda recall: "archive-retention-session-core",
    actions="renda.modules.deputy_elections.actions.recall",
)  # fmt: skip
