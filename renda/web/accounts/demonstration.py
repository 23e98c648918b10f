"""The accounts of a demonstration town, shown on the login page; a real town never shows any."""

from __future__ import annotations

from renda.kernel.units.models import TownProfile, UnitKind


def demonstration() -> dict | None:
    """Password and accounts by role of the first demonstration town, when there is no real town beside it."""
    towns = TownProfile.objects.filter(town__kind=UnitKind.TOWNSHIP)
    profiles = list(towns.select_related("town").order_by("pk")[:40])
    shown = [profile.options for profile in profiles if profile.options.get("demonstration") is True]
    if not shown or len(shown) < len(profiles):
        return None
    first = shown[0]
    return {"password": first.get("demonstration_password", ""), "groups": first.get("demonstration_accounts", [])}
