"""Importing what villagers said, also files of many thousand messages."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import Any
from uuid import UUID

from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.text import one_line
from renda.foundation.hashing import sha256_hex
from renda.kernel.access.actors import Actor
from renda.kernel.audit.record import record
from renda.kernel.exchange import registry
from renda.kernel.exchange.importing import ImportReport
from renda.kernel.exchange.preview import RowResult
from renda.kernel.search import index, sources
from renda.modules.suggestions.importing.columns import OPINIONS
from renda.modules.suggestions.models import Category, Opinion

BATCH = 500
_SENTENCE = re.compile(r"[。！？!?；;\n]")
_TITLE_FROM_BODY = 40
_TITLE, _ORIGIN = (Opinion._meta.get_field(name).max_length for name in ("title", "origin"))


def opinion_values(values: dict[str, Any], categories: dict[str, Category]) -> dict[str, Any]:
    """A row as the fields of an opinion. A class the town has not got is kept in the origin."""
    body = values.get("body") or ""
    title = one_line(values.get("title") or _SENTENCE.split(body)[0][:_TITLE_FROM_BODY])
    if len(title) > _TITLE and title not in body:
        body = f"{title}\n{body}".strip()
    said = values.get("category") or ""
    category = categories.get(said)
    origin = values.get("origin") or ""
    if said and category is None:
        origin = f"{origin}（{said}）" if origin else said
    answer = values.get("answer") or ""
    if answer and values.get("answered_on"):
        answer = f"{answer}\n（{date_zh(values['answered_on'])}答复）"
    return {
        "title": title[:_TITLE],
        "body": body or title,
        "received_on": values.get("received_on"),
        "origin": origin[:_ORIGIN],
        "place": values.get("place") or "",
        "category": category,
        "reference": (values.get("reference") or "").removesuffix(".0"),
        "answer": answer,
    }


def identity(found: dict[str, Any]) -> tuple:
    """What makes two opinions one: the source's own number with title and day, else the whole text."""
    if found["reference"]:
        return found["reference"], found["title"], found["received_on"]
    return sha256_hex(f"{found['title']}\0{found['body']}".encode()), found["received_on"]


def batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


@registry.register
class OpinionImporter:
    """A message that is on the books already only gets what is new: answer, place, class."""

    key = "opinions"
    title = "群众意见"
    verb = "opinion.save"
    fields = OPINIONS
    _MAY_CHANGE = ("answer", "place", "origin", "category")

    def duplicate_key(self, row: RowResult, context: Actor) -> Hashable | None:
        """As ``identity``; rows that say nothing are not repetitions of each other."""
        if not row.values.get("title") and not row.values.get("body"):
            return None
        return identity(opinion_values(row.values, {}))

    def check(self, rows: Sequence[RowResult], context: Actor) -> list[RowResult]:
        """Which messages are new, and which bring something new about a known one."""
        categories = {category.name: category for category in Category.objects.all()}
        known = self._known()
        return [self._check(row, categories, known) for row in rows]

    @staticmethod
    def _known() -> dict[tuple, Opinion]:
        rows = Opinion.objects.select_related("category").iterator(BATCH)
        return {identity(vars(row)): row for row in rows}

    def _check(self, row: RowResult, categories: dict, known: dict[tuple, Opinion]) -> RowResult:
        if not row.values.get("title") and not row.values.get("body"):
            return row.with_error("标题和内容都没有写，不知道反映什么事。请至少填一项")
        found = opinion_values(row.values, categories)
        title = one_line(row.values.get("title") or "")
        if len(title) > _TITLE:
            row = row.with_warning(f"标题有 {len(title)} 个字，只留前 {_TITLE} 个字；内容一字不少", "title")
        old = known.get(identity(found))
        if old is None:
            kept = row.values.get("category") and found["category"] is None
            return row.resolved("new", changes={"category": ("", "没有这个类别，记在“来源”里")} if kept else None)
        changes = {
            key: (str(getattr(old, key) or ""), str(found[key]))
            for key in self._MAY_CHANGE
            if found[key] and getattr(old, key) != found[key]
        }
        return row.resolved("change" if changes else "same", target=str(old.pk), changes=changes)

    def apply(self, rows: Sequence[RowResult], context: Actor) -> ImportReport:
        """Write in batches, searchable at once; note it in the log."""
        categories = {category.name: category for category in Category.objects.all()}
        fresh = [Opinion(**opinion_values(row.values, categories)) for row in rows if row.action == "new"]
        for batch in batches(fresh):
            make_findable(Opinion.objects.bulk_create(batch))
        changed = [row for row in rows if row.action == "change"]
        for batch in batches(changed):
            self._change(batch, categories)
        counts = {"created": len(fresh), "changed": len(changed)}
        record(context, "data.import", None, {"what": self.title, **counts})
        return ImportReport(**counts)

    def _change(self, rows: Sequence[RowResult], categories: dict[str, Category]) -> None:
        olds = Opinion.objects.in_bulk([UUID(row.target) for row in rows])
        for row in rows:
            found = opinion_values(row.values, categories)
            for key in row.changes:
                setattr(olds[UUID(row.target)], key, found[key])
        Opinion.objects.bulk_update(olds.values(), self._MAY_CHANGE)
        make_findable(list(olds.values()))


def make_findable(opinions: Sequence[Opinion]) -> None:
    """Put opinions into the search, if a source for them is known."""
    source = next((one for one in sources.all_sources() if one.queryset().model is Opinion), None)
    if source is not None:
        found = [source.entry(opinion) for opinion in opinions]
        index.index_many(source.key, [entry for entry in found if entry], source.comparable)
