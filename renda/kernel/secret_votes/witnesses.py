"""Two monitors confirm with the codes on their paper."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.secret_votes import codes, sealing
from renda.kernel.secret_votes.models import Monitor, SecretVote

Witness = tuple[Monitor, X25519PrivateKey]


def two_of(vote: SecretVote, typed: Sequence[str]) -> tuple[Witness, Witness]:
    """The two monitors whose codes these are, in the order of their list.

    Raises Refused when a code is nobody's or both are of one monitor. Which letters are wrong is told to nobody.
    """
    monitors = list(vote.monitors.all())
    found: dict[int, Witness] = {}
    for number, line in enumerate(typed, 1):
        plain = codes.read(line)
        holder = sealing.holder_of(plain, monitors) if len(plain) == codes.MONITOR else None
        if holder is None:
            mend = "请监票人对照自己抄的纸条再输一遍；抄错了的，投票开始以前可以重新领，开始以后请另一名监票人来。"
            raise Refused([Reason(f"第{number}个封口码不对。", mend)])
        found[holder[0].position] = holder
    if len(found) != 2:
        raise Refused([Reason("两个封口码是同一名监票人的。", "要两名监票人各输自己的。")])
    first, second = (found[position] for position in sorted(found))
    return first, second
