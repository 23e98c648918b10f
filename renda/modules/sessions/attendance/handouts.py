"""The papers of a session: who gets which, who has read them, what goes into each folder, how many are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from renda.foundation import clock
from renda.foundation.chinese.text import one_line
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require, require_verb
from renda.kernel.audit.record import record
from renda.kernel.notices import outbox
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance import invitations, ordering, policy
from renda.modules.sessions.attendance.models import Attendee, Material, MaterialReading

FIELDS = (
    "title", "capacities", "duties", "copies", "pages", "printed", "electronic", "collect_back", "spare", "remark", "paper", "file",
)  # fmt: skip


@dataclass(frozen=True)
class PrintLine:
    """One paper on the list for the printer: ``copies`` for the folders plus ``spare``; ``sheets`` of pages."""

    material: Material
    people: int
    copies: int

    @property
    def total(self) -> int:
        return self.copies + self.material.spare

    @property
    def pages(self) -> int | None:
        return self.total * self.material.pages if self.material.pages else None


@dataclass(frozen=True)
class Folder:
    """What belongs in one person's folder. ``late``: came onto the list after it was packed; ``taken``: in it, but withdrawn."""

    attendee: Attendee
    items: tuple[Material, ...]
    late: tuple[Material, ...]
    taken: tuple[str, ...]

    @property
    def is_packed(self) -> bool:
        return self.attendee.packed_on is not None and not self.late and not self.taken


def on_list(session) -> list[Material]:
    """The papers of the session that stand, in order."""
    rows = Material.objects.filter(session=session, withdrawn_on__isnull=True).select_related("paper", "file")
    return list(rows.order_by("position", "title", "id"))


def save(actor: Actor, session, data: Mapping, material: Material | None = None) -> Material:
    """Add or change a paper. An electronic one needs a paper of the product or a file."""
    require_verb(actor, policy.PACK)
    row = material or Material(session=session, position=Material.objects.filter(session=session).count() + 1)
    for key in FIELDS:
        if key in data:
            setattr(row, key, data[key])
    row.title = one_line(row.title)
    problems = wrong(row)
    if problems:
        raise Refused(problems)
    if row.paper_id is None and row.file_id and row.pages is None:
        row.pages = row.file.pages
    with transaction.atomic():
        row.save()
        record(actor, "attendance.material", row, {"what": "列入" if material is None else "修改"})
    return row


def save_all(actor: Actor, session, data: Mapping, others: Iterable[str]) -> list[Material]:
    """A paper, and others by their titles for the same people, each printed; all of them, or none."""
    printed = {**data, "printed": True, "electronic": False, "pages": None, "paper": None, "file": None}
    with transaction.atomic():
        made = [save(actor, session, data)]
        return made + [save(actor, session, {**printed, "title": title}) for title in others if title.strip()]


def wrong(row: Material) -> list[Reason]:
    found = []
    if not row.title:
        found.append(Reason("还没有写材料名称。"))
    if not row.capacities and not row.duties:
        found.append(Reason("还没有选发给谁。", "请至少选一种人。"))
    if row.electronic and row.paper_id is None and row.file_id is None:
        found.append(
            Reason("要在手机上看，得有文件。", "请选一份公文，或者上传文件；只发纸质的，请去掉“手机上能看”。")
        )
    if not row.electronic and not row.printed:
        found.append(Reason("既不印发也不能在手机上看，代表拿不到这份材料。", "请至少选一样。"))
    return found


def withdraw(actor: Actor, material: Material) -> None:
    """Take a paper off the list; folders that hold it already are shown."""
    require(actor, policy.PACK, material)
    material.withdrawn_on = clock.today()
    with transaction.atomic():
        material.save(update_fields=["withdrawn_on"])
        record(actor, "attendance.material", material, {"what": "撤下"})


def duties_of(attendee: Attendee) -> set[str]:
    return {duty.kind for duty in attendee.duties.all()}


def for_person(attendee: Attendee, materials: Iterable[Material]) -> list[Material]:
    kinds = duties_of(attendee)
    return [material for material in materials if material.goes_to(attendee, kinds)]


def folders(session, people: Sequence[Attendee] | None = None) -> list[Folder]:
    """The folder of everybody who comes and gets something printed, in the order of the list."""
    materials = on_list(session)
    gone = {
        str(pk): title
        for pk, title in Material.objects.filter(session=session, withdrawn_on__isnull=False).values_list(
            "pk", "title"
        )
    }
    found = []
    for one in people if people is not None else ordering.listed(session):
        items = tuple(material for material in for_person(one, materials) if material.printed)
        if one.answer == "leave" or not (items or one.packed):
            continue
        late = tuple(material for material in items if one.packed_on and str(material.pk) not in one.packed)
        taken = tuple(gone[key] for key in one.packed if key in gone)
        found.append(Folder(one, items, late, taken))
    return found


def print_list(session) -> list[PrintLine]:
    """How many of each paper are to be printed for those who come."""
    counted: Counter = Counter()
    materials = on_list(session)
    for folder in folders(session):
        counted.update(material.pk for material in folder.items)
    return [PrintLine(m, counted[m.pk], counted[m.pk] * m.copies) for m in materials if m.printed]


def pack(actor: Actor, session, attendees: Iterable[Attendee]) -> int:
    """Tick folders as packed with what belongs in them now; returns how many."""
    require_verb(actor, policy.PACK)
    chosen = {one.pk for one in attendees}
    rows = [folder for folder in folders(session) if folder.attendee.pk in chosen]
    for folder in rows:
        one = folder.attendee
        one.packed_on, one.packed_by = clock.today(), actor.label[:40]
        one.packed = [str(material.pk) for material in folder.items]
    with transaction.atomic():
        Attendee.objects.bulk_update(
            [folder.attendee for folder in rows], ["packed_on", "packed_by", "packed"], batch_size=200
        )
        record(actor, "attendance.pack", session, {"what": f"{len(rows)}袋装好"})
    return len(rows)


def hand_out(actor: Actor, session) -> int:
    """Everybody has the folder; returns how many got it now. Raises Refused while one is not packed."""
    require_verb(actor, policy.PACK)
    rows = folders(session)
    left = [folder.attendee.name for folder in rows if not folder.is_packed]
    if left or not rows:
        raise Refused(
            [Reason("还没有袋。" if not rows else f"还有{len(left)}袋没有装好。", "请先装好，再送。")]
        )
    now = [folder.attendee.pk for folder in rows if folder.attendee.handed_on is None]
    with transaction.atomic():
        Attendee.objects.filter(pk__in=now).update(handed_on=clock.today())
        record(actor, "attendance.pack", session, {"what": f"{len(now)}袋送到本人"})
    return len(now)


def unpack(actor: Actor, attendee: Attendee) -> None:
    """Take the tick back."""
    require(actor, policy.PACK, attendee)
    attendee.packed_on, attendee.packed_by, attendee.packed, attendee.handed_on = None, "", [], None
    with transaction.atomic():
        attendee.save(update_fields=["packed_on", "packed_by", "packed", "handed_on"])
        record(actor, "attendance.pack", attendee, {"what": f"{attendee.name}的袋重新装"})


# ------------------------------------------------------------------ electronic papers


def tell(actor: Actor, material: Material) -> int:
    """Tell everybody for whom it is that a paper can be read on the phone; returns how many."""
    require(actor, policy.PACK, material)
    if not material.electronic:
        raise Refused([Reason("这份材料不能在手机上看，不用通知。")])
    people = [
        one
        for one in ordering.listed(material.session)
        if one.person_id and material.goes_to(one, duties_of(one))
    ]
    with transaction.atomic():
        said = {"attendees": people, "title": material.title}
        outbox.post(
            "attendance.material_ready", material.session, said, url=invitations.own_address(material.session)
        )
        record(actor, "attendance.material", material, {"what": f"通知{len(people)}人阅读"})
    return len(people)


def mark_read(actor: Actor, material: Material, attendee: Attendee) -> None:
    """Somebody opened a paper; the first time counts."""
    require(actor, policy.OWN, attendee)
    if material.session_id != attendee.session_id or not material.goes_to(attendee, duties_of(attendee)):
        raise Refused([Reason("这份材料没有发给您。")])
    MaterialReading.objects.get_or_create(material=material, attendee=attendee)


def readers(session) -> dict:
    """Material → keys of the people who have read it."""
    found: dict = {}
    for material, attendee in (
        MaterialReading.objects.filter(material__session=session)
        .order_by()
        .values_list("material", "attendee")
    ):
        found.setdefault(material, set()).add(attendee)
    return found
