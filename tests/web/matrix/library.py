"""What the library of the furnished town holds: a law in two editions and a paper to learn from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from renda.kernel.library import references
from renda.kernel.library.models import LawEdition
from tests.kernel.library import makers


def library(world: Any, nasty: Callable[..., str]) -> None:
    """``law``, ``law_old``: two texts of one law; ``law_file``; ``reference``: a paper with its file."""
    office = world.made.actor("office")
    body = [*makers.NEW[:-1], nasty("第五条　本法很好。")]
    name, _ = makers.new_docx()
    makers.load(office, makers.old_docx(), (name, makers.docx(makers.official(makers.NOTE_NEW, body))))
    new, old = LawEdition.objects.order_by("-in_force_on")
    lines = [nasty("关于放风筝的报告"), nasty("一年来放了三百只风筝，线轴都在。")]
    said = references.Described(
        "model", nasty("放风筝报告"), nasty("石桥镇", 80), nasty("报纸"), None, ["人代会"], nasty("好")
    )
    paper = references.keep_paper("\n".join(lines), said, office, ("报告.docx", makers.docx(lines)))
    world.objects.update(law=new.pk, law_old=old.pk, law_file=new.files.get().pk, reference=paper.pk)
