"""Suggestions that look like a text, as the pages show them: only those the reader may see, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from renda.kernel.access.actors import Actor
from renda.kernel.search.similar import SAME_MATTER
from renda.modules.suggestions.models import Suggestion
from renda.modules.suggestions.similar import similar_to
from renda.web.suggestions.present import state_light
from renda.web.suggestions.stepform import MAY_TAKE_MORE


@dataclass(frozen=True)
class Near:
    """``strong``: probably the same matter; ``mergeable``: not answered yet, so this one can go into it."""

    suggestion: Suggestion
    why: str
    strong: bool
    light: dict

    @property
    def mergeable(self) -> bool:
        return self.suggestion.state in MAY_TAKE_MORE


def near(actor: Actor, title: str, body: str, exclude: UUID | None = None) -> list[Near]:
    """The most alike first; [] for an empty text."""
    if not (title.strip() or body.strip()):
        return []
    return [
        Near(kin.suggestion, "；".join(kin.why), kin.score >= SAME_MATTER, state_light(kin.suggestion))
        for kin in similar_to(title, body, exclude, actor=actor)
    ]
