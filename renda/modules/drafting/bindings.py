"""Figures in a draft: taken when they are placed, watched afterwards, renewed or kept by a person.

``Draft.bindings`` maps ``key|scope`` to the value the text says, the day it was taken, and, where somebody kept it
although the rows had changed, the value it was kept against with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from renda.foundation import clock
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.figures import registry
from renda.kernel.figures.marks import keyed, mark, marks_in
from renda.kernel.figures.registry import Rows, UnknownFigure, Value
from renda.kernel.figures.scopes import UnknownScope
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import MovedMeanwhile, Refused
from renda.modules.drafting import contents
from renda.modules.drafting.models import Draft

#: After this a paper says what it said; the rows may go on changing.
STILL_WATCHED = ("drafting", "reviewing", "reviewed", "signed", "ready")

place_mark = mark


@dataclass(frozen=True)
class FigureChange:
    """A figure whose rows have changed since it was put into the text."""

    key: str
    scope: str
    label: str
    scope_label: str
    unit: str
    old: str
    new: str

    @property
    def words(self) -> str:
        return f"数据已变：{self.old} → {self.new}"


def bound(paper: OfficialPaper, known: Mapping[str, Any]) -> dict[str, Any]:
    """The bindings of every figure in ``paper``: those known stay as they are, new ones are taken now, those no
    longer in the text go. Raises Refused for a figure or a scope that does not exist."""
    found = {}
    for key, scope in marks_in(contents.written(paper)):
        name = keyed(key, scope)
        found[name] = known[name] if name in known else entry(key, scope)
    return found


def entry(key: str, scope: str) -> dict[str, Any]:
    """A figure as it is now, ready to be kept. Raises Refused."""
    value = now(key, scope)
    return {
        "key": key,
        "scope": scope,
        "scope_label": value.scope.label,
        "label": registry.figure(key).label,
        "unit": registry.figure(key).unit,
        "value": value.value,
        "text": value.text,
        "taken_on": clock.today().isoformat(),
        "kept": None,
    }


def now(key: str, scope: str) -> Value:
    try:
        return registry.value(key, scope)
    except (UnknownFigure, UnknownScope) as error:
        raise Refused([Reason(str(error), "请把这个数据从文中删掉，或另选一个。")]) from error


def figure_changes(draft: Draft) -> list[FigureChange]:
    """Every figure that no longer says what its rows say and that nobody has kept as it is."""
    if draft.state not in STILL_WATCHED:
        return []
    found = []
    for binding in draft.bindings.values():
        text = text_now(binding)
        kept = binding.get("kept")
        if text != binding["text"] and not (kept and kept["against"] == text):
            found.append(
                FigureChange(
                    binding["key"], binding["scope"], binding["label"], binding["scope_label"], binding["unit"],
                    binding["text"], text,
                )
            )  # fmt: skip
    return found


def text_now(binding: Mapping[str, Any]) -> str:
    """What the figure says today; a session that was deleted since has none."""
    try:
        return registry.value(binding["key"], binding["scope"]).text
    except (UnknownFigure, UnknownScope):
        return "（没有了）"


def accept_figure(actor: Actor, draft: Draft, key: str, scope: str, *, reason: str = ""):
    """Put the present value into the text: a new version; after signing it goes back to review with ``reason``."""
    from renda.modules.drafting.texts import save_bindings

    bindings = {**held(draft, key, scope), keyed(key, scope): entry(key, scope)}
    label = bindings[keyed(key, scope)]["label"]
    return save_bindings(actor, draft, bindings, name=f"更新数据：{label}", reason=reason)


def keep_figure(actor: Actor, draft: Draft, key: str, scope: str, reason: str) -> None:
    """Leave the text as it is although the rows changed, for a stated reason; asked again when they change again."""
    require(actor, "draft.write", draft)
    if not reason.strip():
        raise Refused([Reason("保留原来的数字要写理由。", "例如：按大会闭幕当天的数字。")])
    bindings = held(draft, key, scope)
    name = keyed(key, scope)
    kept = {"against": text_now(bindings[name]), "reason": reason.strip()[:200], "by": actor.label, "on": clock.today().isoformat()}
    bindings[name] = {**bindings[name], "kept": kept}
    with transaction.atomic():
        # Counting up the version keeps a step that is being taken at this moment from writing the old bindings back.
        changed = Draft.objects.filter(pk=draft.pk, version=draft.version).update(bindings=bindings, version=F("version") + 1)
        if not changed:
            raise MovedMeanwhile([Reason("刚才有别人办理了这份文稿。", "请刷新页面再看。")])
        draft.refresh_from_db()
        record(actor, "draft.keep_figure", draft, {"label": bindings[name]["label"], "text": bindings[name]["text"], "reason": reason})


def held(draft: Draft, key: str, scope: str) -> dict[str, Any]:
    """The draft's bindings, of which this is one. Raises Refused."""
    if keyed(key, scope) not in draft.bindings:
        raise Refused([Reason("文中没有这个数据，可能已经删掉了。", "请刷新页面再看。")])
    return dict(draft.bindings)


def rows_behind(actor: Actor, key: str, scope: str) -> Rows:
    """What stands behind a figure, for the page. Raises Refused."""
    try:
        return registry.rows(actor, key, scope)
    except (UnknownFigure, UnknownScope) as error:
        raise Refused(str(error)) from error
