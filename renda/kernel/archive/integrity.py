"""Is everything in the archive still as it was filed? Digests, page counts, numbers; said with where the good copy is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.archive import codes
from renda.kernel.archive.models import ArchiveItem, Fonds, FormerCode, ItemPart
from renda.kernel.files import blobs
from renda.kernel.safekeeping import checks
from renda.kernel.safekeeping.schedule import last_backup
from renda.kernel.units.models import Unit, UnitKind
from renda.kernel.units.scope import acting_in

TELL_EVERY = 500


@dataclass(frozen=True)
class Fault:
    """What is wrong with one item, and where a good copy is. ``kind``: missing | changed | pages | number | gap | seal."""

    kind: str
    item: str
    code: str
    what: str
    good_copy: str

    @property
    def line(self) -> str:
        return f"{self.code or '没有编号'}《{self.item}》：{self.what}{self.good_copy}"


@dataclass(frozen=True)
class Report:
    """The archive of one town. ``unnumbered``: items that wait for the fonds number (no fault)."""

    items: int
    parts: int
    pages: int
    unnumbered: int
    faults: list[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults


def check(tell: checks.Tell = checks.quiet) -> Report:
    """Compare everything in the active town's archive with what was noted when it was filed."""
    kept = ArchiveItem.objects.filter(destroyed_on__isnull=True)
    faults = [*wrong_numbers(kept), *gaps()]
    parts = 0
    rows = (
        ItemPart.objects.filter(item__in=kept)
        .select_related("item", "paper", "file")
        .order_by("item_id", "position")
    )
    whole: dict[str, bool] = {}
    for parts, part in enumerate(rows.iterator(chunk_size=500), 1):
        faults += faults_of(part, whole)
        if parts % TELL_EVERY == 0:
            tell(f"检查档案：已查{parts}份")
    pages = sum(number or 0 for number in kept.values_list("pages", flat=True))
    return Report(kept.count(), parts, pages, kept.filter(code="").count(), faults)


def faults_of(part: ItemPart, whole: dict[str, bool]) -> Iterator[Fault]:
    """What is wrong with one part; ``whole`` remembers which blobs were read already."""
    if part.file_id:
        if part.sha256 not in whole:
            whole[part.sha256] = blobs.is_whole(part.sha256)
        if part.file.sha256 != part.sha256:
            yield fault(part, "changed", "登记的文件换成了另一份", backup_copy())
        elif not whole[part.sha256]:
            gone = not blobs.path_of(part.sha256).exists()
            yield fault(
                part,
                "missing" if gone else "changed",
                "文件不在了" if gone else "文件的内容变了",
                backup_copy(),
            )
        elif part.file.pages and part.pages and part.file.pages != part.pages:
            yield fault(part, "pages", f"归档时{part.pages}页，现在{part.file.pages}页", backup_copy())
    elif part.paper_id and sha256_hex(canonical_json(part.paper.content)) != part.sha256:
        yield fault(part, "changed", "公文的内容和归档时不一样", backup_copy())
    elif not part.paper_id:
        yield fault(part, "missing", "既没有公文也没有文件", backup_copy())


def fault(part: ItemPart, kind: str, what: str, good_copy: str) -> Fault:
    return Fault(kind, part.title, part.item.code, f"{what}。", good_copy)


def backup_copy() -> str:
    """Where the good copy is: the last good backup, and the paper in its box."""
    last = last_backup()
    kept = f"完好的一份在{date_zh(last.at.astimezone(clock.ZONE))}的备份里" if last else "还没有备份"
    return f"{kept}；纸质的按档号到档案盒里找。"


def wrong_numbers(kept) -> Iterator[Fault]:
    """Numbers that are not put together from the fields of their rows."""
    owner = Fonds.objects.first()
    number = owner.number if owner else ""
    for item in kept.exclude(code="").order_by("code").iterator(chunk_size=500):
        if codes.read(item.code) != item.parts_of_code(number):
            yield Fault(
                "number",
                item.title,
                item.code,
                "档号和登记的年度、期限、问题、件号对不上。",
                "请在备份里核对这一件的登记。",
            )


def gaps() -> Iterator[Fault]:
    """Serials that no item has or ever had."""
    fields = ("genre", "year", "retention", "category", "serial")
    places = {*ArchiveItem.objects.values_list(*fields), *FormerCode.objects.values_list(*fields)}
    for klass, rows in groupby(sorted(places), key=lambda place: place[:-1]):
        taken = {row[-1] for row in rows}
        absent = sorted(set(range(1, max(taken) + 1)) - taken)
        if absent:
            numbers = "、".join(f"{n:04d}" for n in absent[:20])
            yield Fault(
                "gap", f"{klass[1]}年{klass[2]}{klass[3]}", "", f"缺件号{numbers}。", "请在备份里找缺的件。"
            )


def register() -> None:
    """Add the check to ``renda verify``."""
    checks.register("archive", "档案", as_finding)


def as_finding(tell: checks.Tell) -> checks.Finding:
    faults, items = [], 0
    for town in Unit.everywhere.filter(kind=UnitKind.TOWNSHIP).order_by("name"):
        with acting_in(town):
            report = check(tell)
        items += report.items
        faults += [one.line for one in report.faults]
    return checks.Finding(f"归档文件{items}件，{'有问题' if faults else '完好'}", faults)
