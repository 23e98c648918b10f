"""The unit's answer: every required part, after the deputy was heard, to every deputy who signed."""

from __future__ import annotations

from renda.kernel.access.actors import system
from renda.kernel.deadlines import timing
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step, open_matter
from renda.kernel.procedures.reasons import reason
from renda.modules.suggestions import selectors
from renda.modules.suggestions.actions.common import acting_share, attach
from renda.modules.suggestions.documents import passing_up_paper, reply_paper
from renda.modules.suggestions.models import Reply, Verdict
from renda.modules.suggestions.models.promise import PromiseKind
from renda.modules.suggestions.models.suggestion import ResultClass

PARTS = ("asked", "done", "planned", "cannot", "result", "contact", "contact_phone", "signer", "passed_up_to")


def guard(step: Step) -> list[Reason]:
    return [*heard_the_deputy(step), *parts_fit_result(step)]


def heard_the_deputy(step: Step) -> list[Reason]:
    """At least as many meetings with the deputy in this round as the rule wants."""
    rule = timing.rule("suggestion-contact-deputy")
    held = step.matter.consultation_set.filter(round=step.matter.round).count()
    if held >= rule.value("min_contacts_before_reply"):
        return []
    return [reason(rule.id, "还没有面商记录，不能答复。", "先与代表见面或通电话，点“记面商”，再答复。")]


def parts_fit_result(step: Step) -> list[Reason]:
    """What the chosen result asks for besides: dated promises, a reason, or the body it goes up to."""
    data, reasons = step.data, []
    result = data.get("result")
    promises = data.get("promises") or []
    if result == ResultClass.PLANNED and not promises:
        reasons.append(Reason("结果选了“列入计划”，但没有写哪天办完。", "请在“承诺事项和完成日期”里至少写一项。"))
    if result == ResultClass.NOT_YET and not data.get("cannot"):
        reasons.append(Reason("结果选了“暂不能解决”，要写清楚原因。", "请填“不能办的和原因”。"))
    if result == ResultClass.PASSED_UP and not data.get("passed_up_to"):
        reasons.append(Reason("结果选了“向上反映”，要写向哪个部门反映。", "请填“向哪个部门反映”。"))
    if any(promise["due_on"] <= step.today for promise in promises):
        reasons.append(Reason("承诺完成日期要在今天以后。", "请改日期；已经办成的写到“已经办了什么”里。"))
    return reasons


def effect(step: Step) -> None:
    suggestion, share = step.matter, acting_share(step)
    reply = Reply.objects.create(
        suggestion=suggestion,
        round=suggestion.round,
        unit=share.unit,
        replied_on=step.today,
        **{key: step.data.get(key) or "" for key in PARTS},
    )
    reply.paper = reply_paper(step, reply)
    reply.save()
    attach(step, "reply_file", "答复附件")
    suggestion.replied_on, suggestion.result = step.today, reply.result
    enter_promises(step, reply)
    ask_for_verdicts(step)


def enter_promises(step: Step, reply: Reply) -> None:
    """Every dated promise, and a matter passed up, becomes a line of the ledger."""
    lines = [(PromiseKind.PLANNED, row["text"], row["due_on"]) for row in step.data.get("promises") or []]
    if reply.result == ResultClass.PASSED_UP:
        passing_up_paper(step, reply)
        ceiling = timing.due("suggestion-reply-six-months", step.today).due_on
        lines.append((PromiseKind.PASSED_UP, f"向{reply.passed_up_to}反映并跟踪结果", ceiling))
    for kind, text, due_on in lines:
        fields = {"reply": reply, "kind": kind, "text": text, "due_on": due_on}
        open_matter(system(step.matter.town_id), "promise", "make", fields)


def ask_for_verdicts(step: Step) -> None:
    """One open verdict for every deputy who gets the answer."""
    due_on = timing.due("suggestion-deputy-feedback", step.today).due_on
    deputies = selectors.everyone_to_answer(step.matter)
    Verdict.objects.bulk_create(
        [
            Verdict(
                suggestion=step.matter, round=step.matter.round, mandate=mandate, asked_on=step.today, due_on=due_on
            )
            for mandate in deputies
        ]
    )
    step.result["deputies"] = deputies
