"""The town's table of retention: furnished from the rulebook, changed only with the archives authority's approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require_verb
from renda.kernel.archive import codes
from renda.kernel.archive.models import RetentionLine, TableApproval
from renda.kernel.audit.record import record
from renda.kernel.deadlines import timing
from renda.kernel.dossiers.models import Retention
from renda.kernel.units.scope import forget, remembered
from renda.law import yamlfile

APPROVAL_RULE = "archive-table-approval"
OTHER = "paper-retention"
KEEP = "archive.table"
#: From the shortest to the longest.
TERMS = (Retention.TEN, Retention.THIRTY, Retention.PERMANENT)


class TableError(ValueError):
    """The table can't be changed like that; the message (Chinese) says why and what to do."""


@cache
def furnished() -> Mapping[str, Mapping[str, Any]]:
    """The lines of retention_table.yaml by key."""
    name = "retention_table.yaml"
    return {row["key"]: row for row in yamlfile.read(Path(__file__).with_name(name), name)["lines"]}


def term_by_rule(row: Mapping[str, Any]) -> tuple[Retention, str]:
    """The term and the articles of the rule behind a furnished line."""
    rule = timing.rule(row.get("rule", row["key"]))
    source = "、".join(rule.articles)
    if "part" in row:
        return Retention(f"D{rule.params['default'][row['part']]}"), source
    if rule.params.get("retention") == "permanent":
        return Retention.PERMANENT, source
    return Retention(f"D{rule.params['retention_years']}"), source


def furnish() -> None:
    """Add the lines the active town has not got yet; what the office has made its own stays."""
    present = set(RetentionLine.objects.values_list("key", flat=True))
    for position, key in enumerate(furnished()):
        if key not in present:
            add_line(furnished()[key], position)
    forget()


def add_line(row: Mapping[str, Any], position: int) -> RetentionLine:
    term, source = term_by_rule(row)
    code, label = row["category"]
    return RetentionLine.objects.create(
        key=row["key"],
        title=row["title"],
        retention=term,
        category=code,
        category_label=label,
        words=list(row["words"]),
        rule=row.get("rule", row["key"]),
        source=source[:200],
        position=position,
    )


def lines() -> list[RetentionLine]:
    """The table in its order."""
    return remembered("retention lines", lambda: list(RetentionLine.objects.select_related("approval")))


def line(key: str) -> RetentionLine:
    """The line of ``key``. Raises TableError when the table has none."""
    found = next((one for one in lines() if one.key == key), None)
    if found is None:
        raise TableError(f"保管期限表里没有“{key}”这一类，请先在保管期限表里核对。")
    return found


def guess(title: str) -> RetentionLine:
    """The line whose words fit a title best, the line for other papers when none does. A proposal, for a person to look at.

    Longer words count more; of equal ones the earlier line wins.
    """
    scores = {one.key: sum(len(word) for word in one.words if word in title) for one in lines()}
    best = max(scores, key=lambda key: scores[key], default=OTHER)
    return line(best if scores.get(best) else OTHER)


def is_shorter(term: str, than: str) -> bool:
    return TERMS.index(Retention(term)) < TERMS.index(Retention(than))


def least(changed: RetentionLine) -> Retention | None:
    """The shortest term the law leaves for a line; None where the law says nothing."""
    row = furnished().get(changed.key)
    if row is None or not timing.rule(row.get("rule", row["key"])).binding:
        return None
    return term_by_rule(row)[0]


def change(
    actor: Actor, changes: Sequence[tuple[RetentionLine, Mapping[str, Any]]], approval: TableApproval
) -> None:
    """Change lines of the table as the archives authority has approved it.

    Args:
        changes: lines with their new ``retention``, ``category``, ``category_label``.
        approval: not saved yet; who agreed, when and under which number.

    Raises:
        TableError: shorter than the law allows, or a category that fits no archive number. Nothing is changed.
    """
    require_verb(actor, KEEP)
    for one, new in changes:
        lowest = least(one)
        if lowest and is_shorter(new["retention"], lowest):
            raise TableError(f"“{one.title}”按{one.source}是{lowest.label}，只能更长，不能改短。")
        if codes.CATEGORY.fullmatch(new["category"]) is None:
            raise TableError(f"问题代码“{new['category']}”只能用大写字母、数字或汉字。")
    with transaction.atomic():
        approval.recorded_by = actor.label[:80]
        approval.save()
        for one, new in changes:
            one.retention, one.category = new["retention"], new["category"]
            one.category_label, one.approval = new["category_label"], approval
            one.save()
        record(
            actor,
            "archive.table",
            None,
            {"approval": str(approval), "lines": "、".join(str(one) for one, _ in changes)},
        )
    forget()


def approve(actor: Actor, approval: TableApproval) -> None:
    """The table as it stands was agreed to."""
    require_verb(actor, KEEP)
    with transaction.atomic():
        approval.recorded_by = actor.label[:80]
        approval.save()
        RetentionLine.objects.update(approval=approval)
        record(actor, "archive.table", None, {"approval": str(approval), "lines": "全部"})
    forget()
