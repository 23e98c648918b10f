"""Slips are made; what stands on them is given back once and kept nowhere. Printing again makes all earlier ones worthless."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor

from renda.kernel.procedures.declaration import Reason
from renda.kernel.procedures.execute import Step
from renda.kernel.secret_votes import codes, counting, storage
from renda.kernel.secret_votes.models import Slip

MOST = 10_000


def guard(step: Step) -> list[Reason]:
    count, voters = step.data["count"], len(step.matter.roll)
    if not voters <= count <= MOST:
        return [
            Reason(
                f"票要印够，每人一张：名册上{voters}人，不能只印{count}张。",
                f"请填{voters}到{MOST}之间的数，可以多印几张备用。",
            )
        ]
    return []


def effect(step: Step) -> None:
    vote = step.matter
    storage.erase([Slip.objects.filter(vote=vote)])
    made: dict[str, str] = {}
    while len(made) < step.data["count"]:
        made[codes.fresh(codes.SHORT)] = codes.fresh(codes.LONG)
    vote.salt = secrets.token_hex(16)
    with ThreadPoolExecutor() as pool:
        digests = pool.map(lambda code: codes.short_digest(code, vote.salt), made)
    rows = [
        Slip(id=codes.long_digest(secret), vote=vote, code=digest)
        for secret, digest in zip(made.values(), digests, strict=True)
    ]
    Slip.objects.bulk_create(sorted(rows, key=lambda row: row.id.bytes), batch_size=200)
    vote.slip_digest = counting.slip_digest(vote)
    vote.figures = {"printed": len(rows), "voided": 0}
    step.result["slips"] = [(secret, code) for code, secret in made.items()]
