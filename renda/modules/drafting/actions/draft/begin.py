"""A new draft with its first text."""

from __future__ import annotations

from renda.kernel.people.models import Person
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused, Step
from renda.modules.drafting import bindings, contents, texts
from renda.modules.drafting.actions.draft.settle import known_series


def guard(step: Step) -> list[Reason]:
    return known_series(step.data.get("series"))


def prepare(step: Step) -> None:
    draft, data = step.matter, step.data
    paper = contents.taken(data["content"])
    draft.title, draft.kind = data["title"][:240], data["kind"][:40]
    draft.template, draft.base_paper = data.get("template") or "", data.get("base_paper")
    draft.series = data.get("series") or ""
    draft.bindings = bindings.bound(paper, data.get("bindings") or {})
    draft.content, draft.content_hash, draft.text_version = contents.written(paper), contents.digest(paper), 1
    draft.drafted_by = Person.objects.filter(pk=step.actor.person_id).first() if step.actor.person_id else None
    draft.drafter = step.actor.label[:40]


def effect(step: Step) -> None:
    if "content" not in step.data:
        raise Refused("文稿没有内容。")
    texts.keep_version(step.matter, step.actor.label, name="第一稿")
