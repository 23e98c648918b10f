"""Questionnaires: slips printed for telephones, answers without a name, paper ones keyed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from renda.foundation.ids import token
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, execute
from renda.kernel.secret_votes import codes
from renda.kernel.units.scope import acting_in
from renda.modules.appraisals import selectors
from renda.modules.appraisals.models import Appraised, QuestionSlip, Served, Sheet, Way

TAKING = "notified"
LONGEST = 1000
KNOWN = {key for key, _ in selectors.ANSWERS}


@dataclass(frozen=True)
class Given:
    """What one questionnaire says. ``answers``: line of the contents (from 1) → choice; ``opinion`` in the words of whoever wrote it."""

    served: str
    answers: Mapping[str, str]
    opinion: str = ""


def print_slips(actor: Actor, appraised: Appraised, count: int) -> list[str]:
    """Make ``count`` slips; the secret of each is told this once only. Earlier ones stay good."""
    return execute(actor, appraised, "print_slips", {"count": count}).result["secrets"]


def new_slips(appraised: Appraised, count: int) -> list[str]:
    """Secrets of new slips; of each only a digest is kept."""
    secrets = [token() for _ in range(count)]
    rows = [QuestionSlip(id=codes.long_digest(secret), appraised=appraised) for secret in secrets]
    QuestionSlip.objects.bulk_create(sorted(rows, key=lambda row: row.id.bytes))
    return secrets


def find(secret: str) -> QuestionSlip | None:
    """The slip with this secret in whichever town, while nobody has used it."""
    rows = QuestionSlip.everywhere.select_related("town", "appraised__appraisal", "appraised__unit")
    return rows.filter(pk=codes.long_digest(secret)).first()


def answer(slip: QuestionSlip, given: Given) -> bool:
    """Take the answers in and throw the slip away; False when it was used meanwhile or questions are no longer asked.

    Nothing is logged, and nothing points from the answer to the slip. Raises Refused when a question is not answered.
    """
    with acting_in(slip.town_id), transaction.atomic():
        appraised = Appraised.objects.select_for_update(of=("self",)).get(pk=slip.appraised_id)
        check(appraised, given)
        if appraised.state != TAKING or not QuestionSlip.objects.filter(pk=slip.pk).delete()[0]:
            return False
        write(appraised, Way.PHONE, given)
    return True


def key(actor: Actor, appraised: Appraised, given: Given) -> None:
    """A questionnaire on paper is keyed in. Raises Refused when a question is not answered or it is too late."""
    require(actor, "appraised.note", appraised)
    if appraised.state != TAKING:
        raise Refused([Reason("走访调查已经结束，问卷不再录入。", "请把纸质问卷放进案卷。")])
    check(appraised, given)
    with transaction.atomic():
        write(appraised, Way.PAPER, given)
        record(actor, "appraised.keyed", appraised, {})


def check(appraised: Appraised, given: Given) -> None:
    """Is every question answered with one of the choices?"""
    places = [str(place) for place, _ in enumerate(appraised.appraisal.contents, 1)]
    left = [place for place in places if given.answers.get(place) not in KNOWN]
    if left:
        raise Refused([Reason(f"第{'、'.join(left)}题还没有选。", "说不清的，选“不了解”。")])
    if given.served not in Served.values:
        raise Refused([Reason("还没有选您是谁。", "只问是哪一类人，不问姓名。")])


def write(appraised: Appraised, way: str, given: Given) -> None:
    answers = {
        place: given.answers[place] for place in sorted(given.answers) if given.answers[place] in KNOWN
    }
    Sheet.objects.create(
        appraised=appraised,
        way=way,
        served=given.served,
        answers=answers,
        opinion=given.opinion.strip()[:LONGEST],
    )
