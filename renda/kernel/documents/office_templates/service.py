"""Taking templates in, ruling on their marks, replacing, withdrawing and using them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.documents.current_values import current_values, deputies_list
from renda.kernel.documents.office_templates import filling
from renda.kernel.documents.office_templates.marks import find
from renda.kernel.documents.office_templates.matching import LIST, OWN, UNKNOWN, Ruling, rule_on, settle
from renda.kernel.documents.office_templates.models import OfficeTemplate, OfficeTemplateVersion
from renda.kernel.documents.office_templates.package import open_template
from renda.kernel.documents.office_templates.policy import KEEP, VIEW
from renda.kernel.files import blobs
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.store import accept

DEPUTIES = "deputies"


class NotPossible(ValueError):
    """It can't be done now; the message (Chinese) says why and what to do."""


@dataclass(frozen=True)
class Looked:
    """What an upload holds: one ruling for each distinct mark."""

    rulings: tuple[Ruling, ...]

    @property
    def unknown(self) -> tuple[Ruling, ...]:
        return tuple(ruling for ruling in self.rulings if ruling.kind == UNKNOWN)


def look(data: bytes, filename: str) -> Looked:
    """Read the marks of an upload; nothing is kept.

    Raises:
        RefusedFile: the file is dangerous or damaged, a mark is not finished, or there is no mark at all.
    """
    marks, broken = find(open_template(data, filename))
    if broken:
        told = "；".join(f"{item.place}“…{item.excerpt}…”" for item in broken[:5])
        raise RefusedFile(f"有标记没有写完：{told}。标记要写成【代表姓名】或者{{{{代表姓名}}}}，请补全括号再上传。")
    if not marks:
        raise RefusedFile("文件里没有找到标记的字段。请把每次要换的地方写成【字段名】，如【代表姓名】，保存后再上传。")
    return Looked(tuple(rule_on(marks)))


def add(actor: Actor, data: bytes, filename: str, *, name: str, group: str, purpose: str = "") -> OfficeTemplateVersion:
    """Keep a new template with its first version. Raises RefusedFile, NotPossible, PermissionDenied."""
    require_verb(actor, KEEP)
    looked = look(data, filename)
    try:
        with transaction.atomic():
            template = OfficeTemplate.objects.create(name=name.strip(), group=group, purpose=purpose.strip())
            version = _keep(actor, template, looked, data, filename, "")
            record(actor, "paper.add_type", template)
    except IntegrityError as error:
        raise NotPossible(f"已经有一个叫“{name.strip()}”的范本。请换一个名称，或者打开那个范本更换文件。") from error
    return version


def replace(actor: Actor, template: OfficeTemplate, data: bytes, filename: str, note: str = "") -> OfficeTemplateVersion:
    """Keep another file as the next version; rulings on marks of the same name carry over. Older versions stay."""
    require(actor, KEEP, template)
    looked = look(data, filename)
    before = latest(template)
    if before is not None:
        choices = {row.name: row.kind for row in rulings(before) if row.kind in (OWN, "text")}
        choices |= {row.name: row.field for row in rulings(before) if row.kind == "known"}
        unknown = {row.name for row in looked.unknown}
        looked = Looked(tuple(settle(looked.rulings, {key: value for key, value in choices.items() if key in unknown})))
    with transaction.atomic():
        version = _keep(actor, template, looked, data, filename, note.strip())
        record(actor, "paper.replace_type", template, {"number": version.number})
    return version


def rule(actor: Actor, version: OfficeTemplateVersion, chosen: Mapping[str, str]) -> OfficeTemplateVersion:
    """Say what unknown marks are: mark name → ``own``, ``text`` or the name of a known field."""
    require(actor, KEEP, version.template)
    try:
        settled = settle(rulings(version), dict(chosen))
    except ValueError as error:
        raise NotPossible("选的字段不存在，请重新选择。") from error
    version.fields = [ruling.as_data() for ruling in settled]
    version.ready = not any(ruling.kind == UNKNOWN for ruling in settled)
    with transaction.atomic():
        version.save(update_fields=["fields", "ready"])
        record(actor, "paper.rule_type", version.template, {"number": version.number})
    return version


def withdraw(actor: Actor, template: OfficeTemplate, why: str) -> None:
    """Take a template out of use; its versions stay and it can be brought back."""
    require(actor, KEEP, template)
    with transaction.atomic():
        template.withdrawn_at, template.withdrawn_why = clock.now(), why.strip()[:120]
        template.save(update_fields=["withdrawn_at", "withdrawn_why"])
        record(actor, "paper.withdraw_type", template, {"why": template.withdrawn_why})


def bring_back(actor: Actor, template: OfficeTemplate) -> None:
    """Use a withdrawn template again. Raises NotPossible when another one has its name by now."""
    require(actor, KEEP, template)
    try:
        with transaction.atomic():
            template.withdrawn_at, template.withdrawn_why = None, ""
            template.save(update_fields=["withdrawn_at", "withdrawn_why"])
            record(actor, "paper.bring_back_type", template)
    except IntegrityError as error:
        raise NotPossible(f"现在另有一个叫“{template.name}”的范本在用，请先停用那一个。") from error


def latest(template: OfficeTemplate, *, ready: bool = False) -> OfficeTemplateVersion | None:
    """The newest version, or the newest that can be used."""
    rows = template.versions.select_related("file").order_by("-number")
    return (rows.filter(ready=True) if ready else rows).first()


def rulings(version: OfficeTemplateVersion) -> list[Ruling]:
    """The rulings on the marks of a version, in the order of the file."""
    return [Ruling.from_data(row) for row in version.fields]


def offered(actor: Actor, version: OfficeTemplateVersion) -> dict[str, Any]:
    """What the data say today for the fields of a version: value name → text, list → rows."""
    values: dict[str, Any] = dict(current_values(actor))
    if any(ruling.kind == LIST and ruling.field == DEPUTIES for ruling in rulings(version)):
        values[DEPUTIES] = deputies_list()
    return values


def use(actor: Actor, version: OfficeTemplateVersion, values: Mapping[str, Any]) -> filling.Filled:
    """The version filled with ``values``. Raises NotPossible, UnknownMarks, RefusedFile, DamagedFile."""
    require(actor, VIEW, version.template)
    if not version.ready:
        raise NotPossible("这一版还有认不出的字段，请先说明它们是什么。")
    done = filling.fill(file_of(version), rulings(version), values)
    record(actor, "paper.use_type", version.template, {"number": version.number})
    return done


def file_of(version: OfficeTemplateVersion) -> bytes:
    """The bytes of a version. Raises DamagedFile."""
    with blobs.open_checked(version.file.sha256) as stream:
        return stream.read()


def _keep(actor: Actor, template: OfficeTemplate, looked: Looked, data: bytes, filename: str, note: str) -> OfficeTemplateVersion:
    stored = accept(data, filename, town_id=template.town_id, created_by=actor.label)
    last = template.versions.aggregate(last=Max("number"))["last"] or 0
    return OfficeTemplateVersion.objects.create(
        template=template,
        number=last + 1,
        file=stored,
        fields=[ruling.as_data() for ruling in looked.rulings],
        ready=not looked.unknown,
        uploaded_by=actor.label[:80],
        note=note[:120],
    )
