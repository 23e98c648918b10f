"""Who may look into the archive: the office and the chair. Others find a paper through its matter."""

from __future__ import annotations

from renda.kernel.access import verbs
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import Policy, policy
from renda.kernel.archive.models import ArchiveItem, Box, CheckRun

verbs.register(
    **{
        "archive.view": "查看档案",
        "archive.file": "归档、编档号、装盒",
        "archive.table": "登记保管期限表的审核",
        "archive.shorten": "把保管期限改短",
        "archive.check": "检测档案",
        "archive.export": "导出档案",
    }
)


class InTheArchive(Policy):
    """Whoever may view the archive sees every row of it."""

    view_verb = "archive.view"

    def visible(self, actor: Actor):
        rows = self.model.objects.all()
        return rows if actor.kind == "system" or actor.has(self.view_verb) else rows.none()


@policy
class ItemPolicy(InTheArchive):
    model = ArchiveItem


@policy
class BoxPolicy(InTheArchive):
    model = Box


@policy
class CheckPolicy(InTheArchive):
    model = CheckRun
