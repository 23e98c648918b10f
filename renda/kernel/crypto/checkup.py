"""The check that encrypted values can still be read with the keys of this machine."""

from __future__ import annotations

from renda.kernel.crypto import reencrypt
from renda.kernel.crypto.cipher import Unreadable, decrypt
from renda.kernel.safekeeping import checks


def register() -> None:
    """Add the check to ``renda verify``."""
    checks.register("sealed-values", "加密信息", check_sealed_values)


def check_sealed_values(tell: checks.Tell) -> checks.Finding:
    """Decrypt every stored value once; says which kind of information can't be read, never the content."""
    total, faults = 0, []
    for model, field in reencrypt.encrypted_fields():
        tell(f"检查加密信息：{model._meta.verbose_name}")
        bad, last = 0, None
        while batch := reencrypt.next_batch(model, field, last):
            total += len(batch)
            bad += sum(not _is_readable(value) for _, value in batch)
            last = batch[-1][0]
        if bad:
            faults.append(f"“{model._meta.verbose_name}”的“{field.verbose_name}”有{bad}条读不出来，请从带密钥的备份恢复。")
    return checks.Finding(f"加密信息{total}条，{'有读不出来的' if faults else '都能读出'}", faults)


def _is_readable(value: str) -> bool:
    try:
        decrypt(value)
    except Unreadable:
        return False
    return True
