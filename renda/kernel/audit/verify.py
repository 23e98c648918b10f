"""Proving that the log is whole: numbers without gaps, each hash following from the one before."""

from __future__ import annotations

from dataclasses import dataclass

from renda.foundation.hashing import chain_link
from renda.kernel.audit.models import AuditEntry, AuditHead


@dataclass(frozen=True)
class ChainReport:
    """``faults`` is a list of Chinese sentences; empty means the chain holds."""

    entries: int
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.faults


def verify_chain(town) -> ChainReport:
    """Walk the chain of ``town`` from its first entry; memory does not grow with its length."""
    town_id = getattr(town, "pk", town)
    faults: list[str] = []
    number, previous = 0, ""
    for entry in AuditEntry.objects.filter(town_id=town_id).order_by("number").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            faults.append(f"第{number}条缺失（下一条编号是{entry.number}）")
            number = entry.number
        if entry.previous_hash != previous:
            faults.append(f"第{entry.number}条与前一条接不上")
        if entry.hash != chain_link(entry.previous_hash, entry.content()):
            faults.append(f"第{entry.number}条内容被改动过")
        previous = entry.hash
        if len(faults) >= 50:
            break
    head = AuditHead.objects.filter(town_id=town_id).first()
    if head and (head.number, head.hash) != (number, previous) and len(faults) < 50:
        faults.append(f"末尾缺失：应有{head.number}条，实有{number}条")
    return ChainReport(number, tuple(faults))
