"""Further years of a played town: finished suggestions with everything that belongs to them, again in earlier years.

Numbers run on within each year, digests and the log's chain are made anew, so that every check of the product
holds. Deputies and units stay those of the played years; notices are not repeated.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from renda.demo.build import Built
from renda.demo.copying import Change, Table, in_year
from renda.foundation import clock
from renda.foundation.hashing import canonical_json, chain_link
from renda.foundation.ids import new_id
from renda.kernel.access.actors import system
from renda.kernel.archive.filing import file_sealed
from renda.kernel.audit.models import AuditEntry, AuditHead
from renda.kernel.deadlines.models import Deadline
from renda.kernel.documents.models import IssuedNumber, Paper
from renda.kernel.dossiers.models import Dossier, DossierItem
from renda.kernel.units.scope import acting_in
from renda.modules.suggestions import models as ours

#: How far the choice moves on from year to year, so that neighbouring years do not look alike.
STEP = 7
FINISHED = ("closed", "declined", "withdrawn")
OF_SUGGESTION = (
    ours.Cosigner, ours.Assignment, ours.Objection, ours.Consultation, ours.Progress, ours.Extension, ours.Reply,
    ours.Urging, ours.Verdict, ours.Promise,
)  # fmt: skip
OF_MATTER = (Paper, Dossier, Deadline)
#: In this order rows are written: what is referred to comes first.
ORDER = (ours.Suggestion, IssuedNumber, Paper, *OF_SUGGESTION, Dossier, DossierItem, Deadline)


class Group:
    """One finished suggestion with all its rows, by model."""

    def __init__(self, suggestion: dict) -> None:
        self.rows: dict[type, list[dict]] = defaultdict(list)
        self.rows[ours.Suggestion].append(suggestion)
        self.entries: list[AuditEntry] = []

    @property
    def day(self):
        return self.rows[ours.Suggestion][0]["submitted_on"]


def add_years(built: Built, more: int, span: int, wanted: int, tell: Callable[[str], None]) -> None:
    """Repeat the played ``span`` years of ``built`` backwards for ``more`` years of ``wanted`` suggestions each."""
    if more < 1:
        return
    with acting_in(built.town), clock.set_to(clock.at(built.rows.plan.today)):
        groups = collect()
        writer = Writer(built.town.pk)
        for back in range(more + span - 1, span - 1, -1):
            with transaction.atomic():
                writer.year(pick(groups, wanted, back), back)
            if back % 5 == 0:
                tell(f"  {built.town.name}：补齐以前的年份，还有 {back - span + 1} 年")
        writer.finish()
        file_sealed(system(built.town))


def pick(groups: list[Group], wanted: int, back: int) -> list[tuple[Group, int]]:
    """``wanted`` finished suggestions for one year, each with the years it is moved by."""
    turned = [groups[(back * STEP + n) % len(groups)] for n in range(wanted)]
    moved = [(group, (clock.today() - group.day).days // 365 - back) for group in turned]
    return sorted(moved, key=lambda row: in_year(row[0].day, row[1]))


def collect() -> list[Group]:
    """Every finished suggestion that stands for itself, with all its rows."""
    open_promises = ours.Promise.objects.filter(closed_at__isnull=True).values("suggestion")
    chosen = (
        ours.Suggestion.objects.filter(state__in=FINISHED, submitted_on__isnull=False, merged__isnull=True)
        .exclude(pk__in=open_promises)
        .distinct()
    )
    groups = {row["id"]: Group(row) for row in Table(ours.Suggestion).rows(chosen)}
    matters = {pk: pk for pk in groups}
    for model in OF_SUGGESTION:
        for row in Table(model).rows(model.objects.filter(suggestion__in=list(groups))):
            groups[row["suggestion_id"]].rows[model].append(row)
            if model is ours.Promise:
                matters[row["id"]] = row["suggestion_id"]
    collect_files(groups, matters)
    return sorted(groups.values(), key=lambda group: group.day)


def collect_files(groups: dict[UUID, Group], matters: dict[UUID, UUID]) -> None:
    """Papers, dossiers, deadlines, numbers and log entries of the matters."""
    for model in OF_MATTER:
        for row in Table(model).rows(model.objects.filter(object_id__in=list(matters))):
            groups[matters[row["object_id"]]].rows[model].append(row)
    dossiers = {row["id"]: group for group in groups.values() for row in group.rows[Dossier]}
    for row in Table(DossierItem).rows(DossierItem.objects.filter(dossier__in=list(dossiers))):
        dossiers[row["dossier_id"]].rows[DossierItem].append(row)
    numbers = {row["issued_number_id"]: group for group in groups.values() for row in group.rows[Paper] if row["issued_number_id"]}
    own = {group.rows[ours.Suggestion][0]["number"]: group for group in groups.values() if group.rows[ours.Suggestion][0]["number"]}
    for row in Table(IssuedNumber).rows(IssuedNumber.objects.all()):
        group = numbers.get(row["id"]) or own.get(row["text"])
        if group is not None:
            group.rows[IssuedNumber].append(row)
    for entry in AuditEntry.objects.filter(object_id__in=list(matters)).order_by("number"):
        groups[matters[entry.object_id]].entries.append(entry)


class Writer:
    """Writes copies of groups into the active town and carries numbers and the log's chain on."""

    def __init__(self, town_id: UUID) -> None:
        self.town_id = town_id
        self.tables = {model: Table(model) for model in (*ORDER, AuditEntry)}
        self.last: Counter = Counter()
        for row in IssuedNumber.objects.values("series_id", "year").annotate(last=Max("n")):
            self.last[row["series_id"], row["year"]] = row["last"]
        self.head = AuditHead.objects.get(town_id=town_id)

    def year(self, groups: list[tuple[Group, int]], back: int) -> None:
        """The copies of one year, in order of submission."""
        for group, years in groups:
            self.copy(group, years)
        for model in (*ORDER, AuditEntry):
            self.tables[model].write()

    def finish(self) -> None:
        """The end of the chain."""
        AuditHead.objects.filter(town_id=self.town_id).update(number=self.head.number, hash=self.head.hash)

    def copy(self, group: Group, years: int) -> None:
        """One suggestion with everything that belongs to it, ``years`` (negative) later."""
        change = Change(years)
        for rows in group.rows.values():
            change.ids.update((row["id"], new_id()) for row in rows)
        change.words.update((str(old), str(new)) for old, new in change.ids.items() if old in self.named(group))
        numbers = {row["id"]: self.next_number(row, change) for row in sorted(group.rows[IssuedNumber], key=lambda row: (row["year"], row["n"]))}
        change.prepare()
        for model in ORDER:
            for row in group.rows[model]:
                made = self.tables[model].copy(row, change)
                if model is IssuedNumber:
                    made.update(numbers[row["id"]])
                elif model is Paper:
                    made["content_hash"] = made["content digest"]
                    change.words[row["content_hash"]] = made["content_hash"]
                elif model is Dossier and row["sealed_at"]:
                    made["manifest_hash"] = made["manifest digest"]
                self.tables[model].add(made)
            if model is Paper:
                change.prepare()
        for entry in group.entries:
            self.log(entry, change)

    @staticmethod
    def named(group: Group) -> set[UUID]:
        """Ids that stand in addresses of pages."""
        return {row["id"] for model in (ours.Suggestion, ours.Promise) for row in group.rows[model]}

    def next_number(self, row: dict, change: Change) -> dict:
        """The next free number of the register in the year of the copy; also noted as a changed word."""
        year = row["year"] + change.years
        self.last[row["series_id"], year] += 1
        n = self.last[row["series_id"], year]
        head, _, tail = row["text"].replace(str(row["year"]), "\0", 1).rpartition(str(row["n"]))
        text = f"{head}{n}{tail}".replace("\0", str(year))
        change.words[row["text"]] = text
        return {"year": year, "n": n, "text": text}

    def log(self, entry: AuditEntry, change: Change) -> None:
        """The entry of the copy, linked to the end of the chain."""
        made = AuditEntry(
            town_id=self.town_id,
            number=self.head.number + 1,
            at=in_year(entry.at, change.years),
            verb=entry.verb,
            sentence=change.text(entry.sentence)[:300],
            actor=entry.actor,
            account_id=entry.account_id,
            model=entry.model,
            object_id=change.ids.get(entry.object_id, entry.object_id),
            data=json.loads(change.text(canonical_json(entry.data))),
            previous_hash=self.head.hash,
        )
        made.hash = chain_link(made.previous_hash, made.content())
        self.head.number, self.head.hash = made.number, made.hash
        row = {one.attname: getattr(made, one.attname) for one in AuditEntry._meta.concrete_fields}
        row["data"] = canonical_json(made.data)
        self.tables[AuditEntry].add(row)
