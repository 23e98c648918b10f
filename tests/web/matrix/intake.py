"""Old papers of the furnished town: one read, a scan with its pages, one left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from renda.foundation import clock
from renda.kernel.archive import table
from renda.kernel.files.store import accept
from renda.modules.intake import taking
from renda.modules.intake.models import IntakeFile, IntakePage, IntakePaper, LeftOut
from tests.kernel.documents.reading import scanned


def intake(world: Any, nasty: Callable[..., str]) -> None:
    """``intake``: a list; ``intake_paper``: of words; ``intake_scan`` with ``intake_file``: of one recognised page."""
    made = taking.begin(world.made.actor("office"), nasty("铁皮柜第二层", 120))
    facts = {
        "intake": made, "title": nasty("关于修东渠的决定"), "number": nasty("云人〔2015〕1号", 80), "organ": nasty("主席团", 80),
        "kind": "决定", "dated_on": date(2015, 3, 5), "line": table.OTHER, "notes": [nasty("请核对")], "read_at": clock.now(),
        "reasons": {"title": "文件名"},
    }  # fmt: skip
    words = nasty("会议决定修东渠。")
    plain = IntakePaper.objects.create(position=1, name=nasty("决定.txt"), text=words, **facts)
    keep_file(plain, "决定.txt", "会议决定修东渠。".encode())
    picture = scanned.Image.new("L", (120, 160), 255)
    scan = IntakePaper.objects.create(position=2, name="来信.png", text=words, is_scan=True, **facts)
    file = keep_file(scan, "来信.png", scanned.as_png(picture))
    row = {"text": words, "box": [10, 20, 110, 30], "doubtful": [1], "strip": "", "red": False}
    page = IntakePage.objects.create(
        file=file, number=0, content={"width": 120, "height": 160, "rows": [row], "missed": False}
    )
    LeftOut.objects.create(
        intake=made, name=nasty("旧.zip"), reason=nasty("这是压缩包，请先解压。"), same_as=plain
    )
    world.objects.update(intake=made.pk, intake_paper=plain.pk, intake_scan=scan.pk, intake_file=file.pk, intake_page=page.pk)


def keep_file(paper: IntakePaper, name: str, data: bytes) -> IntakeFile:
    stored = accept(data, name, town_id=paper.town_id)
    return IntakeFile.objects.create(paper=paper, position=1, name=name, stored=stored, came_as=stored.sha256)
