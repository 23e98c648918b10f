"""Everything the page of one suggestion shows, gathered with a fixed number of queries."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.dossiers.models import Dossier, DossierItem, DossierLink
from renda.modules.suggestions.models import Suggestion
from renda.modules.suggestions.procedure.suggestion import SUGGESTION
from renda.modules.suggestions.similar import lineage
from renda.web.suggestions import present, secrecy
from renda.web.suggestions.links import link_choices

READERS_OF_PAPERS = ("office", "chair", "presidium", "leader")


def rows_to_show(actor: Actor):
    """Visible suggestions with the rows every page of one needs."""
    return policies.visible(actor, Suggestion).select_related(
        "author__person", "author__group", "author__constituency", "village", "category", "lead_unit",
        "session__term", "key_leader", "merged_into",
    )  # fmt: skip


def gather(request: HttpRequest, suggestion: Suggestion) -> dict:
    """The context of the page."""
    actor = request.actor
    shares = list(suggestion.assignment_set.select_related("unit", "better_unit").order_by("assigned_on", "part", "id"))
    signed = next((share.signed_on for share in shares if share.part == "lead" and share.is_active), None)
    dossier = Dossier.objects.filter(model=suggestion._meta.label_lower, object_id=suggestion.pk).first()
    return {
        "suggestion": suggestion,
        "light": present.state_light(suggestion),
        "steps": present.step_bar(suggestion, signed),
        "actions": present.actions(actor, suggestion, "suggestions:step"),
        "deadlines": deadlines_for(actor, suggestion),
        "waiting": present.WITHOUT_DEADLINE.get(suggestion.state, ""),
        "cosigners": list(suggestion.cosigners.select_related("mandate__person")),
        "opinions": list(suggestion.opinions.all()),
        "attachments": list(suggestion.attachments.select_related("file")),
        "shares": shares,
        "my_share": next((share for share in shares if share.is_active and share.unit_id in actor.unit_ids), None),
        "merged": list(suggestion.merged.select_related("author__person")),
        "checklist": checklist(suggestion),
        "course": course(actor, suggestion),
        "dossier": dossier,
        "dossier_url": present.address("dossier", "papers:dossier", args=[dossier.pk]) if dossier else "",
        "contents": contents(actor, suggestion, dossier),
        "related": related(actor, dossier),
        "lineage": [kin for kin in lineage(suggestion, actor=actor) if kin.suggestion.pk != suggestion.pk],
        "links": link_choices(actor, suggestion),
        **handling(actor, suggestion),
        **judged(actor, suggestion),
    }


def deadlines_for(actor: Actor, suggestion: Suggestion) -> list[dict]:
    """The internal ones are for the office and the unit that works, not for deputies."""
    found = present.open_deadlines(suggestion)
    inside = actor.is_(*READERS_OF_PAPERS, "unit_handler", "unit_leader")
    return [one for one in found if inside or not one["internal"]]


def handling(actor: Actor, suggestion: Suggestion) -> dict:
    """What the units did and what was done to hurry them."""
    objections = suggestion.objection_set.select_related("mandate__person")
    replies = list(suggestion.reply_set.select_related("unit", "paper"))
    return {
        "objections": list(objections) if secrecy.reads_objections(actor, suggestion) else [],
        "consultations": list(suggestion.consultation_set.select_related("unit")),
        "progress": list(suggestion.progress_set.select_related("unit")),
        "extensions": list(suggestion.extension_set.select_related("unit", "paper")),
        "replies": replies,
        "urgings": list(suggestion.urging_set.select_related("unit", "paper")),
        "promises": promises(suggestion),
    }


def promises(suggestion: Suggestion) -> list[dict]:
    rows = suggestion.promises.select_related("unit").order_by("due_on", "id")
    return [
        {"promise": row, "light": present.state_light(row), "due": present.due_light(row.due_on) if not row.closed_at else None}
        for row in rows
    ]


def judged(actor: Actor, suggestion: Suggestion) -> dict:
    verdicts = list(suggestion.verdict_set.select_related("mandate__person").order_by("round", "id"))
    return {
        "verdicts": secrecy.verdicts_for(actor, suggestion, verdicts),
        "overall": secrecy.overall_for(suggestion),
        "asked": len([one for one in verdicts if one.round == suggestion.round]),
    }


def checklist(suggestion: Suggestion) -> list[dict]:
    """The office's list of what must have been done, ticked by the facts."""
    return [
        {"label": check.label, "done": bool(check.done(suggestion))}
        for check in SUGGESTION.checklist
        if check.when is None or check.when(suggestion)
    ]


def course(actor: Actor, suggestion: Suggestion) -> list[dict]:
    return [
        {"at": entry.at, "who": entry.actor, "what": entry.sentence} for entry in secrecy.course_for(actor, suggestion)
    ]


def contents(actor: Actor, suggestion: Suggestion, dossier: Dossier | None) -> list[dict]:
    """What lies in the dossier, with the pages that show it. The sheet of verdicts only for who reads verdicts."""
    if dossier is None or not actor.has("dossier.view"):
        return []
    items: list[DossierItem] = list(dossier.items.select_related("paper", "file").order_by("position"))
    hidden = set() if secrecy.reads_lines(actor) else {"verdict", "hand_back"}
    return [{"item": item, "url": item_url(item)} for item in items if item.role not in hidden]


def item_url(item: DossierItem) -> str:
    if item.paper_id:
        return present.address("paper", "papers:paper", args=[item.paper_id])
    return reverse("suggestions:file", args=[item.file_id]) if item.file_id else ""


def related(actor: Actor, dossier: Dossier | None) -> list[dict]:
    """Other suggestions tied to this one's dossier (merged, same matter), as far as the reader may see them."""
    if dossier is None:
        return []
    ties = DossierLink.objects.filter(from_dossier=dossier) | DossierLink.objects.filter(to_dossier=dossier)
    others: dict[UUID, str] = {}
    for tie in ties.select_related("from_dossier", "to_dossier"):
        other = tie.to_dossier if tie.from_dossier_id == dossier.pk else tie.from_dossier
        if other.model == "suggestions.suggestion":
            others[other.object_id] = tie.note
    seen = policies.visible(actor, Suggestion).filter(pk__in=others)
    return [{"suggestion": one, "note": others[one.pk]} for one in seen.order_by("-submitted_on", "-id")]
