"""Who may see and do what with suggestions, promises and supervision events."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.documents.policy import reserve
from renda.modules.suggestions.models import Assignment, Cosigner, Opinion, Promise, RhythmEvent, Suggestion

verbs.register(
    **{
        "suggestion.view": "查看建议",
        "suggestion.export": "导出建议",
        "suggestion.import": "导入建议",
        "suggestion.statistics": "查看办理统计",
        "opinion.view": "查看群众意见",
        "opinion.save": "登记群众意见",
        "promise.view": "查看承诺台账",
        "rhythm.view": "查看督办活动",
    }
)

# The unit never learns who judged how, nor a deputy what another wrote; why a unit handed back is for the presidium.
reserve("verdict_summary", "office", "chair")
reserve("hand_back", "office", "chair", "presidium")

INSIDE = ("office", "chair", "presidium", "leader")
AUTHOR_VERBS = {"suggestion.draft", "suggestion.submit", "suggestion.object", "suggestion.withdraw"}
LEAD_VERBS = {"suggestion.reply", "suggestion.ask_extension"}
UNIT_VERBS = {"suggestion.sign_for", "suggestion.hand_back", "suggestion.consult", "suggestion.progress"}
NOT_YET_IN = ("draft",)
KNOWN_TO_DEPUTIES = ("registered", "assigned", "handling", "replied", "judged", "closed", "listed", "merged")


def in_hand_of(units) -> Q:
    """Suggestions with an active share of one of the units."""
    return Q(
        assignment_set__unit_id__in=units,
        assignment_set__ended_on__isnull=True,
        assignment_set__returned_on__isnull=True,
    )


def signed_by(mandates) -> Q:
    """Handed in or co-signed by the holder of one of ``mandates``; each half is read off its own index."""
    cosigned = Cosigner.objects.filter(mandate_id__in=mandates).order_by()
    return Q(author_id__in=mandates) | Q(pk__in=cosigned.values("suggestion_id"))


@policy
class SuggestionPolicy(Policy):
    model = Suggestion
    view_verb = "suggestion.view"

    def visible(self, actor: Actor):
        """The office sees all but others' drafts; deputies their own and what is registered and not
        confidential; units what was given to them; the county what is public; links their one object."""
        rows = Suggestion.objects.all()
        if actor.kind == "system":
            return rows
        if actor.grants:
            return rows.filter(pk__in=[grant.object_id for grant in actor.grants])
        mine = Q(author_id__in=actor.mandate_ids) | Q(
            Exists(Cosigner.objects.filter(suggestion=OuterRef("pk"), mandate_id__in=actor.mandate_ids))
        )
        seen = Q(pk__in=[])
        if actor.is_(*INSIDE):
            seen |= ~Q(state__in=NOT_YET_IN)
        if actor.mandate_ids:
            seen |= mine | Q(state__in=KNOWN_TO_DEPUTIES, confidential=False)
        if actor.is_("unit_handler", "unit_leader"):
            given = Assignment.objects.filter(unit_id__in=actor.unit_ids).order_by()
            seen |= Q(pk__in=given.values("suggestion_id"))
        if actor.is_("county"):
            seen |= Q(published_on__isnull=False)
        return rows.filter(seen)

    def reaches(self, actor: Actor, verb: str, obj: Suggestion) -> bool:
        if verb in AUTHOR_VERBS and actor.is_("deputy") and not actor.is_("office"):
            return obj.author_id in actor.mandate_ids
        if verb == "suggestion.withdraw" and actor.is_("office"):
            return True
        if verb == "suggestion.confirm_cosign" and not actor.is_("office"):
            return obj.cosigners.filter(mandate_id__in=actor.mandate_ids).exists()
        if verb == "suggestion.judge":
            return obj.verdict_set.filter(round=obj.round, mandate_id__in=actor.mandate_ids).exists()
        if verb in LEAD_VERBS | UNIT_VERBS | {"suggestion.give_opinion"} and not actor.is_("office"):
            return self.in_hand(actor, verb, obj)
        return super().reaches(actor, verb, obj)

    @staticmethod
    def in_hand(actor: Actor, verb: str, obj: Suggestion) -> bool:
        """Is the actor's unit handling it now, in the part the verb belongs to?"""
        share = obj.assignment_set.filter(
            unit_id__in=actor.unit_ids, ended_on__isnull=True, returned_on__isnull=True
        )
        if verb in LEAD_VERBS:
            share = share.filter(part="lead")
        if verb == "suggestion.give_opinion":
            share = share.filter(part="support")
        return share.exists()


@policy
class PromisePolicy(Policy):
    model = Promise
    view_verb = "promise.view"

    def visible(self, actor: Actor):
        rows = Promise.objects.all()
        if actor.kind == "system" or actor.is_(*INSIDE):
            return rows
        if actor.grants:
            return rows.filter(pk__in=[grant.object_id for grant in actor.grants])
        seen = Q(pk__in=[])
        if actor.mandate_ids:
            open_ones = Suggestion.objects.filter(
                signed_by(actor.mandate_ids) | Q(state__in=KNOWN_TO_DEPUTIES, confidential=False)
            )
            seen |= Q(suggestion__in=open_ones.values("pk"))
        if actor.is_("unit_handler", "unit_leader"):
            seen |= Q(unit_id__in=actor.unit_ids)
        return rows.filter(seen)

    def reaches(self, actor: Actor, verb: str, obj: Promise) -> bool:
        if verb == "promise.confirm" and not actor.is_("office"):
            mandates = actor.mandate_ids
            return Suggestion.objects.filter(signed_by(mandates), pk=obj.suggestion_id).exists()
        if verb in ("promise.show", "promise.postpone") and not actor.is_("office"):
            return obj.unit_id in actor.unit_ids
        return super().reaches(actor, verb, obj)


@policy
class RhythmPolicy(Policy):
    model = RhythmEvent
    view_verb = "rhythm.view"

    def visible(self, actor: Actor):
        if actor.kind == "system" or actor.is_(*INSIDE, "deputy"):
            return RhythmEvent.objects.all()
        return RhythmEvent.objects.none()


@policy
class OpinionPolicy(Policy):
    model = Opinion
    view_verb = "opinion.view"

    def visible(self, actor: Actor):
        if actor.kind == "system" or actor.is_(*INSIDE, "deputy"):
            return Opinion.objects.all()
        return Opinion.objects.none()
