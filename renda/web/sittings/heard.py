"""What a session hears of supervision: the reports of inspections and the results of appraisals, to be put on its agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.people.models import CongressSession
from renda.kernel.procedures.matter import Matter
from renda.modules.appraisals.models import Appraisal
from renda.modules.sessions.selectors import since
from renda.modules.sessions.sittings.models import AgendaItem
from renda.modules.supervision.models import Form, Inspection

OUT = ("following", "filed")
"""There is something to tell."""
MODELS = {model._meta.label_lower: model for model in (Inspection, Appraisal)}


@dataclass(frozen=True)
class Report:
    """What may be heard: the matter and the words of the agenda's item."""

    matter: Matter
    text: str

    @property
    def key(self) -> str:
        return key_of(self.matter._meta.label_lower, self.matter.pk)


def key_of(model: str, pk) -> str:
    return f"{model}:{pk}"


def offered(actor: Actor, session: CongressSession, items: Iterable[AgendaItem]) -> list[Report]:
    """What was to be told to this session, and, while it is not over, what came out since the last one and was promised to
    none; without what stands on the agenda already."""
    there = {key_of(item.subject_model, item.subject_id) for item in items if item.subject_id}
    nowhere = Q(told_session=None) if clock.today() <= session.closes_on else Q(pk=None)
    last = since(session)
    inspections = visible(actor, Inspection).filter(
        Q(told_session=session) | nowhere & Q(reported_on__gt=last), state__in=OUT
    )
    appraisals = visible(actor, Appraisal).filter(
        Q(told_session=session) | nowhere & Q(voted_on__gt=last), state__in=OUT
    )
    found = [Report(row, inspection_words(row)) for row in inspections.order_by("reported_on", "id")]
    found += [Report(row, f"听取关于{row}情况的报告") for row in appraisals.order_by("voted_on", "id")]
    return [report for report in found if report.key not in there]


def inspection_words(row: Inspection) -> str:
    """听取关于农资市场执法检查情况的报告; the form is named where the topic does not say it."""
    form = "" if row.form == Form.REPORT or row.get_form_display() in row.topic else row.get_form_display()
    return f"听取关于{row.topic}{form}情况的报告"


def addresses(actor: Actor, items: Iterable[AgendaItem]) -> dict[str, str]:
    """The address of what each item is about, by its key, where the reader sees it."""
    found: dict[str, str] = {}
    for label, model in MODELS.items():
        keys = [item.subject_id for item in items if item.subject_model == label]
        if keys:
            rows = visible(actor, model).filter(pk__in=keys)
            found |= {key_of(label, row.pk): row.get_absolute_url() for row in rows}
    return found
