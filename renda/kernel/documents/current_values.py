"""What the active town's data say today for the fields that many papers share (see known_fields.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.access.actors import Actor
from renda.kernel.deadlines import timing
from renda.kernel.documents.cards.guests import Guest, deputies_today
from renda.kernel.people.models import Appointment, CongressSession, Term
from renda.kernel.units.models import TownProfile, Unit, UnitKind

HALF = Fraction(1, 2)


def current_values(actor: Actor | None = None) -> dict[str, Any]:
    """Known field → its value today, for every field the data can answer; the rest is left out.

    ``actor``: whoever drafts; becomes the contact.
    """
    profile, today = TownProfile.current(), clock.today()
    town = profile.town.name
    values: dict[str, Any] = {
        "town": town,
        "congress": profile.congress_name,
        "presidium": profile.presidium_name,
        "organ": profile.presidium_name,
        "office": f"{profile.congress_name}办公室",
        "government": profile.government_name,
        "phone": profile.office_phone,
        "contact": actor.label if actor and actor.kind == "account" else "",
        "year": f"{today.year}年",
        "date": date_zh(today),
        **legal_values(),
        **_bodies(),
        **_posts(),
        **_session(town, today),
    }
    deputies = deputies_today()
    values["deputies_total"] = str(len(deputies)) if deputies else ""
    return {name: value for name, value in values.items() if value}


def legal_values() -> dict[str, str]:
    """The known fields whose words the law fixes, by the rules that hold today."""
    return {
        "quorum": _share("session-quorum", "quorum"),
        "majority": _share("decision-majority", "majority"),
        "bill_cosigners": _at_least("bill-by-five-deputies"),
        "nominators": _at_least("officials-nomination"),
    }


def deputies_list(guests: Sequence[Guest] | None = None) -> list[dict[str, str]]:
    """The deputies of today as rows for a list: name, post, group, number (the deputy's card)."""
    return [
        {"name": guest.name, "post": guest.post, "group": guest.group, "number": guest.number}
        for guest in (deputies_today() if guests is None else guests)
    ]


def share_words(share: Fraction, *, more: bool) -> str:
    """A share of all deputies in words: two thirds and up 全体代表的三分之二以上, more than half 全体代表的过半数."""
    if share == HALF:
        return "全体代表的过半数" if more else "全体代表的半数以上"
    words = f"{to_chinese(share.denominator)}分之{to_chinese(share.numerator)}"
    return f"全体代表的{words}以上" if not more else f"超过全体代表的{words}"


def _share(rule: str, name: str) -> str:
    found = timing.rule(rule).params[name]
    return share_words(Fraction(found["num"], found["den"]), more=found["compare"] == ">")


def _at_least(rule: str) -> str:
    """How many deputies it takes, in words: 五名以上."""
    return f"{to_chinese(timing.rule(rule).params['min_signers'])}名以上"


def _bodies() -> dict[str, str]:
    """The party committee; and the county's congress, when the tree of units holds it."""
    found = Unit.objects.filter(kind=UnitKind.PARTY, is_active=True).order_by("position", "name").first()
    return {"party": found.name} if found else {}


def _posts() -> dict[str, str]:
    """Who holds the posts that papers name."""
    held = Appointment.objects.on().filter(role__in=("chair", "leader")).select_related("person").order_by("from_on", "id")
    values: dict[str, str] = {}
    for row in held:
        if row.role == "chair":
            values.setdefault("vice_chair" if "副" in row.post else "chair", row.person.name)
        elif row.post in ("镇长", "乡长"):
            values.setdefault("mayor", row.person.name)
    return values


def _session(town: str, today: date) -> dict[str, str]:
    """The session that is next or on, else the last one held."""
    term = Term.objects.filter(starts_on__lte=today).order_by("-starts_on", "-number").first()
    values = {"term": str(term)} if term else {}
    sessions = CongressSession.objects.select_related("term")
    found = sessions.filter(closes_on__gte=today).order_by("opens_on", "id").first() or sessions.order_by("-opens_on", "-id").first()
    if found is None:
        return values
    days = (found.closes_on - found.opens_on).days + 1
    return {
        **values,
        "session": f"{town}{found.term}人民代表大会第{to_chinese(found.number)}次会议",
        "opens_on": date_zh(found.opens_on),
        "closes_on": date_zh(found.closes_on),
        "days": "两天" if days == 2 else f"{to_chinese(days)}天",
    }
