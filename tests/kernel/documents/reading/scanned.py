"""Scans made by the tests themselves: a paper of ours, rendered, and turned into pictures."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from renda.kernel.documents.engine.model import Heading, OfficialPaper, text
from renda.kernel.documents.engine.pdf import render_pdf

PAPER = OfficialPaper(
    "通知", "general", "关于召开云岭镇第十九届人民代表大会第四次会议的通知", organ_mark="云岭镇人民代表大会主席团文件",
    number="云人大〔2025〕3号", addressees=("各代表小组", "镇直有关单位"),
    blocks=(
        text("经研究，定于2025年1月15日（星期三）上午8:30召开会议，会期一天半，请各位代表于当日8:00以前到镇政府三楼会议室签到。"),
        Heading(1, "主要议程"),
        text("听取和审议镇人民政府工作报告；审查和批准财政预算，其中一般公共预算收入3268.5万元，增长6.2%。"),
    ),
    signature=("云岭镇人民代表大会主席团",), date="2025年1月3日",
)  # fmt: skip


def pictures(paper: OfficialPaper = PAPER, dots_per_inch: int = 110) -> list[Image.Image]:
    """The pages of a paper as a scanner would give them."""
    document = pypdfium2.PdfDocument(render_pdf(paper).bytes)
    return [page.render(scale=dots_per_inch / 72).to_pil().convert("RGB") for page in document]


def as_pdf(pages: list[Image.Image], dots_per_inch: int = 110) -> bytes:
    """A PDF of pictures only."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dots_per_inch)
    return out.getvalue()


def as_png(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
