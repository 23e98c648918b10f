"""What hangs on a session, whoever made it: asked of the tables that point at it, so that no line of work is forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from renda.kernel.people.models import CongressSession, Term
from renda.kernel.procedures.matter import Matter
from renda.modules.sessions.models import SessionWork


def rows_of(thing: CongressSession | Term) -> Iterator[QuerySet]:
    """The rows of every table that points at it, a query each; the session's own work is left out."""
    for relation in thing._meta.get_fields(include_hidden=True):
        points_here = (
            relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        )
        if points_here and relation.related_model is not SessionWork:
            yield relation.related_model.objects.filter(**{relation.field.name: thing}).order_by("pk")


def matters(session: CongressSession) -> list[Matter]:
    """Elections, votes, suggestions and what else of the session is under way or done; not what was itself taken back."""
    found = [row for rows in rows_of(session) if issubclass(rows.model, Matter) for row in rows]
    return [one for one in found if one.procedure.state(one.state).main]


def made(session: CongressSession) -> list[tuple[str, int]]:
    """What was made for the session: the word and how many."""
    counted = [(str(rows.model._meta.verbose_name), rows.count()) for rows in rows_of(session)]
    return [(words, number) for words, number in counted if number]


def is_bare(term: Term, session: CongressSession) -> bool:
    """Whether a congress has nothing but this one session."""
    return not any(rows.exclude(pk=session.pk).exists() for rows in rows_of(term))
