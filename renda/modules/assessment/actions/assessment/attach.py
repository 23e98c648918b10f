"""Put evidence to an item: papers, dossiers and archived papers that are there already, or files handed in now."""

from __future__ import annotations

from django.db.models import Max

from renda.foundation import clock
from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.modules.assessment import answering
from renda.modules.assessment.actions import common
from renda.modules.assessment.models import Evidence

#: The key in the data, and the field of the evidence it fills.
KINDS = (("papers", "paper"), ("dossiers", "dossier"), ("archived", "archived"), ("files", "file"))


def guard(step: Step) -> list[Reason]:
    if any(step.data.get(key) for key, _ in KINDS):
        return []
    return [Reason("还没有选材料。", "请选一份公文、一个案卷，或者放一个文件。")]


def effect(step: Step) -> None:
    item = common.item_of(step)
    position = item.evidence.aggregate(last=Max("position"))["last"] or 0
    for key, name in KINDS:
        there = set(item.evidence.filter(**{f"{name}__isnull": False}).values_list(f"{name}_id", flat=True))
        for found in step.data.get(key) or []:
            if found.pk in there:
                continue
            position += 1
            Evidence.objects.create(
                item=item,
                position=position,
                title=title_of(step, found),
                dated_on=day_of(found),
                **{name: found},
            )
            if name == "file":
                step.file(found, role="evidence", title=f"{item}：{found.original_name}")
    answering.look(step.matter)


def title_of(step: Step, found) -> str:
    """A file bears the name that was typed for it."""
    name = getattr(found, "original_name", "")
    return ((step.data.get("title") or name) if name else str(getattr(found, "title", found)))[:240]


def day_of(found):
    return getattr(found, "dated_on", None) or getattr(found, "opened_on", None) or clock.today()
