"""What people really hand in: each is taken, or refused with words that say what to do; nothing is lost or half done."""

from __future__ import annotations

import errno
import io
import zipfile

import pytest
from django.db import OperationalError

from renda.kernel.files import blobs
from renda.kernel.files.limits import DEFAULT, MB
from renda.modules.intake import taking
from renda.modules.intake.models import IntakeFile, IntakePaper, LeftOut
from renda.modules.intake.reading import ALIKE
from tests.kernel.files import makers
from tests.modules.intake import made
from tests.modules.intake.conftest import only

pytestmark = pytest.mark.django_db
LONG = "关于" + "很长的名字" * 60


def bomb() -> bytes:
    return makers.zip_bytes(
        {"a.docx": makers.zip_bytes({"word/document.xml": bytes(30 * MB), "[Content_Types].xml": b"<a/>"})}
    )


def bare_bomb() -> bytes:
    return makers.zip_bytes({"大.txt": bytes(90 * MB)})


def locked_zip() -> bytes:
    raw = bytearray(makers.zip_bytes({"a.txt": b"1"}))
    raw[6] |= 1
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def with_entity() -> bytes:
    """A docx that asks for a file of this computer."""
    xml = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    )
    return makers.with_member(made.docx(), "word/document.xml", xml)


REFUSED = {
    "a bomb in an office file": (lambda: ("a.zip", bomb()), "大得不正常"),
    "a bomb in an archive": (lambda: ("a.zip", bare_bomb()), "大得不正常"),
    "an archive in an archive": (
        lambda: ("a.zip", makers.zip_bytes({"b.zip": makers.zip_bytes({"a.txt": b"1"})})),
        "压缩包里还有压缩包",
    ),
    "a locked archive": (lambda: ("a.zip", locked_zip()), "压缩包加了密码"),
    "another archive": (lambda: ("a.rar", b"Rar!\x1a\x07\x00" + bytes(30)), "请先解压"),
    "a drawing that is a program": (lambda: ("标志.svg", b"<svg onload='x()'/>"), "打印成 PDF"),
    "a locked pdf": (lambda: ("加密.pdf", makers.pdf_bytes(1, password="x")), "取消密码"),
    "a torn pdf": (lambda: ("坏.pdf", b"%PDF-1.4 nothing"), "已损坏"),
    "a pdf called docx": (lambda: ("错.docx", makers.pdf_bytes(1)), "内容却是“pdf”"),
    "a program called pdf": (lambda: ("账.pdf", b"MZ" + bytes(40)), "这是程序文件"),
    "an empty file": (lambda: ("空.docx", b""), "文件是空的"),
    "a sheet with macros": (lambda: ("表.xlsm", makers.xlsx_bytes()), "带有宏"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_taken_says_why_and_the_rest_is_taken(take, case):
    build, words = REFUSED[case]
    name, data = build()
    intake, said = take({name: data, "通知.docx": made.docx()}, read=False)
    ((_, reason),) = said.refused
    assert words in reason and reason.endswith("。") and intake.left_out.get().reason == reason
    assert said.files == 1 and intake.papers.count() == 1


class Huge(io.RawIOBase):
    """300 MB of nothing, of which no more than needed may be read."""

    read_so_far = 0

    def seek(self, *_):
        self.read_so_far = 0
        return 0

    def read(self, size=-1):
        assert 0 < size <= DEFAULT.largest + 1
        self.read_so_far += size
        return (b"%PDF-" + bytes(size))[:size]


def test_300_megabytes_are_refused_without_being_read_whole(office, take):
    intake = taking.begin(office)
    said = taking.add(office, intake, [taking.Given("全年扫描.pdf", Huge())])
    assert "文件太大，这种文件最大 100 MB" in said.refused[0][1]


def test_a_file_that_asks_for_others_gives_nothing_away(take):
    intake, _ = take({"通知.docx": with_entity()})
    paper = only(intake)
    assert "外部引用" in paper.problem and not paper.text and paper.title == "通知"


def test_a_file_of_two_kinds_is_only_what_it_begins_as(take, sheets):
    """A picture with an archive behind it is written anew; what was behind it is gone."""
    secret = makers.zip_bytes({"x.html": b"<script>"})
    intake, said = take({"照片.png": made.picture() + secret})
    assert said.files == 1 and secret not in blobs.read(only(intake).files.get().stored.sha256)


def test_names_of_another_time_and_of_any_length(take):
    names = {
        "二〇一五年/关于修东渠的决定书.txt": "会议决定修东渠。".encode() * 9,
        f"{LONG}.txt": b"abc " * 40,
    }
    intake, _ = take(
        {"旧.zip": made.zipped(dict(list(names.items())[:1]), "gb18030"), f"{LONG}.txt": names[f"{LONG}.txt"]}
    )
    first, second = intake.papers.order_by("position")
    assert first.name.startswith("二〇一五年/关于修东渠的决定书")
    assert (
        len(second.title) <= 240
        and second.title.startswith("关于很长的名字")
        and second.files.get().stored.original_name.endswith(".txt")
    )


def test_the_same_file_twice_is_taken_once(take):
    intake, said = take({"一.docx": made.docx(), "二.docx": made.docx()})
    assert said.files == 1 and said.same == ["二.docx"]
    left = intake.left_out.get()
    assert "内容完全一样" in left.reason and left.same_as == only(intake)
    again, said = take({"三.docx": made.docx()})
    assert said.files == 0 and not again.papers.exists() and "1个和收过的一样" in said.message_zh


def test_the_same_words_in_another_format_are_told(take):
    words = "会议决定修东渠，工程由水利站承办，年底以前完工。\n费用从水利经费里列支，各村要出工出力，不得推诿，完工后由主席团组织代表验收。"
    intake, _ = take({"甲.txt": words.encode(), "乙.txt": words.encode("gb18030")})
    first, second = intake.papers.order_by("position")
    assert ALIKE.format(first) in second.notes and not any("一样" in note for note in first.notes)


def full_disk(monkeypatch, after: int, error: Exception) -> None:
    put, count = blobs.put, iter(range(100))

    def limited(data: bytes) -> str:
        if next(count) >= after:
            raise error
        return put(data)

    monkeypatch.setattr("renda.kernel.files.store.blobs.put", limited)


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), OperationalError("database or disk is full")]
)
def test_a_full_disk_in_the_middle_leaves_whole_papers_and_says_where_to_go_on(take, monkeypatch, error):
    files = {f"第{n}号.txt": f"第{n}号文件".encode() * 9 for n in range(5)}
    with monkeypatch.context() as patch:
        full_disk(patch, 2, error)
        intake, said = take(files, read=False)
    assert said.files == 2 and "磁盘满了，从“第2号.txt”起没有收" in said.stopped
    assert IntakePaper.objects.count() == IntakeFile.objects.count() == 2 and not LeftOut.objects.exists()
    _, said = take(files, intake=intake)
    assert (
        said.files == 3 and len(said.same) == 2 and intake.papers.filter(read_at__isnull=False).count() == 5
    )


def test_little_room_is_seen_before_anything_is_written(take, monkeypatch):
    monkeypatch.setattr(taking.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10 * MB}))
    intake, said = take({"一.docx": made.docx()}, read=False)
    assert "磁盘满了" in said.stopped and not intake.papers.exists()


def test_a_torn_archive_is_refused_by_its_name(take):
    data = makers.zip_bytes({"a.txt": b"1" * 500, "b.txt": b"2" * 500})
    intake, said = take({"半个.zip": data[: len(data) // 2]}, read=False)
    assert said.refused[0][0] == "半个.zip" and "解压" in said.refused[0][1] or "损坏" in said.refused[0][1]


def test_an_archive_with_too_much_in_it_is_refused_as_a_whole(take, monkeypatch):
    monkeypatch.setattr(taking, "BOUNDS", taking.archives.Bounds(members=2))
    _, said = take({"多.zip": makers.zip_bytes({f"{n}.txt": b"1" for n in range(3)})}, read=False)
    assert said.refused == [("多.zip", "压缩包里的文件太多或者太大，请分成几个小一些的压缩包。")]


def test_what_systems_leave_behind_is_passed_over(take):
    files = {"__MACOSX/a.txt": b"1", "夹/~$稿.docx": b"1", "夹/Thumbs.db": b"1", "夹/通知.docx": made.docx()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    intake, said = take({"夹.zip": out.getvalue()}, read=False)
    assert said.files == 1 and not said.refused and only(intake).name == "夹/通知.docx"
