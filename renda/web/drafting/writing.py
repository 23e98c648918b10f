"""Between the editing page and the draft: what the page posted as a paper, and the facts the page shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from renda.foundation import clock
from renda.foundation.chinese.dates import day_zh
from renda.kernel.access.actors import Actor
from renda.kernel.documents.engine import model as engine_model
from renda.kernel.documents.engine.model import OfficialPaper, PaperError
from renda.kernel.documents.engine.pages import Pages, render_pages
from renda.modules.drafting import bindings as figures
from renda.modules.drafting import contents, texts
from renda.modules.drafting.models import Draft
from renda.web.drafting import chips, operations, sheet

#: Whoever has sent nothing for so long is not writing any more.
PRESENT = timedelta(minutes=3)
KEPT_PAPERS = 8
PAGES_AT_ONCE = 10


@dataclass(frozen=True)
class Writing:
    """The text a page begins with. ``restored``: words when it is what the person typed and has not saved."""

    paper: OfficialPaper
    base: int
    restored: str = ""


def begin(actor: Actor, draft: Draft) -> Writing:
    """What the person typed last, or the saved text."""
    kept = texts.pending_autosave(actor, draft)
    if kept is None:
        return Writing(contents.raw(draft), draft.text_version)
    return Writing(
        engine_model.from_json(kept.content),
        kept.base_version,
        f"接着上次写：{time_of(kept.saved_at)}自动保存的内容",
    )


def time_of(moment) -> str:
    """10:32, with the day when it was not today."""
    local = moment.astimezone(clock.ZONE)
    same_day = local.date() == clock.today()
    return f"{local:%H:%M}" if same_day else f"{day_zh(local)} {local:%H:%M}"


def posted_paper(posted: sheet.Posted, draft: Draft) -> OfficialPaper:
    """The paper on the page, figures tied to their rows. Raises PaperError."""
    paper, _ = operations.apply(posted, contents.raw(draft))
    return tied(posted, paper)


def tied(posted: sheet.Posted, paper: OfficialPaper) -> OfficialPaper:
    return chips.hidden(paper, chips.known_of(posted.get("figures")))


def sent_pairs(request: HttpRequest) -> tuple[dict[str, Any], sheet.Posted]:
    """What the page's script sent: the whole message, and its pairs as a posted form. Raises PaperError."""
    try:
        told = json.loads(request.body)
        pairs = [(name, value) for name, value in told["pairs"]]
    except (ValueError, TypeError, KeyError) as error:
        raise PaperError("发来的内容不完整，请再试一次。") from error
    return told, sheet.as_posted(pairs)


def base_of(posted: sheet.Posted) -> int:
    """The version the page began with; 0 when it was tampered with, which never fits."""
    word = posted.get("base") or ""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 9 else 0


# ------------------------------------------------------------------ who else is writing


def others_words(actor: Actor, draft: Draft) -> list[dict[str, str]]:
    """Who else has this text open now, in words."""
    since = clock.now() - PRESENT
    rows = (
        draft.autosaves.filter(saved_at__gte=since)
        .exclude(account_id=actor.account_id)
        .select_related("account__person")
    )
    return [
        {
            "words": f"{name_of(row.account)}也在写这份公文（{time_of(row.saved_at)}还开着）。",
            "advice": "您可以接着写，两个人写的都不会丢；谁后保存，系统会把两份放在一起给他看。最好先打个电话，一个人写。",
        }
        for row in rows.order_by("saved_at", "pk")
    ]


def name_of(account) -> str:
    return account.person.name if account.person_id else account.username


def newer_words(draft: Draft, base: int) -> str:
    """Words when somebody saved after this page was opened."""
    if base == draft.text_version:
        return ""
    latest = draft.versions.filter(n=draft.text_version).first()
    who = latest.made_by if latest else "别人"
    return f"{who}已经保存过新的一稿。您写的都在，按“保存”时会把两份放在一起给您看。"


# ------------------------------------------------------------------ pages


def printed(paper: OfficialPaper, draft: Draft) -> OfficialPaper:
    """The paper as it will be printed: figures written out. Raises Refused for a figure that does not exist."""
    return contents.with_figures(paper, figures.bound(paper, draft.bindings))


@lru_cache(maxsize=KEPT_PAPERS)
def pages_of(written: str) -> Pages:
    """The pages of a paper given as JSON; those asked for lately are kept."""
    return render_pages(engine_model.from_json(written))


def pages(paper: OfficialPaper) -> Pages:
    return pages_of(engine_model.to_json(paper))


def page_urls(draft: Draft, count: int) -> list[str]:
    """The addresses of the pages of the paper as it stands now."""
    mark = f"{draft.content_hash[:8]}{draft.version}"
    return [f"{reverse('drafting:page', args=[draft.pk, n])}?v={mark}" for n in range(1, count + 1)]


def picture(shown: Pages, number: int) -> HttpResponse:
    """One page, counted from 1. Raises Http404."""
    if not 1 <= number <= len(shown.svg):
        raise Http404
    response = HttpResponse(shown.svg[number - 1], content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def fonts_words(shown: Pages) -> str:
    """What a person should know about the fonts of this computer; empty when all is as it should be."""
    words = []
    if shown.substituted_fonts:
        names = "、".join(shown.substituted_fonts)
        words.append(f"这台服务器没有装{names}，现在用别的字体代替，正式打印前请装上。")
    if shown.fallback_chars:
        words.append(f"“{'、'.join(list(shown.fallback_chars)[:8])}”用了备用字体。")
    if shown.missing_chars:
        words.append(f"有{len(shown.missing_chars)}个字没有字体能印，版面上印成〓，请核对。")
    return "".join(words)


def count_words(count: int) -> str:
    return f"共{count}页"


def missing_pages(keys: list[str], have: Iterable[str], at: int) -> set[int]:
    """Which pages to send now: those the page has not got, nearest to where it looks first."""
    known = set(have)
    lacking = [n for n, key in enumerate(keys) if key not in known]
    return set(sorted(lacking, key=lambda n: abs(n + 1 - at))[:PAGES_AT_ONCE])
