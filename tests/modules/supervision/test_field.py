"""Findings from telephones: late, twice, for places struck meanwhile; photos too large, of the wrong kind, with their place."""

from __future__ import annotations

import io
from datetime import timedelta

import pillow_heif
import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from PIL import ExifTags, Image

from renda.foundation import clock
from renda.kernel.audit.models import AuditEntry
from renda.kernel.dossiers.models import DossierItem
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.models import StoredFile
from renda.modules.supervision import receiving, selectors
from renda.modules.supervision.models import Finding, FindingPhoto
from tests.modules.supervision.scene import LAST, TODAY, Scene, picture

DAY_IN_THE_FIELD = 200


@pytest.fixture
def scene(town_set, frozen_clock) -> Scene:
    frozen_clock.to(TODAY)
    return Scene(town_set).begun()


def take(
    scene: Scene,
    client_id: str = "p-1",
    data: bytes | None = None,
    name: str = "照片.jpg",
    role: str = "deputy",
):
    return receiving.receive_photo(
        scene.made.actor(role), scene.inspection, "f-1", client_id, data or picture(), name
    )


def test_an_offline_day_sent_twice_arrives_once(scene):
    day = [scene.sent(f"f-{n}", item=n % 2, text=f"第{n}条") for n in range(DAY_IN_THE_FIELD)]
    first = scene.receive(*day)
    again = scene.receive(*reversed(day))
    assert {one.outcome for one in (*first, *again)} == {receiving.KEPT}
    assert Finding.objects.count() == DAY_IN_THE_FIELD
    assert set(Finding.objects.values_list("text", flat=True)) == {
        f"第{n}条" for n in range(DAY_IN_THE_FIELD)
    }
    assert AuditEntry.objects.filter(verb="inspection.found").count() == 1


def test_the_moment_is_the_one_on_the_spot_and_never_before_the_inspection(scene):
    now = clock.now()
    scene.receive(
        scene.sent("f-1", at=now - timedelta(hours=1)),
        scene.sent("f-2", at=now - timedelta(days=9)),
        scene.sent("f-3", at=now + timedelta(hours=3)),
    )
    moments = dict(Finding.objects.values_list("client_id", "at"))
    assert moments["f-2"] == scene.inspection.opened_at and moments["f-1"] == max(
        now - timedelta(hours=1), scene.inspection.opened_at
    )
    assert moments["f-3"] <= clock.now()


def test_a_place_struck_while_a_team_is_there_loses_nothing(scene):
    on_the_way = scene.sent("f-1", text="已经在店里了。")
    scene.act("strike_site", site=on_the_way.site, reason="店主来电话说关门")
    (told,) = scene.receive(on_the_way)
    assert told.outcome == receiving.KEPT and "已经撤销" in told.words
    kept = Finding.objects.get()
    assert kept.site.struck_on and kept.site_name == on_the_way.site_name


def test_a_place_that_is_not_known_keeps_its_finding_with_the_name_it_had(scene):
    (told,) = scene.receive(
        receiving.Sent("f-9", "没有这个", "村口小店", "", "", "check", "fine", "看了", "", clock.now())
    )
    assert told.outcome == receiving.KEPT and Finding.objects.get().site_name == "村口小店"


def test_what_comes_late_is_taken_until_the_dossier_is_closed(scene, frozen_clock):
    scene.receive(scene.sent("f-1"), scene.sent("f-2", site=1))
    frozen_clock.to(LAST)
    scene.act("finish", ends_on=LAST, heard="水利站", visited=2, files_read=1)
    (told,) = scene.receive(scene.sent("f-3", text="手机没电了"))
    assert told.outcome == receiving.KEPT and "已经结束" in told.words
    scene.act("go_back", reason="还有一家")
    scene.act("cancel", reason="不办了")
    (told,) = scene.receive(scene.sent("f-4"))
    assert (
        told.outcome == receiving.REFUSED and "还在这部手机上" in told.words and Finding.objects.count() == 3
    )


def test_only_the_team_and_the_office_write(scene):
    scene.receive(scene.sent("f-1"), role="office")
    scene.receive(scene.sent("f-2"), role="chair")
    with pytest.raises(PermissionDenied):  # in sight, not on the team
        scene.receive(scene.sent("f-3"), role="other_deputy")
    with pytest.raises(Http404):
        scene.receive(scene.sent("f-4"), role="unit_handler")
    assert Finding.objects.count() == 2


def test_a_photo_sent_twice_is_kept_once_and_lies_in_the_dossier(scene):
    scene.receive(scene.sent("f-1", latitude=25.5, longitude=103.75))
    assert take(scene).pk == take(scene).pk
    photo = FindingPhoto.objects.get()
    assert (photo.latitude, photo.taken_at) == (25.5, photo.finding.at)
    assert DossierItem.objects.filter(role="photo", file=photo.file).count() == 1
    assert selectors.tally(scene.inspection).photos == 1


def test_the_camera_s_moment_and_place_come_first(scene):
    scene.receive(scene.sent("f-1", latitude=1.0, longitude=1.0))
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2026:06:16 09:20:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (25.0, 30.0, 0.0), 3: "E", 4: (103.0, 45.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, "JPEG", exif=exif)
    take(scene, data=out.getvalue())
    photo = FindingPhoto.objects.get()
    assert (photo.latitude, photo.longitude) == (
        25.5,
        103.75,
    ) and f"{photo.taken_at.astimezone(clock.ZONE):%H:%M}" == "09:20"


def test_a_photo_of_an_apple_telephone_becomes_an_ordinary_one(scene):
    scene.receive(scene.sent("f-1"))
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(out)
    take(scene, data=out.getvalue(), name="IMG_0042.HEIC")
    assert StoredFile.objects.get().kind == "jpg"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("IMG_1.MOV", b"\0\0\0\x14ftypqt  " + b"\0" * 64, "这是录像"),
        ("大.jpg", b"\xff\xd8\xff" + b"\0" * 40 * 1024 * 1024, "文件太大，这种文件最大 20 MB"),
        ("坏.jpg", b"\xff\xd8\xff\xe0broken", "照片打不开"),
        ("台账.txt", "进货台账".encode(), "这不是照片"),
    ],
)
def test_what_is_no_photo_gets_a_plain_answer_and_leaves_nothing(scene, name, data, words):
    scene.receive(scene.sent("f-1"))
    with pytest.raises(RefusedFile, match=words):
        take(scene, data=data, name=name)
    assert not StoredFile.objects.exists() and not FindingPhoto.objects.exists()


def test_a_photo_waits_for_its_finding(scene):
    with pytest.raises(RefusedFile, match="还没有送到"):
        take(scene)
