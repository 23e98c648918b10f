"""What every page of a matter shows: what is waited for and why that day, what happened, what lies in the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import visible
from renda.kernel.access.verbs import roles
from renda.kernel.audit.models import AuditEntry
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.documents.models import Paper
from renda.kernel.dossiers.models import Dossier, DossierItem
from renda.kernel.procedures.offers import offers
from renda.web.ui import Action, lights


def waits_for(deadline: Deadline) -> str:
    """Who must act before the deadline ends: the unit, the deputy, or the holders of the verb."""
    if deadline.unit_id:
        return str(deadline.unit)
    if deadline.person_id:
        return f"{deadline.person.name}代表"
    holders = [role.key for role in roles().values() if role.allows(deadline.waits_for)]
    if "office" in holders:
        return "人大办"
    return "代表" if "deputy" in holders else "、".join(roles()[key].label for key in holders)


def why(explanation: dict) -> dict:
    """The explanation of a day in the shape the page takes: counted days, words, articles, later moves."""
    words = [explanation.get("wording", "")]
    for move in explanation.get("moves", []):
        words.append(f"{move['from']} 改到 {move['to']}：{move['why']}。")
    return {
        "days": [
            {"on": date.fromisoformat(step["day"]), "counted": step["counted"], "reason": step["note"]}
            for step in explanation.get("steps", [])
        ],
        "basis": " ".join(word for word in words if word),
        "law": "、".join(explanation.get("articles", [])),
    }


def open_deadlines(matter) -> list[dict]:
    """The deadlines still open: who, what, when, why that day. Internal ones are marked."""
    found = Deadline.objects.filter(
        model=matter._meta.label_lower,
        object_id=matter.pk,
        status__in=(*DeadlineStatus.open(), DeadlineStatus.PAUSED),
    ).select_related("unit", "person")
    return [
        {
            "who": waits_for(deadline),
            "key": deadline.key,
            "unit_id": deadline.unit_id,
            "label": deadline.label,
            "due_on": deadline.due_on,
            "light": lights.due(
                deadline.due_on,
                paused=deadline.status == DeadlineStatus.PAUSED,
                provisional=deadline.provisional,
                inner=deadline.internal,
            ),
            "internal": deadline.internal,
            "why": why(deadline.explanation),
        }
        for deadline in found.order_by("internal", "due_on", "id")
    ]


def told(actor: Actor, matter) -> dict:
    """What stands at the foot of every matter's page: open deadlines, what lies in the dossier, what happened."""
    return {
        "deadlines": open_deadlines(matter),
        "contents": contents(actor, dossier_of(actor, matter)),
        "course": course(matter),
    }


def course(matter, *names: str) -> list[dict]:
    """The log of one matter, newest first; its own name (and ``names``) at the end of a sentence is left out."""
    entries = AuditEntry.objects.filter(
        town_id=matter.town_id, model=matter._meta.label_lower, object_id=matter.pk
    )
    own = (str(matter), *names)
    return [
        {"at": entry.at, "who": entry.actor, "what": without_names(entry.sentence, own)}
        for entry in entries.order_by("-number")
    ]


def without_names(sentence: str, names: Iterable[str]) -> str:
    """The sentence without the matter's name behind it: on the matter's own page it says nothing."""
    for name in names:
        sentence = sentence.removesuffix(f"：{name}")
    return sentence


def dossier_of(actor: Actor, matter) -> Dossier | None:
    """The dossier of a matter, for whoever may look into it."""
    if not actor.has("dossier.view"):
        return None
    return visible(actor, Dossier).filter(model=matter._meta.label_lower, object_id=matter.pk).first()


def contents(actor: Actor, dossier: Dossier | None) -> list[dict]:
    """What lies in a dossier, in its order, each with the address where it opens. Papers out of reach are left out."""
    if dossier is None:
        return []
    items = list(dossier.items.select_related("paper", "file").order_by("position"))
    papers = visible(actor, Paper).filter(pk__in=[item.paper_id for item in items if item.paper_id])
    readable = {None, *papers.order_by().values_list("pk", flat=True)}
    return [{"item": item, "url": item_url(item)} for item in items if item.paper_id in readable]


def item_url(item: DossierItem) -> str:
    """The page of a paper, or the file as the dossier hands it out."""
    if item.paper_id:
        return reverse("paper", args=[item.paper_id])
    return reverse("dossier-file", args=[item.dossier_id, item.pk]) if item.file_id else ""


def actions(
    actor: Actor,
    matter,
    url_name: str,
    *,
    main: Sequence[str] = (),
    grave: Sequence[str] = (),
    other: Sequence[str] = (),
) -> list[Action]:
    """The buttons of a matter: the first open verb of ``main`` stands out, ``grave`` ones come last and red, grey ones
    say why. ``other``: verbs that have a place of their own on the page."""
    found = [offer for offer in offers(actor, matter) if offer.transition.verb not in other]
    open_verbs = [offer.transition.verb for offer in found if offer.is_open]
    first = next((verb for verb in main if verb in open_verbs), "")

    def rank(offer) -> int:
        verb = offer.transition.verb
        return 0 if verb == first else 2 if verb in grave else 1

    def kind(verb: str) -> str:
        return "primary" if verb == first else "danger" if verb in grave else "plain"

    return [
        Action(
            offer.transition.label,
            reverse(url_name, args=[matter.pk, offer.transition.verb]),
            kind(offer.transition.verb),
            reasons=tuple(filter(None, [offer.problem])),
        )
        for offer in sorted(found, key=rank)
    ]
