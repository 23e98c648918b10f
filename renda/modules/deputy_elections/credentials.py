"""What the report on credentials says, from the rows: who was elected, what the review found, who is no deputy any more.

Before the first session of a congress it speaks of the whole election; later of what changed since the last session.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Avg, QuerySet

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.access.actors import Actor
from renda.kernel.documents import prefills
from renda.kernel.figures.marks import mark
from renda.kernel.people import changes
from renda.kernel.people.models import CongressSession, Constituency, Mandate, Term
from renda.kernel.people.register import MandateLevel
from renda.kernel.units.models import TownProfile
from renda.modules.deputy_elections.models import DeputyElection, Elected
from renda.modules.deputy_elections.models.contest import Credentials
from renda.modules.deputy_elections.models.election import Way

TEMPLATE = "credentials_report"
REVIEWER = "代表资格审查委员会"


def values(actor: Actor) -> dict:
    """The fields of the report as the data stand today. A field the data can't answer is left out."""
    today = clock.today()
    coming = (
        CongressSession.objects.filter(closes_on__gte=today)
        .select_related("term")
        .order_by("opens_on", "id")
        .first()
    )
    term = coming.term if coming else Term.objects.filter(starts_on__lte=today).order_by("-number").first()
    if term is None:
        return {}
    last = term.sessions.filter(closes_on__lt=today).order_by("-closes_on").first()
    shared = {
        "congress_full": f"{TownProfile.current().town.name}{term}人民代表大会",
        "reported_on": date_zh(today),
        "reviewer": REVIEWER,
        "as_of": date_zh(today),
        "deputies_total": figure("people.deputies", today),
        "composition": composition(today),
    }
    return shared | (since(last.closes_on) if last else whole(term))


def figure(key: str, day: date) -> str:
    return mark(key, f"day:{day.isoformat()}")


# ------------------------------------------------------------------ the whole election


def whole(term: Term) -> dict:
    """The election of a congress: seats, constituencies, who was elected, what the review found."""
    election = DeputyElection.objects.filter(term=term, way=Way.GENERAL).exclude(state="cancelled").first()
    if election is None:
        return {}
    rows = elected().filter(contest__election=election)
    places = Constituency.objects.filter(pk__in=election.contests.filter(seats__gt=0).values("constituency"))
    return {
        "quota": str(election.quota),
        "constituencies": str(places.count()),
        "elected": str(rows.count()),
        "verdict": verdict(rows),
    }


def elected() -> QuerySet[Elected]:
    return Elected.objects.select_related("contest__constituency").order_by(
        "elected_on", "contest", "-votes", "id"
    )


def verdict(rows: QuerySet[Elected]) -> str:
    """The finding in one sentence; nothing as long as somebody's credentials are not reviewed."""
    if not rows.exists() or rows.filter(credentials=Credentials.PENDING).exists():
        return ""
    void = list(rows.filter(credentials=Credentials.INVALID))
    found = "没有发现当选无效的情形"
    if void:
        found = "；".join(f"{one.name}当选无效（{one.review_note}）" for one in void)
    valid = rows.count() - len(void)
    return f"经审查，{valid}名代表的选举符合法律规定，代表资格有效，{found}。"


# ------------------------------------------------------------------ since the last session


def since(day: date) -> dict:
    """By-elections and seats that ended after ``day``, the last day of the session before."""
    rows = elected().filter(elected_on__gt=day, contest__election__way=Way.BY_ELECTION)
    ended = seats().filter(until_on__gte=day, until_on__lt=clock.today()).exclude(end_cause=changes.TERM_OVER)
    found = {
        "by_elections": [words_of(one) for one in rows],
        "changes": [ending(one) for one in ended.order_by("until_on", "id")],
    }
    if not any(found.values()):
        return {"verdict": f"{date_zh(day)}以来，代表没有变动。"}
    return {**found, "verdict": verdict(rows)} if rows else {**found, "verdict": "没有补选代表。"}


def seats() -> QuerySet[Mandate]:
    return Mandate.objects.filter(level=MandateLevel.TOWN).select_related("person", "constituency")


def words_of(one: Elected) -> str:
    return (
        f"{one.contest.constituency.name}{date_zh(one.elected_on)}补选，{one.name}以{one.votes}票当选代表。"
    )


def ending(seat: Mandate) -> str:
    """An end of a seat as the report tells it."""
    place = f"{seat.constituency.name}选出的" if seat.constituency_id else ""
    return f"{place}代表{seat.person.name}{seat.end_cause}，代表资格终止（任职到{date_zh(seat.until_on)}）。"


# ------------------------------------------------------------------ who the deputies are


def composition(day: date) -> str:
    """Women, minorities, party members, age: each only where it is registered of everybody."""
    held = seats().on(day)
    if not held.exists():
        return ""
    parts = [
        words
        for field, words in (
            ("gender", f"妇女{figure('people.women', day)}名"),
            ("ethnicity", f"少数民族{figure('people.minorities', day)}名"),
            ("party", f"中国共产党党员{figure('people.party_members', day)}名"),
        )
        if not held.filter(**{f"person__{field}": ""}).exists()
    ]
    if not held.filter(person__birth_on__isnull=True).exists():
        born = held.order_by().aggregate(mean=Avg("person__birth_on__year"))["mean"]
        parts.append(f"平均年龄{round(day.year - born)}岁")
    return f"现有代表中，{'，'.join(parts)}。" if parts else ""


# ------------------------------------------------------------------ what is still to be reviewed


def unreviewed() -> list[Elected]:
    """Elected people whose credentials nobody has reviewed, of rounds that were not given up."""
    rows = elected().filter(credentials=Credentials.PENDING).exclude(contest__election__state="cancelled")
    return list(rows)


def start() -> None:
    """Fill the report's template; called once when the app is ready."""
    prefills.register(TEMPLATE, values)
