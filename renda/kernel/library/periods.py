"""From when until when each text of a law held. Plain Python over the rows of one law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from renda.kernel.library.models import LawEdition
from renda.kernel.library.reading.headnote import CHANGES


def ends(texts: Sequence[LawEdition]) -> dict[UUID, date | None]:
    """Text → the first day on which it no longer held, None while it holds; texts without a first day are left out.

    A text holds until the next of ``texts`` comes into force, or until an amendment that a later text's note tells
    of: so that a text that was never loaded leaves a gap and not a wrong answer.
    """
    changed = {
        date.fromisoformat(event["on"])
        for text in texts
        for event in text.history
        if event["what"] in CHANGES
    }
    missing = changed - {text.adopted_on for text in texts}
    begun = [text for text in texts if text.in_force_on is not None]
    return {text.pk: _end(text, begun, missing) for text in begun}


def _end(text: LawEdition, begun: Sequence[LawEdition], missing: set[date]) -> date | None:
    later = [other.in_force_on for other in begun if other.in_force_on > text.in_force_on]
    since = max(text.adopted_on or text.in_force_on, text.in_force_on)
    return min([*later, *(day for day in missing if day > since)], default=None)
