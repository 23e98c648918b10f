"""Named figures: what is counted, over which rows, and where the rows can be seen.

An app registers its figures in a file ``figures.py``. One query per figure gives both the number and the rows behind
it, so that the two can never differ; figures that are conditions over the same rows are counted together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count, Q, QuerySet

from renda.kernel.access import policies
from renda.kernel.access.actors import Actor
from renda.kernel.figures import scopes
from renda.kernel.figures.marks import MARK
from renda.kernel.figures.scopes import Scope

SHOWN = 200
NOTHING_TO_DIVIDE = "（无）"


class UnknownFigure(ValueError):
    """No app registers this figure, or not over such a scope; the message is in Chinese."""


@dataclass(frozen=True)
class FigureRow:
    """One row behind a figure, for the page: words, where it opens (may be empty), a remark."""

    label: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Figure:
    """The rows are those of ``query(scope)`` that meet ``where``. Their number is the figure; with ``whole`` it is their share
    in percent of the rows of the same query that meet ``whole``.

    ``basis`` says in plain words how it is counted. ``row(obj)`` shows one row. ``seen(actor)``: the condition for the
    rows an actor may open, where the policy of the model is not the answer. ``words``: how schemes and plans call what is
    counted (``甲…乙``: both parts occur), to recognise it in a text.
    """

    key: str
    label: str
    group: str
    query: Callable[[Scope], QuerySet]
    row: Callable[[Any], FigureRow]
    basis: str
    unit: str = "件"
    scopes: tuple[str, ...] = (scopes.YEAR, scopes.PERIOD)
    where: Q = Q()
    whole: Q | None = None
    seen: Callable[[Actor], Q] | None = None
    words: tuple[str, ...] = ()

    def rows(self, scope: Scope) -> QuerySet:
        """The rows the figure counts."""
        return self.query(scope).filter(self.where)


@dataclass(frozen=True)
class Value:
    """A figure at a moment: ``value`` is None where there is nothing to divide; ``text`` is what a paper says."""

    value: float | int | None
    text: str
    scope: Scope


@dataclass(frozen=True)
class Rows:
    """The rows behind a figure: those shown with their ids, and how many more there are (too many, or out of the reader's
    reach)."""

    shown: tuple[FigureRow, ...]
    total: int
    hidden: int
    ids: tuple[UUID, ...] = ()


_figures: dict[str, Figure] = {}


def register(*figures: Figure) -> None:
    """Add figures. A key belongs to one figure; every scope must be of a known kind."""
    for figure in figures:
        if figure.key in _figures:
            raise ImproperlyConfigured(f"数据 {figure.key} 登记了两次")
        if strange := set(figure.scopes) - set(scopes.KINDS):
            raise ImproperlyConfigured(f"数据 {figure.key} 有不认识的时间范围 {sorted(strange)}")
        _figures[figure.key] = figure


def all_figures() -> list[Figure]:
    """Every figure, in the order in which they were registered."""
    return list(_figures.values())


def figure(key: str) -> Figure:
    """Raises UnknownFigure."""
    if key not in _figures:
        raise UnknownFigure(f"没有叫“{key}”的数据，请从数据列表里选。")
    return _figures[key]


def located(key: str, scope_text: str) -> tuple[Figure, Scope]:
    """The figure and its scope. Raises UnknownFigure or UnknownScope."""
    found, scope = figure(key), scopes.parse(scope_text)
    if scope.kind not in found.scopes:
        allowed = "、".join(scopes.KINDS[kind] for kind in found.scopes)
        raise UnknownFigure(f"“{found.label}”不能按“{scopes.KINDS[scope.kind]}”统计，可以选：{allowed}。")
    return found, scope


def value(key: str, scope_text: str = "") -> Value:
    """The figure as it is now. Raises UnknownFigure or UnknownScope."""
    return counted([located(key, scope_text)])[0]


def counted(wanted: Sequence[tuple[Figure, Scope]]) -> list[Value]:
    """Figures as they are now, each over a scope of a kind that it knows; those with the same query over the same scope
    are asked together."""
    together: dict[tuple, set[Q]] = {}
    for found, scope in wanted:
        conditions = {found.where} if found.whole is None else {found.where, found.whole}
        together.setdefault((found.query, scope), set()).update(conditions)
    counts = {
        (query, scope): count_each(query(scope), list(conditions))
        for (query, scope), conditions in together.items()
    }
    return [worded(found, scope, counts[found.query, scope]) for found, scope in wanted]


def count_each(rows: QuerySet, conditions: list[Q]) -> dict[Q, int]:
    """How many of the rows meet each condition; one query."""
    asked = {f"of_{n}": Count("pk", filter=one) if one else Count("*") for n, one in enumerate(conditions)}
    found = rows.order_by().aggregate(**asked)
    return {one: found[f"of_{n}"] for n, one in enumerate(conditions)}


def worded(found: Figure, scope: Scope, counts: dict[Q, int]) -> Value:
    """The value of a figure from the counts of its conditions."""
    count = counts[found.where]
    if found.whole is None:
        return Value(count, str(count), scope)
    whole = counts[found.whole]
    if not whole:
        return Value(None, NOTHING_TO_DIVIDE, scope)
    share = (Decimal(count) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = f"{share.normalize():f}"
    return Value(float(share), f"{text}%", scope)


def written_out(text: str) -> str:
    """The text with every mark of a figure as the number it is now. Raises UnknownFigure or UnknownScope."""
    return MARK.sub(lambda found: value(found["key"], found["scope"] or "").text, text)


def rows(actor: Actor, key: str, scope_text: str = "", *, most: int = SHOWN) -> Rows:
    """What stands behind a figure, as far as the actor may know it. Raises UnknownFigure or UnknownScope."""
    found, scope = located(key, scope_text)
    query = found.rows(scope)
    total = query.count()
    if actor.kind != "system":
        query = query.filter(found.seen(actor) if found.seen else in_reach(actor, query.model))
    objects = list(query[:most])
    shown = tuple(found.row(obj) for obj in objects)
    return Rows(shown, total, total - len(shown), tuple(obj.pk for obj in objects))


def in_reach(actor: Actor, model) -> Q:
    """The condition for the rows the actor may know of by the model's own policy."""
    return Q(pk__in=policies.visible(actor, model).order_by().values("pk"))
