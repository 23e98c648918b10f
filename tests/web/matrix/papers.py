"""Papers of the town for the pages: one being written, with a nasty text."""

from __future__ import annotations

from typing import Any

from renda.kernel.documents.engine.model import (
    Attachment,
    Column,
    Heading,
    ListBlock,
    OfficialPaper,
    Table,
    text,
)
from renda.modules.drafting import texts


def nasty_paper(nasty: Any) -> OfficialPaper:
    """A paper whose every part is nasty."""
    return OfficialPaper(
        "通知", "general", nasty("关于开会的通知"), organ_mark=nasty("云岭镇人民代表大会", 60), addressees=(nasty("各组"),),
        blocks=(
            text(nasty("现将有关事项通知如下：")), Heading(1, nasty("时间")), ListBlock((nasty("第一条"),)),
            Table((Column(nasty("栏")), Column("备注")), ((nasty("格"), ""),), nasty("表")),
        ),
        attachments=(Attachment(nasty("附件"), (text(nasty("内容")),)),),
        signature=("云岭镇人民代表大会主席团",), date="2026年3月5日", cc=(nasty("县人大"),),
    )  # fmt: skip


def papers(world: Any, nasty: Any) -> None:
    """``paper_draft``: the office is writing it."""
    draft = texts.start_with(world.made.actor("office"), nasty_paper(nasty))
    world.objects.update(paper_draft=draft.pk)
