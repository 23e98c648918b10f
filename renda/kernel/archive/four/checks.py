"""The checks of the four properties, one function each: (subject) → what is wrong, in sentences that name the item."""

from __future__ import annotations

import io
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pypdfium2
from lxml import etree
from PIL import Image, UnidentifiedImageError

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.foundation.hashing import canonical_json, sha256_hex
from renda.kernel.archive import codes, integrity
from renda.kernel.archive.four.subject import Subject, as_text, limits, metadata
from renda.kernel.archive.models import ArchiveItem, Genre, ItemPart
from renda.kernel.audit.models import AuditEntry
from renda.kernel.audit.verify import verify_chain
from renda.kernel.dossiers.models import Retention
from renda.kernel.files import blobs
from renda.kernel.units.scope import active_town_id

Faults = Iterator[str]
Check = Callable[[Subject], Iterable[str]]
TEXTS = (
    "title",
    "organ",
    "number",
    "secrecy",
    "remark",
    "retention_source",
    "category",
    "category_label",
    "code",
)
WANTED = ("title", "organ", "retention", "serial", "code", "dated_on", "year")
PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def name(item: ArchiveItem) -> str:
    return item.code or f"《{item.title}》"


def four_01(subject: Subject) -> Faults:
    for item, part in subject.every():
        if part.paper_id and sha256_hex(canonical_json(part.paper.content)) != part.sha256:
            yield f"{name(item)}：公文“{part.title}”的内容变了"
        if part.file_id and subject.bytes_of[part.sha256] is None:
            yield f"{name(item)}：文件“{part.title}”的内容变了或者不在了"


def four_02(subject: Subject) -> Faults:
    for item in subject.items:
        for field in TEXTS:
            longest = item._meta.get_field(field).max_length
            if len(getattr(item, field)) > longest:
                yield f"{name(item)}：{item._meta.get_field(field).verbose_name}超过{longest}字"


def four_03(subject: Subject) -> Faults:
    for item in subject.items:
        if not isinstance(item.dated_on, date) or not isinstance(item.year, int) or item.serial < 1:
            yield f"{name(item)}：日期、年度或件号的格式不对"


def four_04(subject: Subject) -> Faults:
    allowed = limits()["secrecy"]
    for item in subject.items:
        if (
            item.retention not in Retention.values
            or item.genre not in Genre.values
            or item.secrecy not in allowed
        ):
            yield f"{name(item)}：期限、门类或密级不在规定的值里"


def four_05(subject: Subject) -> Faults:
    first = limits()["first_year"]
    for item in subject.items:
        own_year = item.dated_on.year if item.dossier_id is None else item.year
        if (
            item.dated_on > clock.today()
            or item.year != own_year
            or not first <= item.year <= clock.today().year
        ):
            yield f"{name(item)}：日期{date_zh(item.dated_on)}和年度{item.year}不合理"
        if not item.pages:
            yield f"{name(item)}：没有页数"


def four_06(subject: Subject) -> Faults:
    for item in subject.items:
        if any(
            unicodedata.category(sign) in ("Cc", "Cs", "Co")
            for field in TEXTS
            for sign in getattr(item, field)
        ):
            yield f"{name(item)}：著录项里有控制字符"


def four_07(subject: Subject) -> Faults:
    for item in subject.items:
        if codes.read(item.code) != item.parts_of_code(subject.fonds):
            yield f"{name(item)}：{'档号和著录项不一致' if item.code else '还没有档号，请登记全宗号'}"


def four_08(subject: Subject) -> Faults:
    for told, keys in (
        ("档号", [item.code for item in subject.items if item.code]),
        ("文号和题名", [(item.number, item.title) for item in subject.items if item.number]),
    ):
        for key, times in Counter(keys).items():
            if times > 1:
                yield f"{told}重复：{key if isinstance(key, str) else ' '.join(key)}"


def four_09(subject: Subject) -> Faults:
    for item, part in subject.every():
        data = subject.bytes_of.get(part.sha256) if part.file_id else None
        if data is not None and len(data) != part.file.size:
            yield f"{name(item)}：文件“{part.title}”的大小和登记的不一样"


def four_10(subject: Subject) -> Faults:
    for item, part in subject.every():
        if part.file_id and not blobs.path_of(part.sha256).exists():
            yield f"{name(item)}：文件“{part.title}”不在了"
        if not part.file_id and not part.paper_id:
            yield f"{name(item)}：“{part.title}”没有指着任何文件"


def written(key: str) -> Check:
    """A check of which the writing of the package knows the answer."""

    def told(subject: Subject) -> Iterable[str]:
        return subject.written.faults.get(key, []) if subject.written else ["还没有写出封装包"]

    return told


def four_13(subject: Subject) -> Faults:
    for item in subject.items:
        if item.dossier_id and item.dossier.is_sealed and item.dossier.archived.count() < 1:
            yield f"{name(item)}：案卷里没有归档文件"
        declared = len(item.dossier.manifest.get("items", [])) if item.dossier_id else None
        if declared is not None and len(subject.parts[item.pk]) > declared:
            yield f"{name(item)}：件内文件比案卷目录登记的多"


def four_14(subject: Subject) -> Faults:
    for item in subject.items:
        files = [part for part in subject.parts[item.pk] if part.file_id]
        if sum(len(subject.bytes_of[part.sha256] or b"") for part in files) != sum(
            part.file.size for part in files
        ):
            yield f"{name(item)}：字节数和登记的不一样"


def four_15(subject: Subject) -> Faults:
    for item in subject.items:
        absent = [
            str(item._meta.get_field(field).verbose_name) for field in WANTED if not getattr(item, field)
        ]
        if absent:
            yield f"{name(item)}：没有{'、'.join(absent)}"


def four_16(subject: Subject) -> Faults:
    return (fault.item + fault.what for fault in integrity.gaps())


def four_17(subject: Subject) -> Faults:
    lasting = [item for item in subject.items if item.retention == Retention.PERMANENT and item.dossier_id]
    keys = {item.dossier.object_id for item in lasting}
    known = set(
        AuditEntry.objects.filter(town_id=active_town_id(), object_id__in=keys)
        .order_by()
        .values_list("object_id", flat=True)
        .distinct()
    )
    return (f"{name(item)}：日志里没有办理过程" for item in lasting if item.dossier.object_id not in known)


def four_18(subject: Subject) -> Faults:
    return (f"{name(item)}：没有文件" for item in subject.items if not subject.parts[item.pk])


def four_19(subject: Subject) -> Faults:
    for item, part in subject.every():
        paper = subject.papers.get(part.paper_id)
        for attachment in paper.attachments if paper else ():
            if not attachment.blocks:
                yield f"{name(item)}：附件“{attachment.title}”没有内容"


def four_20(subject: Subject) -> Faults:
    """Written as JSON and as XML by one program each and read by another, it says the same."""
    for item in subject.items:
        facts = {key: str(value if value is not None else "") for key, value in metadata(item).items()}
        root = etree.Element("件")
        try:
            for key, value in facts.items():
                etree.SubElement(root, key).text = value
            back = {
                child.tag: child.text or ""
                for child in etree.fromstring(etree.tostring(root, encoding="UTF-8"))
            }
        except ValueError:
            back = {}
        again = {
            key: str(value if value is not None else "") for key, value in json.loads(as_text(item)).items()
        }
        if not back == facts == again:
            yield f"{name(item)}：著录项读出来不一样"


def four_21(subject: Subject) -> Faults:
    for item, part in subject.every():
        if told := unreadable(subject, part):
            yield f"{name(item)}：“{part.title}”{told}"


def unreadable(subject: Subject, part: ItemPart) -> str:
    """Why a part can't be read to its last page; nothing when it can."""
    if part.paper_id:
        return "" if subject.papers[part.paper_id] else "打不开"
    data = subject.bytes_of.get(part.sha256) if part.file_id else None
    if data is None:
        return "打不开"
    try:
        if part.file.kind == "pdf":
            pages = pages_of(data)
            return "" if pages == part.file.pages else f"应有{part.file.pages}页，读出{pages}页"
        if part.file.is_image:
            Image.open(io.BytesIO(data)).verify()
    except (pypdfium2.PdfiumError, UnidentifiedImageError, OSError, SyntaxError):
        return "打不开"
    return ""


def pages_of(data: bytes) -> int:
    """The pages of a PDF that really load. Raises PdfiumError."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            document[number].close()
        return len(document)
    finally:
        document.close()


def four_22(subject: Subject) -> Faults:
    formats = limits()["formats"]
    for item, part in subject.every():
        if part.file_id and part.file.kind not in formats:
            yield f"{name(item)}：“{part.title}”是 {part.file.kind}，请另存一份 PDF 或 OFD"


def four_23(subject: Subject) -> Faults:
    """The run itself notes the version of the program."""
    return iter(())


def four_24(subject: Subject) -> Faults:
    for item, part in subject.every():
        data = subject.bytes_of.get(part.sha256) if part.file_id else None
        if data and (data.startswith(PACKED) or (part.file.kind == "pdf" and b"/Encrypt" in data)):
            yield f"{name(item)}：“{part.title}”是加密的或者是压缩包"


def four_27(subject: Subject) -> Faults:
    """Every file was read from its first byte to its last; what was written to a carrier was read back."""
    yield from (subject.written.faults.get("FOUR-27", []) if subject.written else [])
    yield from (
        f"“{part.title}”读不出来" for part in subject.filed() if subject.bytes_of[part.sha256] is None
    )


def four_28(subject: Subject) -> Iterable[str]:
    return verify_chain(active_town_id()).faults


CHECKS: dict[str, Check] = {
    "FOUR-01": four_01, "FOUR-02": four_02, "FOUR-03": four_03, "FOUR-04": four_04, "FOUR-05": four_05, "FOUR-06": four_06,
    "FOUR-07": four_07, "FOUR-08": four_08, "FOUR-09": four_09, "FOUR-10": four_10, "FOUR-11": written("FOUR-11"),
    "FOUR-12": written("FOUR-12"), "FOUR-13": four_13, "FOUR-14": four_14, "FOUR-15": four_15, "FOUR-16": four_16,
    "FOUR-17": four_17, "FOUR-18": four_18, "FOUR-19": four_19, "FOUR-20": four_20, "FOUR-21": four_21, "FOUR-22": four_22,
    "FOUR-23": four_23, "FOUR-24": four_24, "FOUR-26": written("FOUR-26"), "FOUR-27": four_27, "FOUR-28": four_28,
}  # fmt: skip
