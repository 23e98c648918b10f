"""The way of a paper: written, reviewed, signed, numbered, sent, filed."""

from __future__ import annotations

from renda.kernel.archive.composition import Composition
from renda.kernel.dossiers.filing import Required
from renda.kernel.procedures.declaration import NEW, STAY, Check, Procedure, StartsDeadline, State, Transition
from renda.modules.drafting.procedure import conditions as on
from renda.modules.drafting.procedure import needs

DRAFTING, REVIEWING, REVIEWED, SIGNED = "drafting", "reviewing", "reviewed", "signed"
READY, SENT, FILED = "ready", "sent", "filed"
RECALLED, DISCARDED = "recalled", "discarded"

STATES = (
    State(DRAFTING, "起草中", "doing"),
    State(REVIEWING, "审核中", "waiting"),
    State(REVIEWED, "待签发", "waiting"),
    State(SIGNED, "待编号", "doing"),
    State(READY, "待印发", "doing"),
    State(SENT, "已发出", "done"),
    State(FILED, "已归档", "done", closed=True),
    State(RECALLED, "已收回", "withheld", closed=True, main=False),
    State(DISCARDED, "不发了", "withheld", closed=True, main=False),
)
RETENTION = {
    "session": "archive-retention-session-core",
    "supervision": "archive-retention-supervision",
    "preparation": "archive-retention-preparation",
}
BEFORE_SENDING = (DRAFTING, REVIEWING, REVIEWED, SIGNED, READY)
REVIEW_CLOCK = StartsDeadline("review", "paper-review", "审核期限", "draft.review", person=on.asked_persons, internal=True)

WRITING = (
    Transition("begin", "起草", (NEW,), DRAFTING, "draft.write", needs=(needs.TITLE, needs.KIND), sentence="起草：{object}"),
    Transition(
        "settle", "定登记簿和签发人", (DRAFTING, REVIEWING, REVIEWED), STAY, "draft.write", needs=(needs.LATER_SERIES, needs.SIGNER),
        law=("paper-signers",),
    ),
    Transition(
        "ask_review", "送审", (DRAFTING,), REVIEWING, "draft.write", needs=(needs.REVIEWERS, needs.REVIEW_NOTE),
        starts=(REVIEW_CLOCK,), law=("paper-review",), notices=("draft.review_asked",), confirm="送审以后不能改文字；要改的，先收回来。",
    ),
    Transition(
        "skip_review", "不送审，直接送签", (DRAFTING,), REVIEWED, "draft.write", needs=(needs.REASON,), when=on.may_skip_review,
        notices=("draft.to_sign",),
    ),
)  # fmt: skip

REVIEW = (
    Transition(
        "add_reviewer", "再请人审核", (REVIEWING,), STAY, "draft.write", needs=(needs.REVIEWERS, needs.REVIEW_NOTE),
        starts=(REVIEW_CLOCK,), notices=("draft.review_asked",),
    ),
    Transition(
        "give_opinion", "给意见", (REVIEWING,), STAY, "draft.review", needs=needs.OPINION, then=("return_to_drafter", "pass_review"),
        sentence="审核文稿：{object}",
    ),
    Transition(
        "key_opinion", "代录审核意见", (REVIEWING,), STAY, "draft.key", needs=needs.KEYED_OPINION, when=on.somebody_is_waited_for,
        then=("return_to_drafter", "pass_review"),
    ),
    Transition(
        "waive", "不再等某位审核人", (REVIEWING,), STAY, "draft.write", needs=(needs.REQUEST, needs.REASON), when=on.somebody_is_waited_for,
        then=("return_to_drafter", "pass_review"),
    ),
    Transition(
        "return_to_drafter", "退回修改", (REVIEWING,), DRAFTING, "draft.auto_return", when=on.wants_changes, by_hand=False,
        cancels=("review",), notices=("draft.returned",),
    ),
    Transition(
        "pass_review", "审核通过", (REVIEWING,), REVIEWED, "draft.auto_pass", when=on.passed, by_hand=False,
        cancels=("review",), notices=("draft.to_sign",),
    ),
    Transition(
        "take_back", "收回来改", (REVIEWING, REVIEWED), DRAFTING, "draft.write", needs=(needs.REASON,), cancels=("review",),
        notices=("draft.taken_back",),
    ),
)  # fmt: skip

SIGNING = (
    Transition(
        "sign", "签发", (REVIEWED,), SIGNED, "draft.sign", needs=needs.SIGN, law=("paper-signers",), notices=("draft.signed",),
        confirm="签发以后改文字要重新送审、重新签发。",
    ),
    Transition(
        "key_sign", "代录手签", (REVIEWED,), SIGNED, "draft.key", needs=needs.KEYED_SIGN, law=("paper-signers",),
        notices=("draft.signed",), hint="领导在纸上签的，拍照或扫描以后传上来。",
    ),
    Transition("refuse", "退回修改", (REVIEWED,), DRAFTING, "draft.sign", needs=(needs.REASON,), notices=("draft.refused",)),
    Transition(
        "reopen", "改动后重新送审", (SIGNED, READY), DRAFTING, "draft.write", needs=(needs.REASON,), notices=("draft.reopened",),
        sentence="签发后改动，退回重新送审：{object}，{reason}", confirm="已有的签发作废，要重新送审、重新签发；编过的文号留着接着用。",
    ),
)  # fmt: skip

ISSUING = (
    Transition(
        "number", "编文号", (SIGNED,), READY, "draft.number", needs=needs.NUMBER, sentence="编文号：{object}",
        confirm="编出来的号不能改；用错了只能作废，作废的号留在登记簿上。",
    ),
    Transition("go_unnumbered", "不用文号", (SIGNED,), READY, "draft.number", when=on.may_go_unnumbered),
    Transition(
        "void_number", "作废文号", (READY,), SIGNED, "draft.number", needs=(needs.REASON,), when=on.holds_number,
        sentence="作废文号：{object}，{reason}", confirm="这个号作废，留在登记簿上，不再使用；文稿可以另编一个号。",
    ),
    Transition(
        "send", "发出", (READY,), SENT, "draft.send", needs=needs.ADDRESSEES, notices=("draft.sent",),
        confirm="发出以后不能再改；发错了只能收回作废。",
    ),
    Transition("send_more", "加发", (SENT,), STAY, "draft.send", needs=needs.ADDRESSEES, notices=("draft.sent",)),
)  # fmt: skip

ENDING = (
    Transition(
        "recall", "收回作废", (SENT,), RECALLED, "draft.send", needs=(needs.REASON,), notices=("draft.recalled",), seals=True,
        confirm="公文和文号作废，告诉每一个收到的人；不能恢复。",
    ),
    Transition(
        "file", "归档", (READY, SENT), FILED, "draft.file", needs=(needs.BELONGS_TO,), seals=True,
        law=("paper-retention", *RETENTION.values()),
        confirm="案卷封存，以后只能查看，不能再改。",
    ),
    Transition(
        "discard", "不发了", BEFORE_SENDING, DISCARDED, "draft.write", needs=(needs.REASON,), cancels=("*",), seals=True,
        law=("archive-retention-preparation",), confirm="文稿作废；编过的文号也作废，留在登记簿上。",
    ),
)  # fmt: skip


def retention(draft) -> str:
    """The rule of the retention table."""
    if draft.state == DISCARDED:
        return "archive-retention-preparation"
    return RETENTION.get(draft.belongs_to, "paper-retention")


def was_issued(draft) -> bool:
    return draft.sent_on is not None or draft.filed_on is not None


CONTENTS = (
    Required("final", "正式文件", when=was_issued),
    Required("slip", "发文处理单", when=was_issued),
    Required("signature", "手签页", when=lambda draft: was_issued(draft) and draft.signed_on_paper),
    Required("dispatch", "发文清单", when=lambda draft: draft.sent_on is not None),
)
CHECKLIST = (
    Check("written", "写好文稿", done=lambda draft: draft.state != DRAFTING or draft.text_version > 1),
    Check("reviewed", "审核", done=lambda draft: draft.state not in (DRAFTING, REVIEWING), rule="paper-review"),
    Check("signed", "签发", done=lambda draft: draft.signed_on, rule="paper-signers"),
    Check("numbered", "编文号", done=lambda draft: draft.number_id, when=lambda draft: bool(draft.series)),
    Check("sent", "发出", done=lambda draft: draft.sent_on),
    Check("filed", "归档", done=lambda draft: draft.filed_on),
)

DRAFT = Procedure(
    key="draft",
    label="公文",
    model="drafting.Draft",
    states=STATES,
    transitions=(*WRITING, *REVIEW, *SIGNING, *ISSUING, *ENDING),
    contents=CONTENTS,
    checklist=CHECKLIST,
    retention=retention,
    composition=Composition(order=("final", "enclosure", "signature", "slip", "dispatch")),
    actions="renda.modules.drafting.actions.draft",
)
