"""Facts that most papers name: the office and its telephone, the deputies, number and title."""

from __future__ import annotations

from renda.kernel.units.models import TownProfile
from renda.modules.suggestions import selectors


def names(mandates) -> list[str]:
    return [mandate.person.name for mandate in mandates]


def office_facts() -> dict:
    """The organ, the office and whom to call."""
    profile = TownProfile.current()
    return {
        "organ": profile.presidium_name,
        "office": profile.options.get("office_name") or f"{profile.town.name}人大办",
        "contact": profile.options.get("office_contact") or "人大办",
        "phone": profile.office_phone or "（未登记）",
    }


def suggestion_facts(suggestion) -> dict:
    """Number, title, who signed, who handles it."""
    return {
        "suggestion_number": numbered(suggestion),
        "suggestion_title": suggestion.title,
        "deputies": names(selectors.everyone_to_answer(suggestion)),
        "lead_author": suggestion.author.person.name,
        "unit": suggestion.lead_unit.name if suggestion.lead_unit else "",
    }


def numbered(suggestion) -> str:
    """The number, or words that say there is none yet."""
    return suggestion.number or "（未编号）"


def unit_contact(unit) -> dict:
    """Whom to call at a unit."""
    return {"contact": f"{unit.name}经办人", "phone": unit.phone or TownProfile.current().office_phone or "（未登记）"}
