"""Tables out: who takes personal data along says what for, and the log keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.names import mask_phone
from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.exchange.writing import Column, write_xlsx
from renda.kernel.people.models import Appointment, Mandate
from renda.kernel.units.models import Unit
from renda.kernel.units.scope import active_town_id
from renda.web.people.forms import ExportForm
from renda.web.people.imports import XLSX, attachment

DEPUTY_COLUMNS = (
    Column("name", "姓名"), Column("gender", "性别"), Column("ethnicity", "民族"), Column("birth_on", "出生日期", "date"),
    Column("education", "学历"), Column("party", "党派"), Column("occupation", "职业"), Column("employer", "工作单位及职务"),
    Column("phone", "手机号"), Column("constituency", "选区"), Column("group", "代表小组"), Column("village", "所在村（社区）"),
    Column("skills", "专长"), Column("card_number", "代表证号"), Column("level", "代表级别"),
    Column("from_on", "任职起始日期", "date"), Column("until_on", "资格终止日期", "date"), Column("end_cause", "终止原因"),
)  # fmt: skip
UNIT_COLUMNS = (
    Column("name", "单位名称"), Column("short_name", "简称"), Column("kind", "类别"), Column("phone", "办公电话"),
    Column("address", "地址"), Column("contact", "联系人"), Column("contact_phone", "联系人手机"), Column("leader", "负责人"),
    Column("handles_suggestions", "承办代表建议"), Column("is_active", "在用"),
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One table that can be taken along: its name, the verb needed, columns and rows."""

    title: str
    verb: str
    back: str
    columns: tuple[Column, ...]
    rows: Callable[[HttpRequest, bool], Iterator[dict]]


def phone_of(person, full: bool) -> str:
    return (person.phone if full else mask_phone(person.phone)) if person.phone else ""


def deputy_rows(request: HttpRequest, full: bool) -> Iterator[dict]:
    """Every seat of the present and of earlier terms."""
    seats = policies.visible(request.actor, Mandate).select_related(
        "person__village", "constituency", "group"
    )
    for seat in seats.order_by("-term__number", "constituency__number", "person__name", "id"):
        person = seat.person
        facts = ("name", "ethnicity", "birth_on", "education", "party", "occupation", "employer", "skills")
        yield {name: getattr(person, name) for name in facts} | {
            "gender": person.get_gender_display(),
            "phone": phone_of(person, full),
            "village": str(person.village or ""),
            "constituency": str(seat.constituency or ""),
            "group": str(seat.group or ""),
            "level": seat.get_level_display(),
            **{name: getattr(seat, name) for name in ("card_number", "from_on", "until_on", "end_cause")},
        }


def unit_rows(request: HttpRequest, full: bool) -> Iterator[dict]:
    """Every body with those who answer for it today."""
    posts: dict = {}
    for post in Appointment.objects.on().select_related("person"):
        posts.setdefault((post.unit_id, post.role), []).append(post.person)
    for unit in (
        policies.visible(request.actor, Unit).exclude(pk=active_town_id()).order_by("position", "name", "id")
    ):
        contacts = posts.get((unit.pk, "unit_handler"), [])
        yield {name: getattr(unit, name) for name in ("name", "short_name", "phone", "address")} | {
            "kind": unit.get_kind_display(),
            "contact": "、".join(person.name for person in contacts),
            "contact_phone": "、".join(filter(None, (phone_of(person, full) for person in contacts))),
            "leader": "、".join(person.name for person in posts.get((unit.pk, "unit_leader"), [])),
            "handles_suggestions": unit.handles_suggestions,
            "is_active": unit.is_active,
        }


KINDS = {
    "deputies": Kind("代表名册", "person.export", "deputies", DEPUTY_COLUMNS, deputy_rows),
    "units": Kind("单位名单", "unit.export", "units", UNIT_COLUMNS, unit_rows),
}


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask what for, then hand out the table."""
    if kind not in KINDS:
        raise Http404
    wanted = KINDS[kind]
    policies.require_verb(request.actor, wanted.verb)
    form = ExportForm(request.POST or None)
    if not request.actor.has("person.unmask"):
        del form.fields["full_phone"]
    if request.method == "POST" and form.is_valid():
        full = form.cleaned_data.get("full_phone", False)
        rows = list(wanted.rows(request, full))
        what = wanted.title + ("（带完整手机号）" if full else "")
        record(
            request.actor,
            "data.export",
            None,
            {"what": what, "count": len(rows), "reason": form.cleaned_data["reason"]},
        )
        response = HttpResponse(write_xlsx(wanted.columns, rows, title=wanted.title), content_type=XLSX)
        response.headers["Content-Disposition"] = attachment(f"{wanted.title}{clock.today():%Y%m%d}.xlsx")
        return response
    context = {"form": form, "wanted": wanted, "back_url": reverse(wanted.back)}
    return render(request, "people/export.html", context)
