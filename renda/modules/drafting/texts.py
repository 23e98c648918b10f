"""Writing the text of a draft: beginning one, saving versions, and what is typed meanwhile.

A saved text counts up ``version`` of the matter too, so a step taken on a page that showed an older text is refused,
and nobody signs what he has not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.kernel.documents.engine import templates
from renda.kernel.documents.engine.model import OfficialPaper, PaperError, plain_text, text
from renda.kernel.documents.models import Paper
from renda.kernel.documents.papers import official
from renda.kernel.documents.registers import paper_series
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import MovedMeanwhile, Refused, execute, open_matter
from renda.modules.drafting import bindings as figures
from renda.modules.drafting import contents, search_source
from renda.modules.drafting.contents import Content
from renda.modules.drafting.models import Autosave, Draft, DraftVersion, VersionKind

WRITTEN_IN = ("drafting",)
SIGNED_IN = ("signed", "ready")


class TextMoved(MovedMeanwhile):
    """Somebody else saved the text first. ``mine`` is what was to be saved, ``theirs`` what stands there now, ``base``
    the version both began with (None when it is not known)."""

    def __init__(self, mine: OfficialPaper, theirs: DraftVersion, base: DraftVersion | None):
        super().__init__([Reason(f"{theirs.made_by}刚才保存过这份文稿。", "请对照两份文字，决定怎么合在一起。")])
        self.mine, self.theirs, self.theirs_version, self.base = mine, theirs.official(), theirs, base


# ------------------------------------------------------------------ beginning


def start_with(
    actor: Actor,
    paper: OfficialPaper,
    *,
    base_paper: Paper | None = None,
    template: str = "",
    bindings: Mapping[str, Any] | None = None,
    series: str = "",
) -> Draft:
    """A new draft with ``paper`` as its first text. Raises Refused."""
    title = paper.title.replace("\n", "").strip()
    data = {
        "title": title, "kind": paper.kind, "content": paper, "base_paper": base_paper, "template": template,
        "bindings": dict(bindings or {}), "series": series,
    }  # fmt: skip
    return open_matter(actor, "draft", "begin", data).matter


def start_draft(
    actor: Actor, template: str, data: Mapping[str, Any], *, unfinished: bool = False, series: str = "", title: str = ""
) -> Draft:
    """A new draft from a template. ``unfinished``: what is lacking stands in the text as 〔待填：…〕 and must be filled
    before review; otherwise it is refused, naming every field that lacks."""
    given = {"date": clock.today(), **data}
    lacking = lacking_fields(template, given)
    if lacking and not unfinished:
        raise Refused([Reason(f"还没有填“{field.label}”。", f"例如：{field.example}" if field.example else "") for field in lacking])
    filled = {**given, **{field.name: placeholder(field) for field in lacking}}
    try:
        paper = templates.fill(template, filled)
    except (templates.MissingField, templates.TemplateError, PaperError) as error:
        raise Refused(str(error)) from error
    named = series or usual_series(template)
    return start_with(actor, replace(paper, title=title or paper.title), template=template, series=named)


def usual_series(template: str) -> str:
    """The register a paper of this template is usually numbered in, where this office has it."""
    key = templates.load(template).series
    return key if key and paper_series().filter(key=key).exists() else ""


def lacking_fields(template: str, data: Mapping[str, Any]) -> list[templates.Field]:
    """The required fields of a template that ``data`` leave empty, but for the number, which comes later."""
    try:
        fields = templates.load(template).fields
    except templates.TemplateError as error:
        raise Refused(str(error)) from error
    return [
        field for field in fields
        if field.required and field.name != "number" and data.get(field.name) in (None, "", [], ())
    ]  # fmt: skip


def placeholder(field: templates.Field) -> Any:
    """What stands where a value lacks; a list field gets one line of placeholders."""
    word = f"{contents.UNFILLED}{field.label}〕"
    if field.fields:
        return [{part.name: f"{contents.UNFILLED}{part.label}〕" for part in field.fields}]
    return [word] if isinstance(field.example, list) else word


def start_blank(actor: Actor, kind: str, form: str, title: str, *, series: str = "") -> Draft:
    """A new draft with one empty paragraph to write in."""
    if form not in contents.FORMS:
        raise Refused([Reason("没有这种公文格式。", f"可以选：{'、'.join(contents.FORMS)}。")])
    return start_with(actor, OfficialPaper(kind=kind, form=form, title=title, blocks=(text(""),)), series=series)


def start_from(actor: Actor, paper: Paper | OfficialPaper, *, title: str = "", series: str = "") -> Draft:
    """A new draft with the text of an earlier paper, without its number and its day of printing."""
    base = paper if isinstance(paper, Paper) else None
    if base is not None:
        require(actor, "paper.view", base)
    earlier = official(base) if base is not None else paper
    fresh = replace(earlier, **contents.OF_THE_SYSTEM)
    ways = {**ways_of(base), **({"series": series} if series else {})}
    return start_with(actor, replace(fresh, title=title or fresh.title), base_paper=base, **ways)


def ways_of(paper: Paper | None) -> dict[str, str]:
    """The template an earlier paper was made from and the register it was numbered in, where that is still in use."""
    if paper is None:
        return {}
    key = paper.issued_number.series.key if paper.issued_number_id else ""
    return {"template": paper.template, "series": key if key and paper_series().filter(key=key).exists() else ""}


# ------------------------------------------------------------------ saving


def save_text(
    actor: Actor, draft: Draft, content: Content, base_version: int, *, name: str = "", reason: str = ""
) -> DraftVersion:
    """Save a text as the next version; the same text as now saves nothing.

    ``base_version``: the ``text_version`` the writer began with. Raises TextMoved when somebody saved since, Refused
    when the text can't be taken or the state forbids it. After signing, a change of substance needs ``reason`` and
    sends the draft back to review.
    """
    require(actor, "draft.write", draft)
    paper = contents.taken(content)
    with transaction.atomic():
        fresh = Draft.objects.select_for_update().get(pk=draft.pk)
        if contents.written(paper) == fresh.content:
            drop_autosave(actor, fresh)
            return take_over(draft, fresh)
        if base_version != fresh.text_version:
            versions = {version.n: version for version in fresh.versions.filter(n__in=(base_version, fresh.text_version))}
            raise TextMoved(paper, versions[fresh.text_version], versions.get(base_version))
        bindings = figures.bound(paper, fresh.bindings)
        fresh = reopened(actor, fresh, paper, bindings, reason)
        version = store(actor, fresh, paper, bindings, name=name, reason=reason)
        drop_autosave(actor, fresh)
    take_over(draft, fresh)
    return version


def save_bindings(actor: Actor, draft: Draft, bindings: dict, *, name: str, reason: str = "") -> DraftVersion:
    """The same text with other figures: a new version too."""
    require(actor, "draft.write", draft)
    with transaction.atomic():
        fresh = Draft.objects.select_for_update().get(pk=draft.pk)
        if fresh.text_version != draft.text_version:
            version = fresh.versions.get(n=fresh.text_version)
            raise TextMoved(contents.raw(draft), version, None)
        paper = contents.raw(fresh)
        fresh = reopened(actor, fresh, paper, bindings, reason)
        version = store(actor, fresh, paper, bindings, name=name, reason=reason)
    take_over(draft, fresh)
    return version


def reopened(actor: Actor, draft: Draft, paper: OfficialPaper, bindings: dict, reason: str) -> Draft:
    """The draft as it may be written on: taken back to review first where a signed text changes in substance."""
    if draft.state in WRITTEN_IN:
        return draft
    if draft.state not in SIGNED_IN:
        raise Refused([Reason(f"现在是“{draft.state_label()}”，不能改文字。", "要改的，先点“收回来改”；已经发出的，另起一份。")])
    if contents.substance(contents.with_figures(paper, bindings)) == draft.signed_hash:
        return draft
    if not reason.strip():
        raise Refused([Reason("已经签发，改文字要写理由。", "改了以后会退回重新送审、重新签发。")])
    return execute(actor, draft, "reopen", {"reason": reason}).matter


def store(actor: Actor, draft: Draft, paper: OfficialPaper, bindings: dict, **facts) -> DraftVersion:
    """Write the text over the draft by compare-and-set and keep it as a version."""
    n = draft.text_version + 1
    content, title = contents.written(paper), paper.title.replace("\n", "").strip()[:240] or draft.title
    changed = Draft.objects.filter(pk=draft.pk, text_version=draft.text_version, state=draft.state).update(
        text_version=n, version=F("version") + 1, content=content, content_hash=contents.digest(paper),
        title=title, kind=paper.kind[:40], bindings=bindings,
    )  # fmt: skip
    if not changed:
        raise MovedMeanwhile([Reason("刚才有别人办理了这份文稿。", "请刷新页面看最新情况。")])
    draft.refresh_from_db()
    version = keep_version(draft, actor.label, **facts)
    record(actor, "draft.save_text", draft, {"n": n, "name": version.name})
    search_source.refreshed(draft)
    return version


def keep_version(draft: Draft, made_by: str, *, kind: str = VersionKind.SAVED, name: str = "", reason: str = "") -> DraftVersion:
    """The present text as a version."""
    paper = contents.resolved(draft)
    return DraftVersion.objects.create(
        draft=draft, n=draft.text_version, kind=kind, name=name.strip()[:60], content=draft.content,
        content_hash=contents.digest(paper), bindings=draft.bindings, text=plain_text(paper),
        reason=reason.strip()[:300], made_by=made_by[:40],
    )  # fmt: skip


def take_over(draft: Draft, fresh: Draft) -> DraftVersion:
    """Bring the caller's object up to date; gives the version that stands now."""
    draft.refresh_from_db()
    return fresh.versions.get(n=fresh.text_version)


def restore(actor: Actor, draft: Draft, version: DraftVersion, base_version: int, *, reason: str = "") -> DraftVersion:
    """An earlier text becomes the newest version; nothing in between is lost."""
    if version.draft_id != draft.pk:
        raise Refused("这一稿不属于这份文稿。")
    return save_text(actor, draft, version.content, base_version, name=f"恢复第{version.n}稿", reason=reason)


# ------------------------------------------------------------------ what is typed meanwhile


def autosave(actor: Actor, draft: Draft, content: Content, base_version: int) -> Autosave:
    """Keep what one person is typing, over what was kept before; never a version."""
    require(actor, "draft.write", draft)
    if actor.account_id is None:
        raise Refused("请先登录再写文稿。")
    written = contents.written(contents.taken(content))
    row, _ = Autosave.objects.update_or_create(
        draft=draft,
        account_id=actor.account_id,
        defaults={"content": written, "base_version": base_version, "saved_at": clock.now()},
    )
    return row


def pending_autosave(actor: Actor, draft: Draft) -> Autosave | None:
    """What this person typed and did not save, where it differs from the text."""
    row = draft.autosaves.filter(account_id=actor.account_id).first() if actor.account_id else None
    return row if row is not None and row.content != draft.content else None


def drop_autosave(actor: Actor, draft: Draft) -> None:
    """The person saved, or does not want what was typed."""
    if actor.account_id:
        draft.autosaves.filter(account_id=actor.account_id).delete()
