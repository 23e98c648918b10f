"""Old papers as an office has them, a thousand files of every kind and fault, taken in without a person touching a failure.

    python -m benchmarks.intake [--papers 1000] [--scans 10] [--seed 2026]

Makes the files itself: Word, text in two encodings, sheets, PDF with words, pictures in five formats, archives with
Chinese names of Windows, long names, the same file twice, and in every twenty a file that can't be taken (empty, torn,
locked, a program, a bomb …). Takes them into a throw-away town in packets, reads them, of the scans only ``--scans``
(they take some seconds a page), and tells how many papers a minute that were and whether every file ended as it should.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from PIL import Image

from benchmarks.ocr import clean, paper_of, rendered
from benchmarks.table import foot, show, use

PACKET = 25
DIFFERENT_PAPERS = 40
TAKEN, REFUSED, SAME = "收了", "没有收", "收过的"


class Old(NamedTuple):
    """A file as it is handed in, what kind of case it is, and what is to become of it."""

    name: str
    data: bytes
    case: str
    fate: str = TAKEN


class Maker:
    """Makes files that all differ in their bytes, from a handful of papers laid out once."""

    def __init__(self, dice: random.Random) -> None:
        from renda.kernel.documents.engine.pdf import render_pdf

        self.dice = dice
        self.papers = [paper_of(dice) for _ in range(DIFFERENT_PAPERS)]
        self.pdfs = [render_pdf(paper).bytes for paper, _ in self.papers[:8]]
        self.page = clean(rendered(self.papers[0][0]), dice)

    def docx(self, number: int) -> bytes:
        from renda.kernel.documents.engine.docx import render_docx

        data = render_docx(self.papers[number % DIFFERENT_PAPERS][0])
        return data if number < DIFFERENT_PAPERS else with_comment(data, number)

    def text(self, number: int, encoding: str) -> bytes:
        return f"第{number}号\n{self.papers[number % DIFFERENT_PAPERS][1]}".encode(encoding)

    def sheet(self, number: int) -> bytes:
        import openpyxl

        out, book = io.BytesIO(), openpyxl.Workbook()
        book.active.append(["姓名", "村", str(number)])
        book.save(out)
        return out.getvalue()

    def pdf(self, number: int) -> bytes:
        return self.pdfs[number % len(self.pdfs)] + f"\n% {number}\n".encode()

    def picture(self, number: int, kind: str) -> bytes:
        page = self.page.copy()
        page.putpixel((number % page.width, number // page.width), (number % 256, 0, 0))
        out = io.BytesIO()
        page.save(out, kind)
        return out.getvalue()

    def fax(self, number: int) -> bytes:
        pages = [Image.new("L", (600, 850), 255 - (number + at) % 100) for at in range(2)]
        out = io.BytesIO()
        pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
        return out.getvalue()


def with_comment(archive: bytes, number: int) -> bytes:
    """The same zip file with a comment, so that its bytes differ."""
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a") as packed:
        packed.comment = str(number).encode()
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked_pdf(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt("x")
    writer.write(out)
    return out.getvalue()


def faulty(maker: Maker) -> list[Callable[[int], Old]]:
    """The files that can't be taken, each with its name."""
    bomb = zipped({"大.txt": bytes(90 << 20)})
    return [
        lambda n: Old(f"空的{n}.docx", b"", "空文件", REFUSED),
        lambda n: Old(f"撕坏的{n}.pdf", b"%PDF-1.4 nothing" + str(n).encode(), "坏的 PDF", REFUSED),
        lambda n: Old(f"加密{n}.pdf", locked_pdf(maker.pdf(n)), "加密的 PDF", REFUSED),
        lambda n: Old(f"半个{n}.zip", zipped({"a.txt": bytes(range(256)) * 9})[:200], "半个压缩包", REFUSED),
        lambda n: Old(f"账本{n}.pdf", b"MZ" + bytes(40) + str(n).encode(), "程序", REFUSED),
        lambda n: Old(f"标志{n}.svg", b"<svg onload='x()'/>", "矢量图", REFUSED),
        lambda n: Old(f"错名{n}.docx", maker.pdf(n), "扩展名不对", REFUSED),
        lambda n: Old(f"炸弹{n}.zip", bomb, "压缩炸弹", REFUSED),
    ]


def sound(maker: Maker) -> list[Callable[[int], Old]]:
    """The files that are taken, the frequent kinds several times."""
    words = [
        lambda n: Old(f"旧文件/第{n}号.docx", maker.docx(n), "Word"),
        lambda n: Old(f"旧文件/第{n}号.pdf", maker.pdf(n), "PDF"),
        lambda n: Old(f"旧文件/第{n}号.txt", maker.text(n, "gb18030"), "文本"),
    ]
    return [
        *words, *words, *words,
        lambda n: Old(f"旧文件/名册{n}.xlsx", maker.sheet(n), "表格"),
        lambda n: Old(f"说明{n}.txt", maker.text(n, "utf-8"), "文本"),
        lambda n: Old(f"{'很长的名字' * 40}{n}.txt", maker.text(n, "utf-8"), "长名字"),
        lambda n: Old(f"旧{n}.zip", zipped({f"二〇一五年/决定{n}.txt": maker.text(n, "gb18030")}), "压缩包"),
        lambda n: Old(f"扫描/决定书之{n}件.jpg", maker.picture(n, "JPEG"), "图片"),
        lambda n: Old(f"扫描/传真之{n}件.tif", maker.fax(n), "图片"),
        lambda n: Old(f"扫描/旧图之{n}件.bmp", maker.picture(n, "BMP"), "图片"),
    ]  # fmt: skip


def mixed(count: int, dice: random.Random) -> Iterator[Old]:
    """``count`` files in a fixed mixture; every twentieth can't be taken, every thirtieth was handed in before."""
    maker = Maker(dice)
    good, bad = sound(maker), faulty(maker)
    before: Old | None = None
    for number in range(count):
        if number % 30 == 29 and before is not None:
            yield before._replace(
                name=f"又一份{number}.{before.name.rpartition('.')[2]}", case="收过的", fate=SAME
            )
        elif number % 20 == 19:
            yield bad[number // 20 % len(bad)](number)
        else:
            made = good[number % len(good)](number)
            before = made if made.case == "Word" else before
            yield made


@dataclass
class Outcome:
    """What became of the files: how many of each fate, the moments between the stages, what was not read and why."""

    fates: Counter[str] = field(default_factory=Counter)
    moments: list[float] = field(default_factory=list)
    ready: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def stage(self, number: int) -> float:
        """The seconds of a stage: 0 storing, 1 reading words, 2 recognising scans."""
        return self.moments[number + 1] - self.moments[number]


def take(files: list[Old], scans: int) -> Outcome:
    """Store the files in packets, read those with words, recognise some of the scans."""
    from renda.kernel.access.actors import console
    from renda.kernel.units.founding import found_town
    from renda.kernel.units.scope import acting_in
    from renda.modules.intake import reading, taking
    from renda.modules.intake.selectors import to_check

    done = Outcome()
    with acting_in(town := found_town("云岭镇")):
        actor = console(town)
        done.moments.append(time.perf_counter())
        made = taking.begin(actor)
        for at in range(0, len(files), PACKET):
            given = [taking.Given(one.name, one.data) for one in files[at : at + PACKET]]
            said = taking.add(actor, made, given)
            done.fates += Counter({TAKEN: said.files, REFUSED: len(said.refused), SAME: len(said.same)})
        done.moments.append(time.perf_counter())
        reading.read_now(made, scans=False, tell=lambda name: None)
        done.moments.append(time.perf_counter())
        for _ in range(scans):
            if (waiting := reading.waiting().filter(intake=made).first()) is not None:
                reading.read_on(waiting)
        done.moments.append(time.perf_counter())
        done.ready = made.papers.filter(to_check(), is_scan=False).count()
        done.failed = list(made.papers.exclude(problem="").values_list("name", "problem"))
    return done


def intake(count: int, scans: int, seed: int) -> bool:
    """Take the files in and tell how that went; True when every one ended as it should."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    files = list(mixed(count, random.Random(seed)))
    done = take(files, scans)
    expected = Counter(one.fate for one in files)
    cases = Counter((one.case, one.fate) for one in files)
    show("放进来的文件", ["种类", "应当", "份"], [[*key, number] for key, number in sorted(cases.items())])
    rows = [["应当", *expected.values()], ["实际", *(done.fates[fate] for fate in expected)]]
    show("收旧文件", ["", *expected], rows)
    rate = sum(one.case != "图片" for one in files) * 60 / (done.stage(0) + done.stage(1))
    row = [f"{done.stage(0):.1f}", f"{done.stage(1):.1f}", f"{rate:.0f}", done.ready, len(done.failed)]
    show("用时", ["存入秒", "读文字秒", "份/分钟", "等核对", "没有读成"], [row])
    if scans:
        print(f"认了{scans}次扫描件，每次{done.stage(2) / scans:.1f}秒")
    for name, problem in done.failed[:10]:
        print(f"没有读成：{name}：{problem}")
    return done.fates == expected and not done.failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papers", type=int, default=1000, help="files handed in")
    parser.add_argument("--scans", type=int, default=10, help="scans recognised")
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        use(folder)
        print("每份都如所料" if intake(args.papers, args.scans, args.seed) else "有的和所料不一样")
    foot()


if __name__ == "__main__":
    main()
