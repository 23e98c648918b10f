"""The papers of the county's session: each item's form, the list, the letter, the receipts; and the package of them."""

from __future__ import annotations

from collections.abc import Sequence

from renda.foundation.chinese.dates import date_zh
from renda.kernel.access.actors import system
from renda.kernel.documents import papers
from renda.kernel.documents.current_values import current_values
from renda.kernel.documents.models import Paper, PaperState
from renda.kernel.files import store
from renda.kernel.procedures.execute import Step, execute
from renda.modules.county_sessions import columns, exporting, selectors
from renda.modules.county_sessions.models import Enclosure, Item, Package
from renda.modules.county_sessions.procedure.conditions import withdrawn_untold

NONE, NOT_SET = "无", "—"
FORMS = ("county_suggestion_form", "county_bill_form")


def with_contact(step: Step) -> dict:
    return {"contact": "人大办", "phone": "（未登记）", **current_values(step.actor)}


def form(step: Step) -> Paper:
    """One item in the county's form; who signed stands on it by name."""
    item = step.matter
    person = item.author.person
    fields = {
        **with_contact(step),
        "county_session": str(item.session),
        "form_number": item.label,
        "item_title": item.title,
        "lead_author": person.name,
        "employer": person.employer or person.occupation or NOT_SET,
        "author_phone": person.phone or NOT_SET,
        "cosigners": "、".join(selectors.signer_names(item)) or NONE,
        "facts": item.facts,
        "place": item.place or NOT_SET,
        "ask": item.ask,
        "submitted_on": date_zh(item.handed_in_on),
    }
    return step.paper(FORMS[item.is_bill], fields, role="form", responsible=person.name)


def forms_of(item: Item):
    """The forms that still hold."""
    return Paper.objects.filter(model=item._meta.label_lower, object_id=item.pk, template__in=FORMS).exclude(
        state=PaperState.VOID
    )


def void_forms(item: Item) -> None:
    for paper in forms_of(item):
        papers.void(paper)


def result(step: Step) -> Paper:
    """What became of an item, in one sheet."""
    item = step.matter
    fields = {
        **with_contact(step),
        "county_session": str(item.session),
        "form_number": item.label,
        "item_title": item.title,
        "lead_author": item.author.person.name,
        "county_number": item.county_number,
        "handling": item.get_handling_display(),
        "county_unit": item.county_unit,
        "assigned_on": date_zh(item.assigned_on),
        "replied_on": date_zh(item.replied_on),
        "result": item.get_result_display(),
        "reply": item.reply,
        "promise": f"{item.promise}。{item.promise_end}" if item.promise else NONE,
        "verdict": "，".join(part for part in (item.get_verdict_display(), item.verdict_note) if part),
        "ending": item.ending or NONE,
    }
    return step.paper("county_item_result", fields, role="result")


def receipts(step: Step) -> Paper:
    """Who signed for which paper, when and how."""
    session = step.matter
    rows = [
        {
            "deputy": str(one),
            "papers": "、".join(handout.material.title for handout in handouts),
            "signed": "、".join(sorted({sign_words(handout) for handout in handouts})),
        }
        for one in selectors.participants(session)
        if (handouts := list(one.handouts.select_related("material").order_by("material__position", "id")))
    ]
    rows = rows or [{"deputy": NOT_SET, "papers": "没有发放", "signed": NOT_SET}]
    return step.paper(
        "county_receipts",
        {**with_contact(step), "county_session": str(session), "rows": rows},
        role="receipts",
    )


def sign_words(handout) -> str:
    if handout.signed_on is None:
        return "没有签收"
    return f"{date_zh(handout.signed_on)}{handout.get_way_display()}"


def package(step: Step) -> Package:
    """Letter, list, forms and the list as a table, put together for the county; the items go out with it."""
    session, day = step.matter, step.data["done_on"]
    items = list(selectors.numbered_items(session))
    back = list(withdrawn_untold(session).order_by("kind", "sequence"))
    for item in items:
        execute(system(session.town_id), item, "submit", {"done_on": day})
    made = Package.objects.create(
        session=session, number=session.packages.count() + 1, made_on=day, note=step.data.get("note") or "",
        list_file=store.keep(exporting.as_excel(session, items), f"{session}议案和建议汇总表.xlsx", "xlsx", town_id=session.town_id, created_by=step.actor.label),
    )  # fmt: skip
    enclosed = [letter(step, made, items, back), *item_list(step, items)]
    enclosed += [paper for item in items for paper in forms_of(item)]
    for position, paper in enumerate(enclosed, 1):
        Enclosure.objects.create(package=made, paper=paper, position=position)
    step.file(made.list_file, role="table", title=f"{made}：汇总表（表格）")
    session.items.filter(pk__in=[item.pk for item in back]).update(withdrawal_told_on=day)
    return made


def letter(step: Step, made: Package, items: Sequence[Item], back: Sequence[Item]) -> Paper:
    """The letter that goes before; of a supplement it says what is new and what was taken back."""
    session = step.matter
    bills = sum(item.is_bill for item in items)
    counted = [
        f"{words}{count}件"
        for words, count in (("议案", bills), ("建议、批评和意见", len(items) - bills))
        if count
    ]
    fields = {
        **with_contact(step),
        "county_session": str(session),
        "addressed": session.receiver,
        "counts": "，".join(counted) or "没有新的议案和建议",
        "note_words": made.note,
        "withdrawn_items": [f"{item}（{item.author.person.name}代表）" for item in back],
    }
    template = "county_supplement" if made.is_supplement else "county_hand_in"
    return step.paper(template, fields, role="letter", series="letter")


def item_list(step: Step, items: Sequence[Item]) -> list[Paper]:
    """The list in the county's columns; none where a supplement only takes something back."""
    if not items:
        return []
    fields = {
        **with_contact(step),
        "county_session": str(step.matter),
        "items": exporting.rows_of(items),
        "columns": columns.wanted(),
    }
    return [step.paper("county_item_list", fields, role="list")]
