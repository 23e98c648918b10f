"""``renda suggestions list|similar``: where the suggestions stand; what was suggested before."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from renda.cli.arguments import day, positive
from renda.cli.output import CommandError, Result
from renda.cli.town import add_town_argument, working_in

NAME = "suggestions"
HELP = "列出代表建议，或者查相似的建议"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    listing = actions.add_parser("list", help="列出建议")
    listing.add_argument("--overdue", action="store_true", help="只列有期限逾期的")
    listing.add_argument("--on", type=day, metavar="日期", help="当作是这一天（默认：今天）")
    listing.add_argument("--state", metavar="状态", help="只列这个状态的，例如 办理中")
    listing.add_argument("--unit", metavar="单位", help="只列这个单位主办或协办的")
    similar = actions.add_parser("similar", help="查与一段文字相似的建议")
    similar.add_argument("text", metavar="文字", nargs="+", help="标题或者内容")
    similar.add_argument("--limit", metavar="条数", type=positive, default=8, help="最多显示几件（默认：8）")
    for one in (listing, similar):
        add_town_argument(one)


def run(args: argparse.Namespace) -> Result:
    from renda.foundation import clock

    with working_in(args.town) as (town, actor):
        if args.action == "similar":
            return similar_to(town, " ".join(args.text), args.limit)
        with clock.set_to(args.on or clock.now()):
            return listed(actor, args)


def similar_to(town: Any, text: str, limit: int) -> Result:
    from renda.kernel.search.similar import similar

    found = [
        {
            "id": str(one.object_id),
            "title": one.title,
            "score": one.score,
            "why": one.why_zh,
            "year": one.year,
            "date": one.happened_on.isoformat() if one.happened_on else None,
        }
        for one in similar(town.pk, text, "", limit=limit)
    ]
    lines = [f"相似的建议 {len(found)} 件：" if found else "没有相似的建议。"]
    lines += [f"{row['date'] or '（无日期）'}　{row['title']}（{row['score']:.0%}）　{'；'.join(row['why'])}" for row in found]
    return Result({"text": text, "similar": found}, lines)


def listed(actor: Any, args: argparse.Namespace) -> Result:
    from renda.foundation import clock
    from renda.kernel.access import policies
    from renda.modules.suggestions.models import Suggestion

    rows = policies.visible(actor, Suggestion).select_related("author__person", "lead_unit", "category")
    if args.state:
        rows = rows.filter(state=state_key(args.state))
    if args.unit:
        rows = of_unit(rows, args.unit)
    late = overdue_on(clock.today(), rows)
    if args.overdue:
        rows = rows.filter(pk__in=list(late))
    found = [as_row(row, late.get(row.pk, [])) for row in rows]
    lines = [f"{clock.today().isoformat()}：{'逾期的建议' if args.overdue else '代表建议'} {len(found)} 件。"]
    for row in found:
        marks = "；".join(f"{one['label']}{'（' + one['who'] + '）' if one['who'] else ''}逾期 {one['days']} 天" for one in row["overdue"])
        parts = [row["number"] or "（未编号）", row["title"], row["author"], row["state_label"], row["lead_unit"], marks]
        lines.append("　".join(filter(None, parts)))
    return Result({"on": clock.today().isoformat(), "count": len(found), "suggestions": found}, lines)


def as_row(row: Any, late: list[dict[str, Any]]) -> dict[str, Any]:
    """One suggestion, ready for JSON."""
    return {
        "id": str(row.pk),
        "number": row.number,
        "title": row.title,
        "kind": row.kind,
        "author": row.author.person.name,
        "state": row.state,
        "state_label": row.state_label(),
        "category": row.category.name if row.category else "",
        "lead_unit": row.lead_unit.name if row.lead_unit else "",
        "submitted_on": row.submitted_on,
        "replied_on": row.replied_on,
        "overdue": late,
    }


def overdue_on(today: date, rows: Any) -> dict[Any, list[dict[str, Any]]]:
    """Suggestion → its deadlines that had passed and were not met on the day; those the law or the town sets."""
    from django.db.models import Q

    from renda.kernel.deadlines.models import Deadline, DeadlineStatus

    open_then = Q(status__in=DeadlineStatus.open()) | Q(status=DeadlineStatus.MET_LATE, met_on__gt=today)
    deadlines = Deadline.objects.filter(
        open_then, model="suggestions.suggestion", object_id__in=rows.order_by().values("pk"), internal=False, due_on__lt=today
    )
    found: dict[Any, list[dict[str, Any]]] = {}
    for one in deadlines.select_related("unit", "person").order_by("due_on", "id"):
        who = str(one.unit or one.person or "")
        late = {"key": one.key, "label": one.label, "who": who, "due_on": one.due_on, "days": (today - one.due_on).days}
        found.setdefault(one.object_id, []).append(late)
    return found


def state_key(text: str) -> str:
    """The state called by its key or its Chinese name."""
    from renda.kernel.procedures.registry import procedure

    states = procedure("suggestion").states
    for state in states:
        if text in (state.key, state.label):
            return state.key
    raise CommandError(f"没有“{text}”这个状态。可以写：{'、'.join(state.label for state in states)}")


def of_unit(rows: Any, name: str) -> Any:
    """Those a unit has in hand, as lead or in support."""
    from django.db.models import Q

    from renda.kernel.exchange.near import nearest_zh
    from renda.kernel.units.models import Unit
    from renda.modules.suggestions.models import Suggestion
    from renda.modules.suggestions.policy import in_hand_of

    units = list(Unit.objects.filter(Q(name=name) | Q(short_name=name)))
    if not units:
        guess = nearest_zh(name, Unit.objects.values_list("name", flat=True))
        raise CommandError(f"没有“{name}”这个单位。{guess}")
    held = Suggestion.objects.filter(Q(lead_unit__in=units) | in_hand_of(units)).values("pk")
    return rows.filter(pk__in=held)
