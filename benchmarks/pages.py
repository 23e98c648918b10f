"""Every page a role can open, timed on the server side: p50 and p95 in milliseconds, and its queries.

    python -m benchmarks.pages --data DIR [--rounds 15] [--town 云汀镇]

The baseline is the plainest page of the same run (the own account): every row is also shown as a multiple of it.
Goal: every page p95 ≤ 100 ms, and the number of queries the same whatever the town's size. On a machine that does
other work too, the computing time of a page (its p95 beside it) says what the page itself takes: with SQLite the
database works in the same thread, so nothing of the page is left out of it. What the server does when it starts is
done here too: the database learns how choosy its indexes are, and pages and templates are loaded and set aside from the collector.
"""

from __future__ import annotations

import argparse
import logging
import time

from benchmarks.table import memory_mb, percentile, show, use

GOAL_MS = 100
BASELINE = "account"
ROLES = ("office", "chair", "deputy", "unit_handler")


def arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", required=True)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--town", default="")
    return options.parse_args()


#: The model whose objects stand in the address of a page: by the page's own name, or by the part of the site.
OF_PAGE = {
    "promise": "suggestions.Promise", "rhythm-event": "suggestions.RhythmEvent", "opinion": "suggestions.Opinion",
    "deadline": "deadlines.Deadline", "deputy": "people.Person", "unit": "units.Unit", "paper": "documents.Paper",
    "dossier": "dossiers.Dossier", "law": "library.LawEdition", "ballots:list": "people.CongressSession",
    "presidium:decision": "presidium.Decision", "livelihood:project": "livelihood.Project",
}  # fmt: skip
OF_PART = {
    "suggestions": "suggestions.Suggestion", "sittings": "people.CongressSession", "sessions": "people.CongressSession",
    "session_people": "people.CongressSession", "session_seats": "people.CongressSession", "ballots": "ballots.Ballot",
    "drafting": "drafting.Draft", "presidium": "presidium.Meeting", "livelihood": "livelihood.Campaign",
    "deputy_elections": "deputy_elections.DeputyElection", "elections": "people.CongressSession",
}  # fmt: skip


def objects_for(name: str) -> list:
    """Random objects of the active town that fit the argument of a page."""
    from django.apps import apps

    part, _, short = name.rpartition(":")
    label = OF_PAGE.get(name) or OF_PAGE.get(short) or OF_PART.get(part)
    if label is None:
        return []
    rows = apps.get_model(label).objects
    if name == "deputy":
        rows = rows.filter(mandates__isnull=False)
    return list(rows.order_by("?").values_list("pk", flat=True)[:20])


def addresses() -> list[tuple[str, list[str]]]:
    """Name and addresses (one, or a random handful) of every page that is opened by reading."""
    from django.urls import NoReverseMatch, reverse

    found = []
    for name in page_names():
        try:
            found.append((name, [reverse(name)]))
        except NoReverseMatch:
            try:
                picked = [reverse(name, args=[pk]) for pk in objects_for(name)]
            except NoReverseMatch:
                continue
            if picked:
                found.append((name, picked))
    return found


def page_names() -> list[str]:
    """Every named address."""
    from django.urls import get_resolver

    def walk(patterns, prefix=""):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from walk(pattern.url_patterns, inner)
            elif pattern.name:
                yield prefix + pattern.name

    return sorted(set(walk(get_resolver().url_patterns)))


def client_of(role: str):
    """A signed-in client of somebody with the role, or None."""
    from django.test import Client

    from renda.kernel.access.actors import of_account
    from renda.kernel.people.login import session_hash
    from renda.kernel.people.models import Account
    from renda.kernel.units.scope import active_town_id

    for account in Account.objects.filter(town_id=active_town_id(), is_active=True).select_related("person"):
        if role in of_account(account).roles:
            client = Client(raise_request_exception=False)
            session = client.session
            session.update(
                {"account": str(account.pk), "hash": session_hash(account), "second_factor": "bench"}
            )
            session.save()
            client.cookies["renda"] = session.session_key
            return client
    return None


def measure(client, name: str, urls: list[str], rounds: int) -> list | None:
    """One row of the table; None when the role may not open the page."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    times, computed, queries = [], [], set()
    for count in range(rounds + 1):
        reset_queries()
        url = urls[count % len(urls)]
        with CaptureQueriesContext(connection) as captured:
            begun, computing = time.perf_counter(), time.process_time()
            answer = client.get(url)
            if hasattr(answer, "streaming_content"):
                b"".join(answer.streaming_content)
            spent = (time.perf_counter() - begun) * 1000
            worked = (time.process_time() - computing) * 1000
        if answer.status_code != 200:
            return None
        if count:
            times.append(spent)
            computed.append(worked)
            queries.add(len(captured))
    p95 = percentile(times, 0.95)
    seen = f"{min(queries)}" if len(queries) == 1 else f"{min(queries)}-{max(queries)}"
    middle, work = percentile(times, 0.5), percentile(computed, 0.95)
    return [name, f"{middle:.1f}", f"{p95:.1f}", f"{work:.1f}", seen, "yes" if p95 <= GOAL_MS else "NO"]


def show_role(role: str, rows: list[list]) -> None:
    """The table of one role, slowest first, each page also as a multiple of the plainest one."""
    plainest = next((float(row[1]) for row in rows if row[0] == BASELINE), 0)
    rows = [[*row, f"{float(row[1]) / plainest:.1f}" if plainest else "-"] for row in rows]
    rows.sort(key=lambda row: -float(row[3]))
    head = ["page", "p50 ms", "p95 ms", "computing p95", "queries", f"<= {GOAL_MS} ms", "x plainest"]
    show(f"{role}: {len(rows)} pages", head, rows)


def main() -> None:
    options = arguments()
    use(options.data)
    from django.conf import settings

    from renda.config import warming
    from renda.kernel.safekeeping import upkeep
    from renda.kernel.units.models import Unit
    from renda.kernel.units.scope import acting_in
    from renda.modules.suggestions.models import Suggestion

    settings.ALLOWED_HOSTS = ["*"]
    logging.disable(logging.CRITICAL)
    towns = Unit.everywhere.filter(kind="township").order_by("name")
    town = towns.filter(name=options.town).first() or towns.first()
    upkeep.count_rows()
    warming.load()
    with acting_in(town):
        print(f"{town.name}: {Suggestion.objects.count()} suggestions; {towns.count()} towns in the database")
        pages = addresses()
        for role in ROLES:
            client = client_of(role)
            if client is None:
                continue
            rows = [row for name, urls in pages if (row := measure(client, name, urls, options.rounds))]
            show_role(role, rows)
    print(f"\nmemory: {memory_mb()} MB")


if __name__ == "__main__":
    main()
