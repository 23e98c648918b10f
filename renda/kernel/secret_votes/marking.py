"""Slips that will not be cast by phone: left in the box, or exchanged for a paper ballot. Typed or scanned, one a line."""

from __future__ import annotations

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Refused
from renda.kernel.secret_votes import codes
from renda.kernel.secret_votes.models import SecretVote, Slip, SlipMark

WORDS = {
    SlipMark.USED: "已经投出，不能再作废",
    SlipMark.LEFT: "已经作废",
    SlipMark.PAPER: "已经换成纸票",
}


def slips_of(vote: SecretVote, typed: list[str]) -> list[Slip]:
    """The slips with these short codes or long secrets, each live. Raises Refused naming every line that is wrong."""
    found: dict = {}
    faults = []
    for line in typed:
        slip = slip_of(vote, line)
        if slip is None:
            faults.append(Reason(f"没有票号“{line[:40]}”。", "请对照票面再录一遍。"))
        elif slip.pk in found:
            faults.append(Reason(f"票号“{line[:40]}”录了两次。", "请去掉一行。"))
        elif slip.mark != SlipMark.LIVE:
            faults.append(
                Reason(f"票号“{line[:40]}”{WORDS[SlipMark(slip.mark)]}。", "请把这张票交监票人看。")
            )
        else:
            found[slip.pk] = slip
    if faults:
        raise Refused(faults)
    return list(found.values())


def slip_of(vote: SecretVote, line: str) -> Slip | None:
    """The slip of one line: its short code, its long secret, or the address in its QR code."""
    plain = codes.read(line.rstrip("/").rpartition("/")[2])
    if len(plain) == codes.SHORT:
        return Slip.objects.filter(vote=vote, code=codes.short_digest(plain, vote.salt)).first()
    return Slip.objects.filter(vote=vote, pk=codes.long_digest(plain)).first()


def put(vote: SecretVote, typed: list[str], mark: str) -> int:
    """Mark the slips; how many. Of a slip cast meanwhile by phone the phone's vote holds, and this is refused."""
    chosen = slips_of(vote, typed)
    changed = Slip.objects.filter(pk__in=[slip.pk for slip in chosen], mark=SlipMark.LIVE).update(mark=mark)
    if changed != len(chosen):
        raise Refused([Reason("刚才有一张票已经用手机投出。", "请刷新页面再看。")])
    return changed
