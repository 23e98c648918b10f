"""Last year's paper becomes this year's draft.

    renewal = renew(paper, facts, on=date(2026, 1, 5))
    draft = apply(renewal, {place.id: Ruling("2026年1月20日")})

``renew`` is a pure function of the paper and a snapshot of the town's data (``gather.town_facts``). What it finds is
replaced, kept with the reason, flagged (somebody must rule) or unmatched (nothing in the data; somebody must rule).
"""

from renda.modules.drafting.renewal.facts import TownFacts
from renda.modules.drafting.renewal.model import Choice, Place, Renewal, Ruling
from renda.modules.drafting.renewal.renew import apply, open_places, renew

__all__ = ["Choice", "Place", "Renewal", "Ruling", "TownFacts", "apply", "open_places", "renew"]
