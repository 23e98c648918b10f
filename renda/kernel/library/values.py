"""Law texts as plain values: an edition, an article, what became of an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from renda.kernel.library import shelves


@dataclass(frozen=True)
class Edition:
    """One text of a law. ``superseded_on`` is the first day on which it no longer held."""

    id: UUID
    work_id: UUID
    town_id: UUID
    title: str
    full_title: str
    label: str
    level: str
    numbering: str
    adopted_on: date | None
    published_on: date | None
    in_force_on: date | None
    in_force_is_read: bool
    superseded_on: date | None
    repealed_on: date | None
    article_count: int

    @property
    def name(self) -> str:
        """代表法（2015年修正）"""
        return f"{self.title}（{self.label}）" if self.label else self.title

    @property
    def url(self) -> str:
        """The address of the law's page at this edition."""
        return address(self.id)

    @property
    def owner(self) -> str:
        """Whose shelf it stands on, in words; empty for the active town's own."""
        return shelves.owner(self.town_id)

    def holds_on(self, day: date) -> bool:
        """Whether this text held on ``day`` (a repeal of the law apart)."""
        begun = self.in_force_on is not None and self.in_force_on <= day
        return begun and (self.superseded_on is None or day < self.superseded_on)


@dataclass(frozen=True)
class Article:
    """One article of one edition. ``paragraphs``: tuples of (words, items); an item is (mark, words)."""

    edition: Edition
    number: int
    sub: int
    label: str
    text: str
    place: tuple[str, ...] = ()
    paragraphs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(default=(), repr=False)

    @property
    def anchor(self) -> str:
        """The mark of the article on the law's page: t51 or t51-1."""
        return anchor(self.number, self.sub)

    @property
    def url(self) -> str:
        return f"{self.edition.url}#{self.anchor}"

    @property
    def cited(self) -> str:
        """《代表法》第五十一条"""
        return f"《{self.edition.title}》{self.label}"


@dataclass(frozen=True)
class Move:
    """What became of an article. ``kind``: same, moved, changed (words), deleted, unknown; looking back: added.

    ``certain``: from our table of the deputies law; otherwise by likeness of the texts (0 to 1).
    """

    kind: str
    number: int | None = None
    sub: int = 0
    likeness: float = 0.0
    certain: bool = False


def address(edition_id: UUID) -> str:
    """The address of a text's page."""
    return f"/library/laws/{edition_id}/"


def anchor(number: int, sub: int = 0) -> str:
    """The mark of an article on a law's page."""
    return f"t{number}-{sub}" if sub else f"t{number}"
