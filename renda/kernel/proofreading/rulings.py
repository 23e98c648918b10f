"""Ruling on findings: accept or leave, remembered for the paper; how rules fare in practice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Model, Q

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.models import Decision, FindingRuling


class ReasonMissing(ValueError):
    """Leaving what is certainly wrong needs a reason."""


def rule_on(actor: Actor, subject: Model, finding: Finding, decision: str, reason: str = "") -> FindingRuling:
    """Remember what ``actor`` ruled on ``finding`` in ``subject`` (a draft, a paper, a checked text).

    The text itself is not touched. Raises :class:`ReasonMissing` when a 必错 finding is left without a reason.
    """
    reason = reason.strip()
    if decision == Decision.IGNORED and finding.strength == "必错" and not reason:
        raise ReasonMissing("这一处规则认定写错了，不改的要写明理由。")
    ruling, _ = FindingRuling.objects.update_or_create(
        model=subject._meta.label_lower,
        object_id=subject.pk,
        key=finding.key,
        defaults={
            "check_id": finding.id,
            "rule": finding.rule or finding.id,
            "excerpt": finding.place.excerpt[:120],
            "decision": Decision(decision),
            "reason": reason[:200],
            "ruled_by": actor.label[:80],
            "ruled_at": clock.now(),
        },
    )
    return ruling


def take_back(subject: Model, key: str) -> bool:
    """Forget a ruling; whether there was one."""
    deleted, _ = _of(subject).filter(key=key).delete()
    return bool(deleted)


def rulings_of(subject: Model) -> dict[str, FindingRuling]:
    """What has been ruled on ``subject``, by key of the finding."""
    return {ruling.key: ruling for ruling in _of(subject)}


def _of(subject: Model):
    return FindingRuling.objects.filter(model=subject._meta.label_lower, object_id=subject.pk)


def left_open(subject: Model, findings: Iterable[Finding]) -> list[Finding]:
    """The findings nobody has ruled on yet."""
    ruled = rulings_of(subject)
    return [finding for finding in findings if finding.key not in ruled]


def accepted(subject: Model, findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose mends were accepted."""
    ruled = rulings_of(subject)
    return [f for f in findings if f.key in ruled and ruled[f.key].decision == Decision.ACCEPTED]


@dataclass(frozen=True)
class RuleRecord:
    """How often the findings of a rule were accepted and left: a rule that is mostly left is too strict."""

    rule: str
    accepted: int
    ignored: int


def statistics() -> list[RuleRecord]:
    """Every rule that was ruled on in this town, the most often left first."""
    rows = (
        FindingRuling.objects.values("rule")
        .annotate(
            yes=Count("id", filter=Q(decision=Decision.ACCEPTED)),
            no=Count("id", filter=Q(decision=Decision.IGNORED)),
        )
        .order_by("-no", "rule")
    )
    return [RuleRecord(row["rule"], row["yes"], row["no"]) for row in rows]
