"""The law in the words of reasons: a rule or a statement becomes a reason with its articles."""

from __future__ import annotations

from collections.abc import Iterable

from renda.kernel.procedures.declaration import Reason
from renda.kernel.units.models import TownProfile
from renda.law.statements import Statement


def unmet(statements: Iterable[Statement], mend: str = "", *, blocks: bool = True) -> list[Reason]:
    """A reason for every statement that says something is not as it should be."""
    return [
        Reason(one.sentence, mend, one.rule_id, one.articles, blocks)
        for one in statements
        if one.met is False
    ]


def asked(on) -> dict:
    """The law of a day in this town, as ``renda.law`` is asked."""
    profile = TownProfile.current()
    return {"on": on, "place": profile.place_code or None, "settings": profile.rule_settings}
