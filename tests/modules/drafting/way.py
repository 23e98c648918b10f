"""A paper's way, taken step by step by the people of the test town."""

from __future__ import annotations

import io

from PIL import Image

from renda.kernel.documents.engine.model import Heading, OfficialPaper, Paragraph, Run
from renda.kernel.files import store
from renda.kernel.procedures.execute import execute
from renda.modules.drafting import texts
from renda.modules.drafting.models import Draft


def line(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def paper(*lines: str, title: str = "关于召开第五次会议的通知", form: str = "general", **more) -> OfficialPaper:
    """A small notice of the presidium."""
    given = {
        "kind": "通知", "form": form, "title": title, "organ_mark": "云岭镇人民代表大会主席团文件",
        "addressees": ("各代表小组",), "signature": ("云岭镇人民代表大会主席团",), **more,
    }  # fmt: skip
    blocks = (Heading(1, "会议时间"), *(line(text) for text in lines or ("会议于1月20日召开。",)))
    return OfficialPaper(blocks=blocks, **given)


def begun(town_set, *lines: str, series: str = "presidium", **more) -> Draft:
    """A draft of the office."""
    return texts.start_with(town_set.actor("office"), paper(*lines, **more), series=series)


def step(town_set, role: str, draft: Draft, verb: str, **data) -> Draft:
    """One step taken by the person of a role."""
    draft.refresh_from_db()
    return execute(town_set.actor(role), draft, verb, data).matter


def reviewed(town_set, draft: Draft, *roles: str) -> Draft:
    """Sent to the chair and the mayor, or to ``roles``, who all agree."""
    roles = roles or ("leader", "presidium")
    step(town_set, "office", draft, "ask_review", reviewers=[town_set.people[role] for role in roles])
    for role in roles:
        draft = step(town_set, role, draft, "give_opinion", stance="agree")
    return draft


def signed(town_set, draft: Draft | None = None) -> Draft:
    return step(town_set, "chair", reviewed(town_set, draft or begun(town_set)), "sign", sign_note="同意印发")


def numbered(town_set, draft: Draft | None = None) -> Draft:
    return step(town_set, "office", signed(town_set, draft), "number", series="presidium")


def sent(town_set, draft: Draft | None = None, **to) -> Draft:
    """Sent to one deputy with an account, one unit and one body outside, or to ``to``."""
    to = to or {"people": [town_set.people["deputy"]], "units": [town_set.units["water"]], "others": "县人大常委会办公室"}
    return step(town_set, "office", numbered(town_set, draft), "send", copies=3, **to)


def scan(name: str = "手签页.png"):
    """A picture of a signed sheet."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return store.accept(out.getvalue(), name)
