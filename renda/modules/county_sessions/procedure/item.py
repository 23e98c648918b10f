"""The way of one bill or suggestion: written, checked, numbered, handed in, answered by the county, judged, closed."""

from __future__ import annotations

from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Procedure, StartsDeadline, State, Transition
from renda.kernel.procedures.registry import register
from renda.modules.county_sessions.procedure import conditions as on
from renda.modules.county_sessions.procedure import needs

DRAFT, COLLECTED, CHECKED, PRINTED, SUBMITTED = "draft", "collected", "checked", "printed", "submitted"
HANDLING, REPLIED, JUDGED, CLOSED, WITHDRAWN, DROPPED = (
    "handling",
    "replied",
    "judged",
    "closed",
    "withdrawn",
    "dropped",
)
KEEP, WRITE, WITHDRAW = "county_item.keep", "county_item.write", "county_item.withdraw"
BILL, REPLY_RULE = "county-bill-by-ten-deputies", "suggestion-reply-three-months"
ASSIGNED = StartsDeadline(
    "assigned",
    "suggestion-assign-deadline",
    "问县里交办没有",
    KEEP,
    start=lambda step: step.matter.session.closes_on,
    name=lambda step: "in_session",
    internal=True,
)
REPLY = StartsDeadline(
    "reply",
    REPLY_RULE,
    "县里答复代表",
    KEEP,
    start=lambda step: step.matter.assigned_on,
    case=on.complexity,
    when=on.is_suggestion_now,
)
AGAIN = StartsDeadline(
    "reply", "suggestion-rehandle", "县里再答复代表", KEEP, start=lambda step: step.data["assigned_on"]
)
VERDICT = StartsDeadline(
    "verdict",
    "suggestion-deputy-feedback",
    "代表评价答复",
    "county_item.judge",
    start=lambda step: step.matter.replied_on,
    person=on.author_person,
)
PROMISE = StartsDeadline(
    "promise",
    "county-promise-followed",
    "承诺办成",
    KEEP,
    day=lambda step: step.matter.promise_due_on,
    when=lambda step: bool(step.matter.promise),
)

STATES = (
    State(DRAFT, "草稿", "later"),
    State(COLLECTED, "待把关", "waiting"),
    State(CHECKED, "待编号打印", "doing"),
    State(PRINTED, "待报送", "doing"),
    State(SUBMITTED, "已报送，等县里交办", "waiting"),
    State(HANDLING, "县里正在办", "doing"),
    State(REPLIED, "已答复，待代表评价", "waiting"),
    State(JUDGED, "已评价，待了结", "doing"),
    State(CLOSED, "已了结", "done", closed=True),
    State(WITHDRAWN, "已撤回", "withheld", closed=True, main=False),
    State(DROPPED, "没有报送", "withheld", closed=True, main=False),
)
WRITING = (
    Transition(
        "draft",
        "存下来",
        (NEW,),
        DRAFT,
        WRITE,
        needs=needs.DRAFT,
        law=(BILL,),
        notices=("county_item.cosign_asked",),
        sentence="县人大代表写草稿：{object}",
    ),
    Transition(
        "edit",
        "修改",
        (DRAFT,),
        STAY,
        WRITE,
        needs=needs.EDIT,
        notices=("county_item.cosign_asked",),
        sentence="修改草稿：{object}",
    ),
    Transition(
        "hand_in",
        "交给人大办",
        (DRAFT,),
        COLLECTED,
        WRITE,
        law=(BILL,),
        notices=("county_item.handed_in",),
        sentence="县人大代表提交：{object}",
        confirm="交上去以后，人大办把关、编号、打印，统一报送给县里。",
    ),
    Transition(
        "enter",
        "代录一件",
        (NEW,),
        COLLECTED,
        KEEP,
        needs=needs.ENTER,
        law=(BILL,),
        sentence="代录县人大议案和建议：{object}",
    ),
    Transition(
        "answer_cosign",
        "答复联名",
        (DRAFT, COLLECTED, CHECKED),
        STAY,
        "county_item.answer_cosign",
        needs=needs.ANSWER,
        when=on.asks_cosigner,
        sentence="答复联名：{object}",
    ),
)
CHECKING = (
    Transition(
        "check",
        "把关通过",
        (COLLECTED,),
        CHECKED,
        KEEP,
        needs=needs.CHECK,
        law=(BILL, "suggestion-one-matter-each", "suggestion-inadmissible-topics"),
        sentence="把关通过：{object}",
    ),
    Transition(
        "send_back",
        "退给代表补充",
        (COLLECTED,),
        DRAFT,
        KEEP,
        when=on.written_by_phone,
        needs=(needs.REASON,),
        notices=("county_item.sent_back",),
        sentence="退给代表补充：{object}，{reason}",
    ),
    Transition(
        "correct",
        "改文字",
        (COLLECTED, CHECKED, PRINTED),
        COLLECTED,
        KEEP,
        needs=needs.CORRECT,
        sentence="改文字：{object}，{reason}",
        hint="改过的要重新把关；已经编号打印的，号不变，登记表重新打印。",
    ),
    Transition(
        "turn",
        "改作建议",
        (COLLECTED, CHECKED),
        STAY,
        KEEP,
        needs=(needs.REASON,),
        when=on.may_turn,
        law=(BILL,),
        sentence="议案改作建议：{object}，{reason}",
    ),
    Transition(
        "drop",
        "不报送",
        (COLLECTED, CHECKED),
        DROPPED,
        KEEP,
        needs=(needs.REASON,),
        notices=("county_item.dropped",),
        sentence="不报送：{object}，{reason}",
    ),
    Transition(
        "withdraw",
        "撤回",
        (DRAFT, COLLECTED, CHECKED, PRINTED, SUBMITTED, HANDLING),
        WITHDRAWN,
        WITHDRAW,
        needs=(needs.REASON,),
        cancels=("*",),
        law=("suggestion-withdrawal",),
        notices=("county_item.withdrawn",),
        sentence="撤回：{object}，{reason}",
        hint="已经编号的，号不再给别的用；已经报送的，由人大办补报给县里。",
    ),
)
GOING = (
    Transition(
        "print",
        "编号打印",
        (CHECKED,),
        PRINTED,
        "county_item.auto_print",
        by_hand=False,
        sentence="编号打印：{object}",
    ),
    Transition(
        "submit",
        "报送",
        (PRINTED,),
        SUBMITTED,
        "county_item.auto_submit",
        starts=(ASSIGNED,),
        by_hand=False,
        sentence="报送给县里：{object}",
    ),
)
FOLLOWING = (
    Transition(
        "register",
        "登记县里交办",
        (SUBMITTED,),
        HANDLING,
        KEEP,
        meets=("assigned",),
        needs=needs.REGISTER,
        starts=(REPLY,),
        law=(REPLY_RULE,),
        sentence="县里交办：{object}，{county_unit}",
    ),
    Transition(
        "transfer",
        "改承办单位",
        (HANDLING,),
        STAY,
        KEEP,
        needs=needs.TRANSFER,
        sentence="县里改由{county_unit}承办：{object}",
    ),
    Transition("ask", "催问", (HANDLING,), STAY, KEEP, needs=needs.ASK, sentence="催问：{object}，{note}"),
    Transition(
        "reply",
        "登记答复",
        (HANDLING,),
        REPLIED,
        KEEP,
        needs=needs.REPLY,
        meets=("reply",),
        starts=(VERDICT, PROMISE),
        law=(REPLY_RULE,),
        notices=("county_item.replied",),
        sentence="县里答复：{object}",
    ),
    Transition(
        "judge",
        "评价答复",
        (REPLIED,),
        JUDGED,
        "county_item.judge",
        needs=needs.JUDGE,
        meets=("verdict",),
        sentence="代表评价答复：{object}",
    ),
    Transition(
        "again",
        "请县里再办",
        (JUDGED,),
        HANDLING,
        KEEP,
        needs=needs.AGAIN,
        when=on.is_dissatisfied,
        starts=(AGAIN,),
        law=("suggestion-rehandle",),
        sentence="请县里再办：{object}",
    ),
    Transition(
        "settle",
        "登记承诺的结果",
        (REPLIED, JUDGED),
        STAY,
        KEEP,
        needs=needs.PROMISE,
        when=on.promise_open,
        meets=("promise",),
        sentence="承诺的结果：{object}，{words}",
    ),
    Transition(
        "close",
        "了结归卷",
        (JUDGED,),
        CLOSED,
        KEEP,
        needs=needs.CLOSE,
        when=on.may_close,
        cancels=("*",),
        seals=True,
        sentence="了结：{object}",
        confirm="按登记的情况生成办理结果单，案卷封存。",
    ),
)
ITEMS = register(
    Procedure(
        key="county_item",
        label="县人大议案和建议",
        model="county_sessions.Item",
        states=STATES,
        transitions=(*WRITING, *CHECKING, *GOING, *FOLLOWING),
        contents=(Required("form", "县里的登记表"), Required("result", "办理结果单")),
        retention=lambda item: "archive-retention-suggestions-bills",
        actions="renda.modules.county_sessions.actions.item",
    )
)
