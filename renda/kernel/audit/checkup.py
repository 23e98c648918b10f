"""The check that the log of every town is whole."""

from __future__ import annotations

from renda.kernel.audit.models import AuditHead
from renda.kernel.audit.verify import verify_chain
from renda.kernel.safekeeping import checks


def register() -> None:
    """Add the check to ``renda verify``."""
    checks.register("audit-chain", "操作日志", check_chains)


def check_chains(tell: checks.Tell) -> checks.Finding:
    """Walk the chain of every town that has one; names town and place of each break."""
    total, faults = 0, []
    for head in AuditHead.objects.select_related("town").order_by("town__name"):
        tell(f"检查操作日志：{head.town.name}")
        report = verify_chain(head.town_id)
        total += report.entries
        faults += [
            f"{head.town.name}的日志{fault}。请保留现在的数据并联系系统管理员。" for fault in report.faults
        ]
    return checks.Finding(f"操作日志{total}条，{'有被改动的' if faults else '没有被改动'}", faults)
