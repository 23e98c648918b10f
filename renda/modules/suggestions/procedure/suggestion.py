"""The way of a bill or suggestion, from a deputy's draft to the sealed dossier."""

from __future__ import annotations

from renda.kernel.archive.composition import Composition
from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import (
    NEW,
    STAY,
    Check,
    Need,
    Procedure,
    StartsDeadline,
    State,
    Transition,
)
from renda.modules.suggestions.models.suggestion import Kind
from renda.modules.suggestions.procedure import conditions as on
from renda.modules.suggestions.procedure import needs

DRAFT, SUBMITTED, REGISTERED, ASSIGNED = "draft", "submitted", "registered", "assigned"
HANDLING, REPLIED, JUDGED, CLOSED = "handling", "replied", "judged", "closed"
LISTED, MERGED, DECLINED, WITHDRAWN = "listed", "merged", "declined", "withdrawn"

STATES = (
    State(DRAFT, "草稿", "later"),
    State(SUBMITTED, "待登记", "waiting"),
    State(REGISTERED, "待交办", "waiting"),
    State(ASSIGNED, "待签收", "waiting"),
    State(HANDLING, "办理中", "doing"),
    State(REPLIED, "待测评", "waiting"),
    State(JUDGED, "待结案", "doing"),
    State(CLOSED, "已结案归档", "done", closed=True),
    State(LISTED, "列入会议议程", "done", main=False),
    State(MERGED, "已并案", "done", main=False),
    State(DECLINED, "不予受理", "withheld", closed=True, main=False),
    State(WITHDRAWN, "已撤回", "withheld", closed=True, main=False),
)

IN_HAND = (ASSIGNED, HANDLING)
REPLY_CLOCKS = ("reply", "reply_internal", "support_opinion", "first_contact")

HAND_OVER = StartsDeadline(
    "hand_over", "suggestion-assign-deadline", "交办期限", "suggestion.assign", start=on.hand_over_start, name=on.channel_of
)
COSIGN = StartsDeadline(
    "cosign", "suggestion-cosign-confirmation", "联名确认期限", "suggestion.confirm_cosign",
    person=on.unanswered_cosigners, when=on.has_unanswered_cosigners,
)  # fmt: skip
RETURN_PERIOD = StartsDeadline(
    "sign_for", "suggestion-wrong-body-return", "签收或退回期限", "suggestion.sign_for",
    name=lambda step: "return_within", unit=on.active_units,
)  # fmt: skip
REPLY_CLOCK = StartsDeadline(
    "reply", "suggestion-reply-three-months", "答复期限", "suggestion.reply", case=on.complexity, unit=on.lead_unit
)
INTERNAL_CLOCK = StartsDeadline(
    "reply_internal", "suggestion-internal-reply", "内部答复期限", "suggestion.reply",
    name=on.ease, unit=on.lead_unit, internal=True,
)  # fmt: skip
FIRST_CONTACT = StartsDeadline(
    "first_contact", "suggestion-first-contact", "首次联系代表", "suggestion.consult", unit=on.lead_unit, internal=True
)
SUPPORT_CLOCK = StartsDeadline(
    "support_opinion", "suggestion-co-handler-opinion", "协办意见期限", "suggestion.give_opinion", unit=on.support_units
)
ASSIGNMENT_CLOCKS = (RETURN_PERIOD, REPLY_CLOCK, INTERNAL_CLOCK, FIRST_CONTACT, SUPPORT_CLOCK)

INTAKE = (
    Transition("draft", "写建议", (NEW,), DRAFT, "suggestion.draft", needs=needs.DRAFT, sentence="起草建议：{object}"),
    Transition("edit", "继续写", (DRAFT,), STAY, "suggestion.draft", needs=needs.DRAFT, sentence="修改草稿：{object}"),
    Transition("discard", "不提了", (DRAFT,), WITHDRAWN, "suggestion.draft", confirm="草稿会作废，不再提交。", seals=True),
    Transition(
        "submit", "提交人大办", (DRAFT,), SUBMITTED, "suggestion.submit", needs=needs.CONTENT,
        starts=(HAND_OVER, COSIGN), notices=("suggestion.submitted", "suggestion.cosign_asked"),
        law=("suggestion-right", "suggestion-one-matter-each"), confirm="提交后由人大办登记，您不能再改内容。",
    ),
    Transition(
        "enter", "代录建议", (NEW,), SUBMITTED, "suggestion.enter", needs=needs.ENTRY,
        starts=(HAND_OVER, COSIGN), notices=("suggestion.cosign_asked",), law=("suggestion-right",),
    ),
    Transition(
        "confirm_cosign", "确认联名", (DRAFT, SUBMITTED), STAY, "suggestion.confirm_cosign", by_hand=False,
        needs=(Need("agrees", "是否同意联名", "boolean", required=False), Need("cosigner", "联名代表", "deputy", required=False)),
        sentence="答复联名邀请：{object}",
    ),
    Transition(
        "send_back", "退回代表修改", (SUBMITTED,), DRAFT, "suggestion.register", needs=(needs.REASON,),
        cancels=("hand_over", "cosign"), notices=("suggestion.sent_back",), confirm="建议会退回代表手机上修改，修改后重新提交。",
    ),
    Transition(
        "register", "登记", (SUBMITTED,), REGISTERED, "suggestion.register",
        needs=(needs.CATEGORY, needs.URGENCY, needs.BEYOND, needs.GATE), law=("suggestion-one-matter-each", "bill-by-five-deputies", "bill-content"),
        cancels=("cosign",), notices=("suggestion.registered",), confirm="登记后给出编号，并把回执送给代表。",
    ),
    Transition(
        "turn_into_suggestion", "议案转为建议", (SUBMITTED, LISTED), SUBMITTED, "suggestion.register", needs=(needs.REASON,),
        when=on.is_bill, law=("bill-by-five-deputies", "bill-not-listed-becomes-suggestion"), notices=("suggestion.converted",),
    ),
    Transition(
        "list_bill", "列入会议议程", (SUBMITTED,), LISTED, "suggestion.decide_bill", needs=(Need("decision", "主席团决定", "long"),),
        when=on.is_bill, law=("bill-by-five-deputies", "bill-content"), cancels=("hand_over", "cosign"), notices=("suggestion.listed",),
    ),
    Transition(
        "conclude_bill", "记大会决定", (LISTED,), CLOSED, "suggestion.decide_bill", needs=needs.BILL_DECISION, when=on.is_bill,
        cancels=("*",), seals=True, notices=("suggestion.bill_concluded",), law=("archive-retention-suggestions-bills",),
        confirm="会书面告诉每一位提议案的代表，案卷封存，以后只能查看。",
    ),
    Transition(
        "decline", "不予受理", (SUBMITTED,), DECLINED, "suggestion.register", needs=(needs.REASON,), cancels=("*",),
        law=("suggestion-inadmissible-topics",), notices=("suggestion.declined",), seals=True, confirm="会把不予受理的理由书面告诉代表，并结束这件建议。",
    ),
    Transition(
        "merge", "并案", (SUBMITTED, REGISTERED), MERGED, "suggestion.register", needs=(Need("target", "并入哪一件", "suggestion"), needs.REASON),
        cancels=("*",), law=("suggestion-merge-but-reply-separately",), notices=("suggestion.merged",), confirm="合并办理，代表都保留，答复分别送给每一位代表。",
    ),
    Transition(
        "withdraw", "撤回", (SUBMITTED, REGISTERED, ASSIGNED, HANDLING), WITHDRAWN, "suggestion.withdraw", needs=(needs.REASON,), cancels=("*",),
        law=("suggestion-withdrawal",), notices=("suggestion.withdrawn",), seals=True, confirm="撤回后不再办理，不能恢复。",
    ),
    Transition(
        "correct", "更正类别、缓急", (REGISTERED, ASSIGNED, HANDLING, REPLIED, JUDGED), STAY, "suggestion.register",
        needs=(needs.CATEGORY, needs.URGENCY), sentence="更正类别、缓急：{object}",
    ),
    Transition(
        "mark_key", "列为重点督办", (REGISTERED, ASSIGNED, HANDLING), STAY, "suggestion.mark_key", needs=(Need("leader", "督办领导", "leader"),),
        when=on.is_not_key, law=("suggestion-priority-selection",), notices=("suggestion.marked_key",),
    ),
)  # fmt: skip

HAND_OVER_STEPS = (
    Transition(
        "assign", "交办", (REGISTERED,), ASSIGNED, "suggestion.assign",
        needs=(needs.LEAD, needs.SUPPORT, needs.COMPLEX, Need("note", "交办要求", "long", required=False)), starts=ASSIGNMENT_CLOCKS, meets=("hand_over", "reassign"),
        law=("suggestion-assigned-by-presidium", "suggestion-reply-three-months", "suggestion-reply-six-months"), notices=("suggestion.assigned", "suggestion.assigned_author"),
        confirm="给每个单位各出一份交办通知，答复期限从今天起算。",
    ),
    Transition(
        "sign_for", "签收", (ASSIGNED, HANDLING), STAY, "suggestion.sign_for", needs=(Need("signed_by", "签收人", max_length=40), needs.UNIT),
        when=on.somebody_has_to_sign, then=("begin_handling",), law=("suggestion-wrong-body-return",),
    ),
    Transition(
        "hand_back", "退回交办", IN_HAND, STAY, "suggestion.hand_back", needs=(needs.REASON, Need("better_unit", "建议改交哪个单位", "unit", required=False), needs.UNIT),
        when=on.somebody_has_to_sign, then=("await_reassignment",), law=("suggestion-wrong-body-return",), notices=("suggestion.handed_back",), confirm="退回人大办重新交办，请写清楚理由。",
    ),
    Transition("begin_handling", "开始办理", (ASSIGNED,), HANDLING, "suggestion.auto_begin", when=on.lead_has_signed, by_hand=False),
    Transition("accept_by_silence", "逾期未退视为接收", (ASSIGNED,), HANDLING, "suggestion.auto_silence", by_hand=False, law=("suggestion-wrong-body-return",)),
    Transition(
        "await_reassignment", "等待重新交办", IN_HAND, REGISTERED, "suggestion.auto_reassign", when=on.lead_has_returned, by_hand=False,
        cancels=("sign_for", *REPLY_CLOCKS),
        starts=(StartsDeadline("reassign", "suggestion-wrong-body-return", "重新交办期限", "suggestion.assign", name=lambda step: "reassign_within"),),
    ),
    Transition(
        "object", "对交办单位有异议", IN_HAND, STAY, "suggestion.object", needs=(Need("text", "您认为应由哪个单位办、为什么", "long"),), notices=("suggestion.objected",),
    ),
    Transition(
        "answer_objection", "答复代表异议", IN_HAND, STAY, "suggestion.assign", needs=(Need("answer", "答复", "long"),), when=on.has_open_objection, notices=("suggestion.objection_answered",),
    ),
    Transition(
        "reassign", "改派主办单位", IN_HAND, ASSIGNED, "suggestion.assign", needs=(needs.LEAD, needs.SUPPORT, needs.REASON), cancels=("sign_for", *REPLY_CLOCKS), starts=ASSIGNMENT_CLOCKS,
        notices=("suggestion.assigned", "suggestion.assigned_author"), confirm="原主办单位不再办理，答复期限从今天重新起算。",
    ),
)  # fmt: skip

HANDLING_STEPS = (
    Transition("consult", "记面商", (HANDLING,), STAY, "suggestion.consult", needs=needs.CONSULTATION, meets=("first_contact",), law=("suggestion-contact-deputy",)),
    Transition("progress", "记进展", (HANDLING,), STAY, "suggestion.progress", needs=(Need("text", "进展", "long"), Need("happened_on", "日期", "date"), Need("files", "照片", "files", required=False), needs.UNIT)),
    Transition("give_opinion", "报协办意见", (HANDLING,), STAY, "suggestion.give_opinion", needs=(Need("opinion", "协办意见", "long"), needs.UNIT), when=on.an_opinion_is_wanted, law=("suggestion-co-handler-opinion",), notices=("suggestion.opinion_given",)),
    Transition("ask_extension", "申请延期", (HANDLING,), STAY, "suggestion.ask_extension", needs=needs.EXTENSION, when=on.may_ask_extension, law=("suggestion-extension-notice", "suggestion-reply-six-months"), notices=("suggestion.extension_asked",)),
    Transition("grant_extension", "同意延期", (HANDLING,), STAY, "suggestion.decide_extension", needs=(Need("decision", "审批意见", max_length=200),), when=on.has_open_extension, law=("suggestion-extension-notice", "suggestion-reply-six-months"), notices=("suggestion.extension_granted",), confirm="出延办反馈书送代表，答复期限改到新的日期。"),
    Transition("refuse_extension", "不同意延期", (HANDLING,), STAY, "suggestion.decide_extension", needs=(Need("decision", "审批意见", max_length=200),), when=on.has_open_extension, notices=("suggestion.extension_refused",)),
    Transition("urge", "催办", (ASSIGNED, HANDLING), STAY, "suggestion.urge", needs=(Need("reason", "催办事由", max_length=200),), law=("suggestion-presidium-supervises",), notices=("suggestion.urged",)),
    Transition("supervise", "发督办函", (ASSIGNED, HANDLING), STAY, "suggestion.urge", needs=(Need("reason", "督办事由", max_length=200),), law=("suggestion-presidium-supervises",), notices=("suggestion.supervised",), confirm="以主席团名义发督办函。"),
    Transition("escalate", "提请主席团审议", (ASSIGNED, HANDLING), STAY, "suggestion.urge", needs=(Need("reason", "提请事由", max_length=200),), law=("suggestion-presidium-supervises",), notices=("suggestion.escalated",)),
    Transition(
        "reply", "答复代表", (HANDLING,), REPLIED, "suggestion.reply", needs=needs.REPLY, meets=("reply", "reply_internal", "rehandle"), cancels=("support_opinion", "first_contact"),
        starts=(StartsDeadline("verdict", "suggestion-deputy-feedback", "代表测评期限", "suggestion.judge", person=on.judging_deputies),),
        law=("suggestion-contact-deputy", "suggestion-reply-form", "suggestion-reply-three-months"), notices=("suggestion.replied",), confirm="出正式答复函，送给每一位代表，并由人大办请代表测评。",
    ),
)  # fmt: skip

AFTERWARDS = (
    Transition("take_back_reply", "退回重新答复", (REPLIED,), HANDLING, "suggestion.review_reply", needs=(needs.REASON,), when=on.no_verdict_yet, cancels=("verdict",),
        starts=(StartsDeadline("rehandle", "suggestion-rehandle", "再办期限", "suggestion.reply", unit=on.lead_unit),), notices=("suggestion.reply_taken_back",)),
    Transition("judge", "测评", (REPLIED,), STAY, "suggestion.judge", needs=needs.VERDICT, then=("reopen", "settle"), sentence="代表测评：{object}", masked=("comment",)),
    Transition("key_verdict", "代录测评表", (REPLIED,), STAY, "suggestion.key_verdict", needs=(Need("deputy", "代表", "judging_deputy"), *needs.VERDICT), then=("reopen", "settle"), masked=("comment",)),
    Transition("lapse", "逾期未测评", (REPLIED,), STAY, "suggestion.auto_lapse", by_hand=False, then=("reopen", "settle"), law=("suggestion-deputy-feedback",)),
    Transition("reopen", "不满意，再次办理", (REPLIED,), HANDLING, "suggestion.auto_reopen", when=on.dissatisfied_first_round, by_hand=False,
        starts=(StartsDeadline("rehandle", "suggestion-rehandle", "再办期限", "suggestion.reply", unit=on.lead_unit),), law=("suggestion-rehandle",), notices=("suggestion.reopened",)),
    Transition("settle", "测评完成", (REPLIED,), JUDGED, "suggestion.auto_settle", when=on.all_answered, by_hand=False),
    Transition("presidium_review", "记主席团审议意见", (JUDGED,), STAY, "suggestion.review", needs=(Need("review", "审议意见", "long"),), when=on.needs_presidium_review, law=("suggestion-rehandle", "suggestion-presidium-supervises")),
    Transition("publish", "公开", (JUDGED,), STAY, "suggestion.publish", needs=needs.PUBLIC_TEXT, when=on.can_publish, law=("suggestion-publication-exceptions",), confirm="内容会出现在公开栏，所有人都能看到。"),
    Transition("withhold", "不公开", (JUDGED,), STAY, "suggestion.publish", needs=(needs.REASON,), when=on.can_withhold, law=("suggestion-publication-exceptions",)),
    Transition("close", "结案归档", (JUDGED,), CLOSED, "suggestion.close", when=on.may_close, cancels=("*",), seals=True, notices=("suggestion.closed",), law=("archive-retention-suggestions-bills",), confirm="案卷封存，以后只能查看，不能再改。"),
)  # fmt: skip


def retention(suggestion) -> str:
    """The rule of the retention table: what was never taken up counts as material of the preparation."""
    return "archive-retention-preparation" if suggestion.state in (DECLINED, WITHDRAWN) else "archive-retention-suggestions-bills"


def was_handled(suggestion) -> bool:
    return suggestion.judged_on is not None


def was_decided(suggestion) -> bool:
    return suggestion.state == CLOSED and suggestion.kind == Kind.BILL


CONTENTS = (
    Required("original", "建议原件", when=lambda suggestion: suggestion.submitted_on is not None),
    Required("receipt", "登记回执", when=was_handled),
    Required("transmittal", "交办通知", when=was_handled),
    Required("consultation", "面商记录", when=was_handled),
    Required("reply", "答复函", when=was_handled),
    Required("verdict", "代表测评情况", when=was_handled),
    Required("bill_decision", "大会决定情况告知函", when=was_decided),
)
CHECKLIST = (
    Check("registered", "登记并送回执", done=lambda matter: matter.registered_on, rule="suggestion-one-matter-each"),
    Check("assigned", "交给承办单位", done=lambda matter: matter.assigned_on, rule="suggestion-assigned-by-presidium"),
    Check("consulted", "和代表面商", done=lambda matter: matter.consultation_set.exists(), rule="suggestion-contact-deputy"),
    Check("replied", "书面答复代表", done=lambda matter: matter.replied_on, rule="suggestion-reply-form"),
    Check("judged", "代表测评", done=lambda matter: matter.judged_on, rule="suggestion-deputy-feedback"),
    Check("published", "决定是否公开", done=lambda matter: matter.published_on or matter.withheld_reason, rule="suggestion-publication-exceptions"),
    Check("closed", "结案归档", done=lambda matter: matter.closed_on),
)  # fmt: skip

SUGGESTION = Procedure(
    key="suggestion",
    label="代表建议、批评和意见",
    model="suggestions.Suggestion",
    states=STATES,
    transitions=(*INTAKE, *HAND_OVER_STEPS, *HANDLING_STEPS, *AFTERWARDS),
    contents=CONTENTS,
    checklist=CHECKLIST,
    retention=retention,
    composition=Composition(order=("reply", "original", "transmittal", "receipt", "consultation", "verdict")),
    actions="renda.modules.suggestions.actions.suggestion",
)
