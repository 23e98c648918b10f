"""The paper goes out; everybody it goes to gets a receipt."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.drafting import dispatching, reviewing, selectors
from renda.modules.drafting.documents import dispatch_paper, set_final
from renda.modules.drafting.models import Dispatch, VersionKind

MOST_COPIES = 100_000


def guard(step: Step) -> list[Reason]:
    return [*somebody_new(step), *reviewing.stale_figures(step.matter)]


def somebody_new(step: Step) -> list[Reason]:
    """At least one addressee who has not got the paper, and a sensible number of copies."""
    reasons = []
    addressees = dispatching.addressees_of(step.data)
    if not addressees:
        reasons.append(Reason("还没有选发给谁。", "请选人、单位、代表小组，或写其他收文单位。"))
    elif {dispatching.key_of(one) for one in addressees} <= dispatching.already_sent(step.matter):
        reasons.append(Reason("选的人和单位都已经发过了。", "请另选。"))
    if not 0 <= (step.data.get("copies") or 0) <= MOST_COPIES:
        reasons.append(Reason("印制份数写得不对。", "请写一个不太大的正数，不印就不填。"))
    return reasons


def effect(step: Step) -> None:
    draft = step.matter
    draft.sent_on = step.today
    step.papers.append(set_final(draft))
    version = selectors.latest_version(draft)
    version.kind = VersionKind.FINAL
    version.save(update_fields=["kind"])
    send_out(step)


def send_out(step: Step) -> None:
    """One dispatch with its receipts and its list."""
    dispatch = Dispatch.objects.create(
        draft=step.matter, sent_by=step.actor.label[:40], copies=step.data.get("copies") or 0,
        note=(step.data.get("note") or "").strip()[:200],
    )  # fmt: skip
    step.result["receipts"] = dispatching.write_receipts(dispatch, dispatching.addressees_of(step.data))
    dispatch.list_paper = dispatch_paper(step, dispatch)
    dispatch.save(update_fields=["list_paper"])
