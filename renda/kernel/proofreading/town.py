"""What the registers say of a town on the day of a paper, as plain values that checks compare with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Post:
    """A person holds a post in a body."""

    name: str
    post: str
    unit: str = ""


@dataclass(frozen=True)
class SessionFact:
    """A session of the town's congress."""

    term: int
    number: int
    opens_on: date
    closes_on: date


@dataclass(frozen=True)
class TownFacts:
    """A town on one day: names of its bodies, who holds which post, its deputies, its sessions."""

    town: str
    congress: str
    presidium: str
    government: str
    number_word: str = ""
    posts: tuple[Post, ...] = ()
    former_posts: tuple[Post, ...] = ()
    deputies: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    sessions: tuple[SessionFact, ...] = ()
    place: str = ""
    settings: dict = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name of a person that is known."""
        return frozenset(
            [*self.deputies, *(post.name for post in self.posts), *(post.name for post in self.former_posts)]
        )

    @property
    def kind(self) -> str:
        """镇 or 乡: the last character of the town's name."""
        return self.town[-1:] if self.town[-1:] in ("镇", "乡") else "镇"


def facts_on(on: date) -> TownFacts | None:
    """The facts of the active town on ``on``; None when no town is active or it has no profile yet."""
    from renda.kernel.units.scope import active_town_id, has_active_town

    if not has_active_town():
        return None
    from renda.kernel.people.models import Mandate
    from renda.kernel.people.register import MandateLevel
    from renda.kernel.units.models import TownProfile, Unit

    profile = TownProfile.objects.filter(town_id=active_town_id()).select_related("town").first()
    if profile is None:
        return None
    posts = _posts(on)
    return TownFacts(
        town=profile.town.name,
        congress=profile.congress_name,
        presidium=profile.presidium_name,
        government=profile.government_name,
        number_word=profile.number_word,
        posts=tuple(post for post, holds in posts if holds),
        former_posts=tuple(post for post, holds in posts if not holds),
        deputies=tuple(
            Mandate.objects.on(on)
            .filter(level=MandateLevel.TOWN)
            .order_by("person__name", "id")
            .values_list("person__name", flat=True)
        ),
        units=tuple(
            Unit.objects.filter(is_active=True).order_by("position", "name").values_list("name", flat=True)
        ),
        sessions=_sessions(),
        place=profile.place_code,
        settings=dict(profile.rule_settings or {}),
    )


def _posts(on: date) -> list[tuple[Post, bool]]:
    """Every post of the town, and whether it is held on ``on``."""
    from renda.kernel.people.models import Appointment

    return [
        (
            Post(row.person.name, row.post, row.unit.name),
            row.from_on <= on and (row.until_on or date.max) >= on,
        )
        for row in Appointment.objects.select_related("person", "unit").order_by("unit__position", "id")
    ]


def _sessions() -> tuple[SessionFact, ...]:
    """Every session of the congress, the earliest first."""
    from renda.kernel.people.models import CongressSession

    return tuple(
        SessionFact(row.term.number, row.number, row.opens_on, row.closes_on)
        for row in CongressSession.objects.select_related("term").order_by("opens_on", "id")
    )
