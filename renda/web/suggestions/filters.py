"""Narrowing the list of suggestions: what the filter row asks, and the rows it leaves."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from renda.foundation import clock
from renda.foundation.ids import as_id
from renda.kernel.access.actors import Actor
from renda.kernel.deadlines.models import Deadline, DeadlineStatus
from renda.kernel.people.models import CongressSession
from renda.kernel.units.models import Unit
from renda.modules.suggestions.models import Category, Suggestion
from renda.modules.suggestions.policy import in_hand_of, signed_by
from renda.modules.suggestions.procedure import suggestion as way
from renda.web.steps.form import handling_units

REPLY_KEYS = ("reply", "rehandle")
FOR_THE_OFFICE = (way.SUBMITTED, way.REGISTERED, way.JUDGED)
FOR_THE_CHAIR = (way.JUDGED, way.SUBMITTED)
SORTS = (("newest", "最新的在前"), ("due", "快到期的在前"), ("number", "按编号"))
ORDERS = {
    "newest": ("-submitted_on", "-id"),
    "due": ("due_sort", "-submitted_on", "-id"),
    "number": ("-registered_on", "-number", "-id"),
}
ANY = [("", "全部")]
LONGEST = 100


class FilterForm(forms.Form):
    """The filter row of the list. Every answer is optional; nonsense is ignored."""

    q = forms.CharField(label="查找", required=False)
    unit = forms.ChoiceField(label="承办单位", required=False)
    category = forms.ChoiceField(label="类别", required=False)
    when = forms.ChoiceField(label="年份或会议", required=False)
    only = forms.ChoiceField(label="只看", required=False)
    sort = forms.ChoiceField(label="排列", required=False, choices=SORTS)

    def __init__(self, data, *, actor: Actor, years: list[int]):
        super().__init__(data)
        self.actor = actor
        units = handling_units() | Unit.objects.filter(pk=asked_unit(data))
        self.fields["unit"].choices = ANY + [(str(unit.pk), str(unit)) for unit in units.distinct()]
        self.fields["category"].choices = ANY + [(str(one.pk), one.name) for one in Category.objects.all()]
        sessions = [(f"s{one.pk}", str(one)) for one in CongressSession.objects.select_related("term")]
        self.fields["when"].choices = ANY + [(str(year), f"{year}年") for year in years] + sessions
        self.fields["only"].choices = ANY + [row for row in self.groups() if row]
        for name in ("unit", "category", "when", "only", "sort"):
            self.fields[name].error_messages["invalid_choice"] = "没有这一项，请重新选。"
        self.fields["q"].widget.attrs["placeholder"] = "编号、标题、地点、代表姓名"

    def groups(self) -> list[tuple[str, str]]:
        mine = mine_words(self.actor)
        return [
            ("mine", mine) if mine else None,
            ("overdue", "已逾期"),
            ("key", "重点督办"),
            ("bill", "议案"),
            ("beyond", "超出镇级权限"),
        ]

    def answer(self, name: str) -> str:
        """What was chosen; an empty string for nothing or nonsense."""
        self.is_valid()
        return (self.cleaned_data.get(name, "") or "")[:LONGEST]


def asked_unit(data) -> UUID | None:
    """The unit the address asks for; it may be one that handles nothing any more."""
    return as_id(data.get("unit", ""))


def mine_words(actor: Actor) -> str:
    """How the list calls what waits for this person; empty for those who only read."""
    if actor.is_("unit_handler", "unit_leader"):
        return "我们单位手里的"
    if actor.is_("office"):
        return "等人大办处理的"
    if actor.is_("deputy"):
        return "我提的和联名的"
    return ""


def narrowed(rows: QuerySet[Suggestion], form: FilterForm) -> QuerySet[Suggestion]:
    """The rows that fit everything chosen (the state is chosen by the tabs)."""
    rows = with_words(rows, form.answer("q"))
    if unit := form.answer("unit"):
        rows = rows.filter(Exists(Suggestion.objects.filter(in_hand_of([unit]), pk=OuterRef("pk"))))
    if category := form.answer("category"):
        rows = rows.filter(category_id=category)
    if when := form.answer("when"):
        rows = rows.filter(session_id=when[1:]) if when.startswith("s") else rows.filter(submitted_on__year=int(when))
    return only(rows, form.answer("only"), form.actor)


def with_words(rows: QuerySet[Suggestion], text: str) -> QuerySet[Suggestion]:
    """Rows that contain every word somewhere in number, title, place, or the author's name."""
    for word in text.split()[:6]:
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(title__icontains=word)
            | Q(place__icontains=word)
            | Q(author__person__name__icontains=word)
        )
    return rows


def only(rows: QuerySet[Suggestion], group: str, actor: Actor) -> QuerySet[Suggestion]:
    plain = {
        "key": Q(is_key=True),
        "bill": Q(kind="bill"),
        "beyond": Q(beyond_powers=True),
    }
    if group in plain:
        return rows.filter(plain[group])
    if group == "overdue":
        return rows.filter(Exists(open_deadlines().filter(due_on__lt=clock.today(), internal=False)))
    if group == "mine":
        return rows.filter(pk__in=Suggestion.objects.filter(mine(actor)).values("pk"))
    return rows


def mine(actor: Actor) -> Q:
    """What waits for this person's own act, or is this deputy's."""
    if actor.is_("unit_handler", "unit_leader"):
        return in_hand_of(actor.unit_ids) & Q(state__in=(way.ASSIGNED, way.HANDLING))
    if actor.is_("office"):
        return Q(state__in=FOR_THE_OFFICE)
    return signed_by(actor.mandate_ids)


def open_deadlines() -> QuerySet[Deadline]:
    """Deadlines of the outer row that still run."""
    return Deadline.objects.filter(
        model="suggestions.suggestion", object_id=OuterRef("pk"), status__in=DeadlineStatus.open()
    )


def with_deadline(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """Adds the first day that binds: of the reply when one runs, else of whatever is waited for."""
    first = open_deadlines().filter(internal=False).order_by("due_on", "id")
    reply = first.filter(key__in=REPLY_KEYS)
    return rows.annotate(
        reply_due=Subquery(reply.values("due_on")[:1]),
        other_due=Subquery(first.values("due_on")[:1]),
        due_label=Subquery(first.values("label")[:1]),
    )


def by_state(rows: QuerySet[Suggestion]) -> dict[str, int]:
    """State → how many; one query."""
    return dict(rows.order_by().values_list("state").annotate(Count("id", distinct=True)))
