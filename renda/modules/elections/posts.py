"""The posts the congress elects, from ``posts.yaml``, in the words of the active town."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from renda.kernel.deadlines import timing
from renda.kernel.units.models import TownProfile, Unit, UnitKind
from renda.kernel.units.scope import remembered
from renda.law import elections
from renda.law.statements import Asked

FILE = Path(__file__).with_name("posts.yaml")
BY_CONGRESS = "officials-elected-by-congress"


@dataclass(frozen=True)
class Post:
    """One post in this town's words; see ``posts.yaml`` for what the fields mean."""

    key: str
    label: str
    title: str
    body: str
    role: str
    must_be_deputy: bool
    no_administrative_post: bool
    order: int

    @property
    def is_principal(self) -> bool:
        """A first post: one place, which may be filled without a second candidate."""
        profile = TownProfile.current()
        asked = Asked(None, profile.place_code or None, profile.rule_settings)
        return elections.post_rank(self.key, asked) == elections.PRINCIPAL

    @property
    def by_law(self) -> bool:
        """Is it one of the posts the organic law names?"""
        return self.key in timing.rule(BY_CONGRESS).value("posts")


@cache
def declared() -> dict[str, dict]:
    """The rows of the file by key."""
    return yaml.safe_load(FILE.read_text("utf-8"))


def posts() -> list[Post]:
    """Every post in its order."""
    return remembered("elected-posts", _of_this_town)


def post(key: str) -> Post:
    """Raises KeyError for a key nobody declared."""
    return next(one for one in posts() if one.key == key) if key in declared() else _unknown(key)


def choices(_=None) -> list[tuple[str, str]]:
    return [(one.key, one.label) for one in posts()]


def body_of(one: Post) -> Unit | None:
    """The unit in which the appointment is made."""
    kind = UnitKind.CONGRESS if one.body == "congress" else UnitKind.GOVERNMENT
    return Unit.objects.filter(kind=kind, is_active=True).order_by("position", "name").first()


def _of_this_town() -> list[Post]:
    profile = TownProfile.current()
    words = {
        "town": profile.town.name,
        "government": profile.government_name,
        "head": "乡长" if profile.town.name.endswith("乡") else "镇长",
    }
    made = [
        Post(
            key, row["label"].format(**words), row["title"].format(**words), row["body"], row["role"],
            row["deputy"], row["free"], row["order"],
        )
        for key, row in declared().items()
    ]  # fmt: skip
    return sorted(made, key=lambda one: one.order)


def _unknown(key: str) -> Post:
    raise KeyError(f"没有“{key}”这个选举职务")
