"""A deputy asked to co-sign says yes or no; the office may key an answer given on paper."""

from __future__ import annotations

from renda.kernel.deadlines import service as deadlines
from renda.kernel.procedures.execute import Refused, Step


def effect(step: Step) -> None:
    cosigner = asked_cosigner(step)
    if cosigner is None:
        raise Refused("没有找到这份联名邀请。")
    cosigner.agrees = bool(step.data.get("agrees"))
    cosigner.answered_on = step.today
    cosigner.how = "paper" if step.actor.is_("office") else step.actor.kind
    cosigner.save()
    deadlines.meet(step.matter, "cosign", person=cosigner.mandate.person)


def asked_cosigner(step: Step):
    """The invitation of the deputy who acts, or of the deputy the office names."""
    asked = step.matter.cosigners.select_related("mandate__person")
    if step.actor.is_("office"):
        return asked.filter(mandate=step.data.get("cosigner")).first()
    if step.actor.kind == "link":
        return asked.filter(mandate__person_id=step.actor.person_id).first()
    return asked.filter(mandate_id__in=step.actor.mandate_ids).first()
