"""Who may sign: the person named for the draft, else whom the organ's rule names for its register."""

from __future__ import annotations

from renda.kernel.access.actors import Actor
from renda.kernel.access.people import accounts_with
from renda.kernel.deadlines import timing
from renda.kernel.people.models import Account, Appointment, Person
from renda.modules.drafting.models import Draft

RULE = "paper-signers"


def signing_roles(draft: Draft) -> tuple[str, ...]:
    """The roles that sign papers of this register under the town's rule."""
    table = timing.practice(RULE)
    return tuple(table.get(draft.series or "unnumbered", table["others"]))


def may_sign(actor: Actor, draft: Draft) -> bool:
    """May this actor sign this draft? A named signer goes before the rule, but must hold a role the rule names."""
    if not actor.is_(*signing_roles(draft)):
        return False
    return draft.signer_id is None or draft.signer_id == actor.person_id


def persons_who_may_sign(draft: Draft) -> list[Person]:
    """Everybody the rule names, whether with an account or not: for the choice of the signer and for wet signatures."""
    posts = Appointment.objects.on().filter(role__in=signing_roles(draft)).select_related("person")
    return sorted({post.person for post in posts}, key=lambda person: person.name)


def signers_for(draft: Draft) -> list[Account]:
    """The accounts that may sign it now."""
    return [account for account, actor in accounts_with("draft.sign") if may_sign(actor, draft)]
