"""The one-time link by which a unit without an account answers: its report, its measures, its plan and result, with proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from renda.foundation import clock
from renda.kernel.access.actors import Actor, Grant
from renda.kernel.access.links import OneTimeLink, make_link
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.modules.appraisals import rules, selectors
from renda.modules.appraisals.models import Appraised, Demand

ANSWER = "appraised.answer"


def make_unit_link(actor: Actor, part: Appraised) -> tuple[OneTimeLink, str]:
    """A link for the unit; older ones serve no more. Its secret is shown once."""
    require_verb(actor, "link.make")
    require(actor, "appraisal.prepare", part)
    older = OneTimeLink.objects.filter(
        model=part._meta.label_lower, object_id=part.pk, revoked_at__isnull=True
    )
    older.update(revoked_at=clock.now())
    until = clock.at(clock.today() + timedelta(days=rules.number("link_days") + 1), 0)
    link, secret = make_link(
        part,
        ["appraised.view", ANSWER],
        expires_at=until,
        label=part.unit.name[:80],
        unit=part.unit,
        single_use=False,
    )
    record(actor, "link.make", part, {"who": part.unit.name, "purpose": "报送评议报告、整改方案和结果"})
    return link, secret


def for_unit(actor: Actor, part: Appraised) -> Actor:
    """The actor of a link with what the unit has to put right in reach, once it has its letter."""
    if part.state not in selectors.HANDED_OVER:
        return actor
    label = Demand._meta.label_lower
    keys = selectors.demands(part).values_list("pk", flat=True)
    return replace(actor, grants=actor.grants | {Grant(ANSWER, label, key) for key in keys})
