"""Who may see and do what with elections, motions of removal, resignations and questioning."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.modules.elections.models import (
    Election,
    ElectionMethod,
    Questioning,
    QuestioningSignature,
    Removal,
    RemovalSignature,
    Resignation,
)

verbs.register(
    **{
        "election.view": "查看大会选举",
        "election_method.view": "查看选举办法",
        "removal.view": "查看罢免案",
        "resignation.view": "查看辞职",
        "questioning.view": "查看质询案",
    }
)

#: Who prepares the session.
INSIDE = ("office", "chair", "presidium")
#: Before it is handed in a motion is the movers' own; afterwards whoever it concerns learns of it.
UNFINISHED = ("collecting", "withdrawn")


class SessionPaper(Policy):
    """Everybody of the congress sees it: the deputies vote on it."""

    def visible(self, actor: Actor):
        rows = self.model.objects.all()
        if actor.kind == "system" or actor.is_(*INSIDE) or actor.mandate_ids and actor.is_("deputy"):
            return rows
        return rows.none()


@policy
class MethodPolicy(SessionPaper):
    model = ElectionMethod
    view_verb = "election_method.view"


@policy
class ElectionPolicy(SessionPaper):
    model = Election
    view_verb = "election.view"


@policy
class ResignationPolicy(Policy):
    """The office and the presidium; the deputies once it is put to them; the person always."""

    model = Resignation
    view_verb = "resignation.view"

    def visible(self, actor: Actor):
        rows = Resignation.objects.all()
        if actor.kind == "system" or actor.is_(*INSIDE):
            return rows
        seen = Q(appointment__person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
        if actor.is_("deputy"):
            seen |= Q(state__in=("voting", "accepted", "refused", "closed"))
        return rows.filter(seen)


class MotionPolicy(Policy):
    """The office sees all; deputies what can be signed or was handed in; whoever it concerns, once it was handed in."""

    signatures: type
    parent: str

    def visible(self, actor: Actor):
        rows = self.model.objects.all()
        if actor.kind == "system" or actor.is_("office"):
            return rows
        handed_in = ~Q(state__in=UNFINISHED)
        seen = Q(pk__in=[])
        if actor.is_("chair", "presidium"):
            seen |= handed_in
        if actor.is_("deputy"):
            mine = self.signatures.objects.filter(**{self.parent: OuterRef("pk")}, mandate_id__in=actor.mandate_ids)
            seen |= ~Q(state="withdrawn") | Exists(mine)
        return rows.filter(seen | self.concerned(actor) & handed_in)

    def concerned(self, actor: Actor) -> Q:
        return Q(pk__in=[])


@policy
class RemovalPolicy(MotionPolicy):
    model = Removal
    view_verb = "removal.view"
    signatures, parent = RemovalSignature, "removal"

    def concerned(self, actor: Actor) -> Q:
        """The person whose removal is moved has the right to be heard and therefore to read it."""
        return Q(appointment__person_id=actor.person_id) if actor.person_id else Q(pk__in=[])

    def reaches(self, actor: Actor, verb: str, obj: Removal) -> bool:
        return super().reaches(actor, verb, obj) and own_part(actor, verb, obj, "removal")


@policy
class QuestioningPolicy(MotionPolicy):
    model = Questioning
    view_verb = "questioning.view"
    signatures, parent = QuestioningSignature, "questioning"

    def concerned(self, actor: Actor) -> Q:
        """The government reads what it is asked."""
        return Q(target_id__in=actor.unit_ids) if actor.is_("leader") else Q(pk__in=[])

    def reaches(self, actor: Actor, verb: str, obj: Questioning) -> bool:
        if not super().reaches(actor, verb, obj) or not own_part(actor, verb, obj, "questioning"):
            return False
        if verb == "questioning.opine" and not actor.is_("office"):
            return obj.signatures.filter(mandate_id__in=actor.mandate_ids, taken_back_on__isnull=True).exists()
        return True


def own_part(actor: Actor, verb: str, obj, module: str) -> bool:
    """Handing in, asking again and withdrawing are the first mover's."""
    if verb != f"{module}.move" or actor.is_("office"):
        return True
    return obj.author_id in actor.mandate_ids
