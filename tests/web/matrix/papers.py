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
from renda.kernel.procedures.execute import execute
from renda.modules.drafting import texts
from renda.modules.drafting.models import Receipt
from renda.modules.drafting.renewal import work as renewing


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
    """``paper_draft``: the office is writing it. ``paper_review``: the chair is asked. ``paper_signed``: signed, not
    numbered. ``paper_sent``: sent to deputy and to the unit of unit_handler; ``receipt`` is the deputy's. ``renewal``: the office makes
    this year's notice from last year's."""
    office, chair = world.made.actor("office"), world.made.actor("chair")
    written = [texts.start_with(office, nasty_paper(nasty)) for _ in range(4)]
    draft, review, signed, sent = written
    asked = {"reviewers": [world.made.people["chair"]], "note": nasty("看第二段")}
    execute(office, review, "ask_review", asked)
    for one in (signed, sent):
        execute(office, one, "skip_review", {"reason": nasty("急")})
        execute(chair, one, "sign", {"sign_note": nasty("同意")})
    execute(office, sent, "number", {"series": "office"})
    execute(office, sent, "send", {"people": [world.made.people["deputy"]], "units": [world.made.units["water"]]})
    receipt = Receipt.objects.get(dispatch__draft=sent, person=world.made.people["deputy"])
    last_year = f"{nasty('关于召开第四次会议的通知', 60)}\n\n　　请副镇长胡文斌于2025年1月8日到会，{nasty('收到建议')}9件。\n　　2025年1月2日\n"
    renewal = renewing.begin(office, [renewing.Source(nasty("去年的通知", 60) + ".txt", last_year.encode())])
    world.objects.update(
        renewal=renewal.pk,
        paper_draft=draft.pk, paper_review=review.pk, paper_signed=signed.pk, paper_sent=sent.pk, receipt=receipt.pk
    )
