from __future__ import annotations

import io
import os

import pytest
from PIL import ExifTags, Image

from renda.kernel.files import blobs
from renda.kernel.files.errors import DamagedFile, RefusedFile
from renda.kernel.files.limits import Limits
from renda.kernel.files.models import StoredFile
from renda.kernel.files.names import clean_name
from renda.kernel.files.store import accept, keep
from tests.kernel.files import makers

pytestmark = pytest.mark.django_db

NOT_QUITE_HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("建议.docx", makers.docx_bytes(), "docx"),
        ("建议.wps", makers.docx_bytes(), "wps"),
        ("名册.xlsx", makers.xlsx_bytes(), "xlsx"),
        ("名册.xls", makers.xls_bytes(), "xls"),
        ("答复.PDF", makers.pdf_bytes(3), "pdf"),
        ("公文.ofd", makers.ofd_bytes("通知"), "ofd"),
        ("说明.txt", "说明：张珺𠮷".encode("gb18030"), "txt"),
        ("名册.csv", "姓名,村\n张三,东坑村".encode(), "csv"),
        ("导出.txt", "姓名".encode("utf-16"), "txt"),
        ("照片.jpeg", makers.picture_bytes(), "jpg"),
        ("截图.png", makers.picture_bytes("PNG"), "png"),
        ("图.webp", makers.picture_bytes("WEBP"), "webp"),
        ("图.gif", makers.picture_bytes("GIF"), "gif"),
    ],
)
def test_office_papers_and_photos_are_taken(name, data, kind):
    stored = StoredFile.objects.get(pk=accept(data, name, created_by="王秘书").pk)
    assert (stored.kind, stored.original_name, stored.created_by) == (kind, name, "王秘书")
    kept = blobs.read(stored.sha256)
    assert len(kept) == stored.size
    if kind not in {"jpg", "png", "webp", "gif"}:
        assert kept == data
    else:
        assert (stored.is_image, stored.width, stored.height) == (True, 800, 600)
        assert Image.open(io.BytesIO(blobs.read(stored.thumbnail_sha256))).size == (320, 240)


def test_a_photo_of_an_apple_phone_becomes_one_that_opens_everywhere_and_loses_its_place():
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (30.0, 15.0, 0.0),
         ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: (120.0, 30.0, 0.0)}
    )  # fmt: skip
    raw = io.BytesIO()
    Image.new("RGB", (800, 600), "green").save(raw, "HEIF", exif=exif)
    stored = accept(raw.getvalue(), "苹果.HEIC")
    assert (stored.kind, stored.mime, stored.original_name) == ("jpg", "image/jpeg", "苹果.jpg")
    assert (stored.photo.latitude, stored.photo.longitude) == (30.25, 120.5)
    kept = Image.open(io.BytesIO(blobs.read(stored.sha256)))
    assert kept.format == "JPEG" and kept.size == (800, 600) and not kept.getexif()


@pytest.mark.parametrize(("name", "kind"), [("传真.tif", "TIFF"), ("图.BMP", "BMP")])
def test_what_scanners_and_old_programs_write_becomes_what_browsers_show(name, kind):
    stored = accept(makers.picture_bytes(kind), name)
    assert (stored.kind, stored.original_name, stored.is_image) == ("jpg", f"{name[:-4]}.jpg", True)


def test_a_fax_of_several_pages_keeps_them_all():
    pages = [Image.new("1", (400, 600), shade) for shade in (0, 1, 0)]
    raw = io.BytesIO()
    pages[0].save(raw, "TIFF", save_all=True, append_images=pages[1:])
    stored = accept(raw.getvalue(), "传真.tiff")
    assert (stored.kind, stored.pages, stored.original_name) == ("pdf", 3, "传真.pdf")
    with pytest.raises(RefusedFile, match="有3页"):
        accept(raw.getvalue(), "传真.tiff", limits=Limits(picture_pages=2))


def test_pdf_pages_are_counted():
    assert accept(io.BytesIO(makers.pdf_bytes(7)), "a.pdf").pages == 7


REFUSED = [
    ("a.heic", NOT_QUITE_HEIC, "照片打不开"),
    ("空.txt", b"", "空的"),
    ("a.exe", b"MZ" + bytes(100), "程序"),
    ("a.pdf", b"MZ\x90\x00" + bytes(100), "程序"),
    ("a.txt", b"#!/bin/sh\nrm -rf /\n", "程序"),
    ("a.jpg", b"\x7fELF" + bytes(100), "程序"),
    ("a.svg", b"<svg xmlns='x'><script>1</script></svg>", "网页"),
    ("a.html", b"<html></html>", "网页"),
    ("a.txt", b"<!DOCTYPE html><html><script>1</script>", "网页"),
    ("a.csv", b"x,<script>alert(1)</script>", "网页"),
    ("a.txt", b"<?xml version='1.0'?><a/>", "网页"),
    ("a.xlsm", makers.xlsx_bytes(), "宏"),
    ("a.docx", makers.with_member(makers.docx_bytes(), "word/vbaProject.bin", b"x"), "宏"),
    (
        "a.xlsx",
        makers.with_member(makers.xlsx_bytes(), "[Content_Types].xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "宏",
    ),
    (
        "a.docx",
        makers.with_member(
            makers.docx_bytes(), "word/_rels/settings.xml.rels", b'<R Type="x/attachedTemplate" Target="http://bad/x.dotm"/>'
        ),
        "网上",
    ),
    ("a.docx", makers.xlsx_bytes(), "内容却是“xlsx”"),
    ("a.jpg", makers.picture_bytes("PNG"), "内容却是“png”"),
    ("a.png", makers.pdf_bytes(), "内容却是“pdf”"),
    ("a.docx", makers.zip_bytes({"a.txt": b"1"}), "压缩包"),
    ("a.zip", makers.zip_bytes({"a.txt": b"1"}), "压缩包"),
    ("a.rar", b"Rar!\x1a\x07\x00" + bytes(30), "压缩包"),
    ("a.docx", makers.docx_bytes()[:400], "没有传完"),
    ("a.xls", makers.xls_bytes()[:600], "没有传完"),
    ("a.pdf", b"%PDF-1.7\n" + bytes(200), "没有传完"),
    ("a.pdf", makers.pdf_bytes(password="1234"), "密码"),
    ("a.jpg", makers.picture_bytes()[:300], "没有传完"),
    ("a.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(64), "认不出"),
    ("无扩展名", "正文".encode(), "不能上传"),
    ("a.doc", b"{\\rtf1 hello}", "RTF"),
    ("a.docx", makers.with_member(makers.docx_bytes(), "word/media/x.bin", bytes(30_000_000)), "大得不正常"),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[f"{n}-{name}" for n, (name, _, _) in enumerate(REFUSED)])
def test_what_is_refused_says_why_in_plain_words(name, data, reason, own_folder):
    with pytest.raises(RefusedFile, match=reason):
        accept(data, name)
    assert not StoredFile.objects.exists()
    assert not (own_folder / "files").exists()


def test_encrypted_and_macro_compound_files_are_refused():
    for stream, reason in (("EncryptedPackage", "密码"), ("_VBA_PROJECT_CUR", "宏")):
        renamed = stream.encode("utf-16-le")
        data = bytearray(makers.xls_bytes())
        at = data.index("Workbook".encode("utf-16-le"))
        data[at : at + 64] = renamed + bytes(64 - len(renamed))
        data[at + 64 : at + 66] = (len(renamed) + 2).to_bytes(2, "little")
        with pytest.raises(RefusedFile, match=reason):
            accept(bytes(data), "a.xls")


def test_too_big_is_refused_by_kind():
    small = Limits(bytes_by_kind={"txt": 10}, other_bytes=10_000_000)
    assert accept(b"123456789", "a.txt", limits=small)
    with pytest.raises(RefusedFile, match="太大"):
        accept(b"12345678901", "a.txt", limits=small)
    with pytest.raises(RefusedFile, match="太大"):
        accept(io.BytesIO(bytes(10_000_002)), "a.docx", limits=small)


def test_too_many_pixels_are_refused_before_decoding():
    with pytest.raises(RefusedFile, match="缩小"):
        accept(makers.picture_bytes("PNG", (400, 300)), "a.png", limits=Limits(picture_pixels=100_000))


def test_photo_is_upright_smaller_and_tells_nothing_but_to_its_caller():
    stored = accept(makers.camera_photo(), "IMG_0001.JPG")
    assert (stored.width, stored.height) == (1920, 2560)
    assert stored.photo.taken_at.isoformat() == "2026-03-05T09:30:00+08:00"
    assert (round(stored.photo.latitude, 4), round(stored.photo.longitude, 4)) == (30.26, 120.15)
    image = Image.open(io.BytesIO(blobs.read(stored.sha256)))
    assert image.size == (1920, 2560)
    assert not image.getexif() and "icc_profile" not in image.info
    red, _, blue = image.getpixel((1900, 20))
    assert red > 200 > 100 > blue, "the corner that was left above is now right above"
    assert StoredFile.objects.get(pk=stored.pk).photo is None


def test_what_hides_behind_a_picture_is_gone():
    hidden = makers.zip_bytes({"evil.exe": b"MZ evil"})
    for kind, name in (("JPEG", "a.jpg"), ("PNG", "a.png"), ("GIF", "a.gif")):
        stored = accept(makers.picture_bytes(kind) + hidden, name)
        assert b"evil" not in blobs.read(stored.sha256)


def test_odd_pictures_are_taken():
    for mode, kind, name in (("CMYK", "JPEG", "a.jpg"), ("P", "PNG", "a.png"), ("LA", "PNG", "b.png"), ("1", "PNG", "c.png"), ("I;16", "PNG", "d.png")):
        out = io.BytesIO()
        Image.new(mode, (40, 30)).save(out, kind)
        assert accept(out.getvalue(), name).width == 40


def test_same_bytes_lie_once_and_are_never_rewritten(own_folder):
    first = accept(b"once", "a.txt")
    path = blobs.path_of(first.sha256)
    stamp = os.stat(path).st_mtime_ns
    second = accept(b"once", "b.txt")
    assert first.pk != second.pk and first.sha256 == second.sha256
    assert os.stat(path).st_mtime_ns == stamp
    assert len([p for p in (own_folder / "files").rglob("*") if p.is_file()]) == 1


def test_a_damaged_blob_is_noticed_and_mended_by_the_same_upload():
    stored = accept(b"whole", "a.txt")
    blobs.path_of(stored.sha256).write_bytes(b"whale")
    with pytest.raises(DamagedFile, match="备份"):
        blobs.read(stored.sha256)
    accept(b"whole", "a.txt")
    assert blobs.read(stored.sha256) == b"whole"


def test_a_failing_disk_leaves_no_half_file(own_folder, monkeypatch):
    def fail(handle):
        raise OSError("disk full")

    monkeypatch.setattr(blobs.os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        accept(b"text", "a.txt")
    assert [p for p in (own_folder / "files").rglob("*") if p.is_file()] == []
    assert not StoredFile.objects.exists()


def test_own_papers_are_kept():
    stored = keep(makers.pdf_bytes(2), "交办函.pdf", "pdf")
    assert (stored.pages, blobs.read(stored.sha256)[:5]) == (2, b"%PDF-")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\我的文档\\建议.docx", "建议.docx"),
        ("a\x00b\u202egpj.exe\n.txt", "abgpj.exe.txt"),
        ('关于<道路>"修缮"?.docx', "关于_道路__修缮__.docx"),
        ("名册.xlsx".encode("gb18030"), "名册.xlsx"),
        ("名册.xlsx".encode(), "名册.xlsx"),
        ("名册.xlsx".encode("gb18030").decode("latin-1"), "名册.xlsx"),
        ("𠮷林珺.pdf", "𠮷林珺.pdf"),
        ("", "未命名"),
        (".docx", "未命名.docx"),
        ("...", "未命名"),
        ("/", "未命名"),
    ],
)
def test_names(raw, name):
    assert clean_name(raw) == name


def test_a_name_of_200_characters_is_kept_and_a_longer_one_trimmed():
    exact = "长" * 195 + ".docx"
    assert clean_name(exact) == exact
    assert clean_name("长" * 300 + ".docx") == exact
    assert accept(makers.docx_bytes(), "长" * 300 + ".docx").original_name == exact
