"""Findings and photos come in from telephones, some days late, some twice; none is lost and none stands twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction

from renda.foundation import clock
from renda.foundation.ids import as_id
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.kernel.dossiers import filing
from renda.kernel.files import store
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.limits import MB, Limits
from renda.kernel.files.names import extension
from renda.modules.supervision import selectors
from renda.modules.supervision.models import CheckItem, Finding, FindingPhoto, Inspection, Kind, Result, Site

KEPT, REFUSED = "kept", "refused"
LARGEST_PHOTO = 20 * MB
PHOTO_LIMITS = Limits(bytes_by_kind={}, other_bytes=LARGEST_PHOTO)
FILMS = ("mp4", "mov", "m4v", "avi", "3gp", "mkv", "webm", "wmv", "flv", "mpg", "mpeg")
FILM_WORDS = "这是录像，收不下。请拍成照片再传，录像另外交给人大办。"
BIG_WORDS = f"照片太大，最大{LARGEST_PHOTO // MB}MB。请把手机相机的照片尺寸调小，重新拍一张。"
STRUCK, UNKNOWN, LATE = (
    "这个检查点已经撤销，记录照收。",
    "检查点不在名单里，记录照收。",
    "现场检查已经结束，记录照收。",
)


@dataclass(frozen=True)
class Sent:
    """A finding as a telephone sends it. ``at``: the moment it was written, by the server's clock."""

    client_id: str
    site: str
    site_name: str
    item: str
    item_text: str
    kind: str
    result: str
    text: str
    who: str
    at: datetime
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Told:
    """What became of one finding. ``outcome``: kept (now or the first time it was sent) or refused, with words why."""

    client_id: str
    outcome: str
    words: str = ""


def receive(actor: Actor, inspection: Inspection, sent: Sequence[Sent]) -> list[Told]:
    """Take findings in, in their order. What was sent before is answered as the first time; nothing is refused for the others
    because of one. A place that was struck meanwhile, or is not known, keeps its findings."""
    require(actor, "inspection.find", inspection)
    if inspection.state not in selectors.TAKING:
        return [Told(one.client_id, REFUSED, closed_words(inspection)) for one in sent]
    with transaction.atomic():
        here = known(inspection, [one.client_id for one in sent])
        sites, items = (
            named(Site, inspection, (one.site for one in sent)),
            named(CheckItem, inspection, (one.item for one in sent)),
        )
        told, count = [], 0
        for one in sent:
            found = here.get(one.client_id)
            if found is None:
                found, is_new = written(actor, inspection, one, sites.get(one.site), items.get(one.item))
                here[one.client_id] = found
                count += is_new
            told.append(Told(one.client_id, KEPT, found.remark))
        if count:
            record(actor, "inspection.found", inspection, {"count": count})
    return told


def closed_words(inspection: Inspection) -> str:
    return (
        f"“{inspection}”现在是“{inspection.state_label()}”，不再收记录。记的还在这部手机上，请拿给人大办看。"
    )


def known(inspection: Inspection, ids: Sequence[str]) -> dict[str, Finding]:
    return {row.client_id: row for row in inspection.findings.filter(client_id__in=ids)}


def named(model, inspection: Inspection, keys: Iterable[str]) -> dict[str, object]:
    """The rows of the inspection that the telephone named, by what it sent; nonsense names nothing."""
    asked = {found: key for key in keys if (found := as_id(key))}
    return {asked[row.pk]: row for row in model.objects.filter(inspection=inspection, pk__in=list(asked))}


def written(
    actor: Actor, inspection: Inspection, sent: Sent, site: Site | None, item: CheckItem | None
) -> tuple[Finding, bool]:
    """The row, and whether it is new: of two telephones or tabs sending the same at once one writes it."""
    finding = Finding(
        inspection=inspection, client_id=sent.client_id, site=site, site_name=site.name if site else sent.site_name,
        item=item, item_text=item.text if item else sent.item_text, kind=sent.kind,
        result=sent.result if sent.kind == Kind.CHECK else "", text=sent.text, who=sent.who,
        at=min(max(sent.at, inspection.opened_at), clock.now()), by=actor.label, person_id=actor.person_id,
        latitude=sent.latitude, longitude=sent.longitude, remark=remark(inspection, site),
    )  # fmt: skip
    try:
        with transaction.atomic():
            finding.save(force_insert=True)
    except IntegrityError:
        return inspection.findings.get(client_id=sent.client_id), False
    return finding, True


def remark(inspection: Inspection, site: Site | None) -> str:
    """What is odd about it, for the desk."""
    if site is None:
        return UNKNOWN
    if site.struck_on:
        return STRUCK
    return LATE if inspection.state != "field" else ""


def receive_photo(
    actor: Actor, inspection: Inspection, finding_id: str, client_id: str, upload: bytes | BinaryIO, name: str
) -> FindingPhoto:
    """Take one photo of a finding in; sent again it is answered as the first time.

    Raises RefusedFile in words for whoever holds the telephone: no picture, a film, too large, its finding not here.
    """
    require(actor, "inspection.find", inspection)
    finding = inspection.findings.filter(client_id=finding_id).first()
    if finding is None:
        raise RefusedFile("照片的那条记录还没有送到，过一会儿会自动再送。")
    before = finding.photos.filter(client_id=client_id).first()
    if before is not None:
        return before
    if inspection.state not in selectors.TAKING:
        raise RefusedFile(closed_words(inspection))
    if extension(name) in FILMS:
        raise RefusedFile(FILM_WORDS)
    return kept(actor, finding, client_id, upload, name)


def kept(actor: Actor, finding: Finding, client_id: str, upload: bytes | BinaryIO, name: str) -> FindingPhoto:
    """Store it, with the moment and the place; it lies in the dossier at once."""
    try:
        with transaction.atomic():
            stored = store.accept(
                upload, name, limits=PHOTO_LIMITS, town_id=finding.town_id, created_by=actor.label
            )
            if not stored.is_image:
                raise RefusedFile("这不是照片，收不下。请拍成照片再传。")
            facts = stored.photo
            photo = FindingPhoto.objects.create(
                finding=finding, client_id=client_id, file=stored, taken_at=facts.taken_at or finding.at,
                latitude=facts.latitude if facts.latitude is not None else finding.latitude,
                longitude=facts.longitude if facts.longitude is not None else finding.longitude,
            )  # fmt: skip
            title = f"现场照片：{finding.site_name}　{finding.item_text or finding.text}"
            filing.put(
                filing.dossier_of(finding.inspection), "photo", title, file=stored, responsible=actor.label
            )
            record(actor, "inspection.photo", finding.inspection, {"site": finding.site_name})
    except IntegrityError:
        return finding.photos.get(client_id=client_id)
    return photo


def is_a_finding(sent: Sent) -> bool:
    """Does it say anything? A check has its result; everything else its words or a name."""
    if sent.kind == Kind.CHECK:
        return sent.result in Result.values
    return sent.kind in Kind.values and bool(sent.text or sent.who)
