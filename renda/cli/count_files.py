"""JSON files with the figures of a vote or an election, read into the cases the law decides.

Every mistake in the file is told in Chinese: which entry, what stands there, what should.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from renda.cli.files import file_bytes
from renda.cli.output import CommandError
from renda.law.elections import DEPUTY, FIRST, ElectionCase
from renda.law.sheets import Sheet, Tally
from renda.law.votes import VoteCase

BALLOT_KEYS = ("issued", "returned", "valid", "invalid")
ELECTION_KEYS = {
    "kind", "post", "title", "seats", "roll", "total", "registered", "participants", "present", "round", "nominated",
    "margin", "on", "place", "candidates", "counts", "write_ins", "ballots", *BALLOT_KEYS,
}  # fmt: skip
VOTE_KEYS = {
    "kind", "title", "roll", "total", "quota", "present", "for", "basically", "against", "abstain", "method", "on", "place",
    "ballots", *BALLOT_KEYS,
}  # fmt: skip
CANDIDATE_KEYS = {"name", "key", "votes", "for", "against", "abstain", "withdrawn"}
ROLL_KEYS = {"total", "registered", "present", "participants", "quota"}
DEPUTY_WORDS = ("deputies", "deputy", "代表", "人大代表")
MISSING = object()


def read(path: Path) -> dict[str, Any]:
    """The outermost object of a JSON file; CommandError when it can't be read."""
    try:
        data = json.loads(file_bytes(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise CommandError(f"{path} 不是完整的 JSON（UTF-8）。请核对逗号、引号和括号") from error
    if not isinstance(data, dict):
        raise CommandError(f"{path} 的最外层要用大括号，写成“名称: 内容”")
    return data


class Entries:
    """The entries of one object, with where it stands for the messages."""

    def __init__(self, data: Any, where: str, known: set[str]) -> None:
        if not isinstance(data, dict):
            raise CommandError(f"{where}要用大括号，写成“名称: 内容”")
        strange = sorted(set(data) - known)
        if strange:
            raise CommandError(f"{where}里不认识“{'”“'.join(strange)}”，可以写的有：{'、'.join(sorted(known))}")
        self.data, self.where = data, where

    def number(self, *names: str, default: Any = MISSING) -> Any:
        """A whole number under the first of ``names`` that is there."""
        for name in names:
            if self.data.get(name) is not None:
                return whole(self.data[name], f"{self.where}的“{name}”")
        if default is MISSING:
            raise CommandError(f"{self.where}缺少“{names[0]}”")
        return default

    def text(self, name: str, default: str = "") -> str:
        """A text; ``default`` where it is missing."""
        value = self.data.get(name, default)
        if not isinstance(value, str):
            raise CommandError(f"{self.where}的“{name}”要写文字，现在是 {value!r}")
        return value

    def day(self, name: str) -> date | None:
        """A day in ISO form, None where it is missing."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise CommandError(f"{self.where}的“{name}”要写成 2026-03-05 这样的日期，现在是“{text}”") from None


def whole(value: Any, where: str) -> int:
    """A whole number; CommandError for anything else."""
    if type(value) is not int:
        raise CommandError(f"{where}要写整数，现在是 {value!r}")
    return value


# ------------------------------------------------------------------ elections


def election_case(data: dict[str, Any], place: str | None = None) -> ElectionCase:
    """The election of a JSON file; ``place`` where the file names none. Raises CommandError."""
    top = Entries(data, "文件", ELECTION_KEYS)
    roll = roll_of(top)
    kind = top.text("kind")
    post = top.text("post", DEPUTY if kind in DEPUTY_WORDS else kind)
    if not post:
        raise CommandError("文件缺少“post”：写选举的职务，例如 副镇长；选代表写 代表")
    return ElectionCase(
        post=DEPUTY if post in DEPUTY_WORDS else post,
        seats=top.number("seats"),
        total=roll.number("total", "registered"),
        sheet=sheet_of(top),
        tallies=tallies_of(data),
        round=top.text("round", FIRST),
        participants=roll.number("participants", default=top.number("participants", default=None)),
        present=roll.number("present", default=top.number("present", default=None)),
        nominated=top.number("nominated", default=None),
        margin=top.number("margin", default=None),
        title=top.text("title"),
        on=top.day("on"),
        place=top.text("place") or place,
    )


def roll_of(top: Entries) -> Entries:
    """The roll: a number, an object, or entries of the file itself."""
    roll = top.data.get("roll")
    if isinstance(roll, dict):
        return Entries(roll, "“roll”", ROLL_KEYS)
    if roll is None:
        return Entries({k: v for k, v in top.data.items() if k in ROLL_KEYS}, "文件（全体人数）", ROLL_KEYS)
    return Entries({"total": whole(roll, "文件的“roll”")}, "“roll”", ROLL_KEYS)


def sheet_of(top: Entries) -> Sheet:
    """Ballots issued, returned, valid, invalid, under "ballots" or in the file itself; what follows is filled in."""
    inner = top.data.get("ballots")
    found = top if inner is None else Entries(inner, "“ballots”", set(BALLOT_KEYS))
    issued, returned = found.number("issued"), found.number("returned")
    valid, invalid = found.number("valid", default=None), found.number("invalid", default=None)
    if valid is None:
        valid = returned - (invalid or 0)
    return Sheet(issued, returned, valid, returned - valid if invalid is None else invalid)


def tallies_of(data: Mapping[str, Any]) -> tuple[Tally, ...]:
    """Candidates with their votes, and write-ins."""
    candidates, counts = data.get("candidates", []), data.get("counts", {})
    if not isinstance(candidates, list):
        raise CommandError("文件的“candidates”要用方括号，一人一项")
    if not isinstance(counts, dict):
        raise CommandError("文件的“counts”要用大括号，写成“姓名: 票数”")
    found = [tally(one, number, counts) for number, one in enumerate(candidates, start=1)]
    strange = [name for name in counts if name not in {t.name for t in found} | {t.key for t in found}]
    if strange:
        raise CommandError(f"“counts”里的“{'、'.join(strange)}”不在候选人里，另选他人请写在“write_ins”里")
    return (*found, *written_in(data.get("write_ins", [])))


def tally(raw: Any, number: int, counts: Mapping[str, Any]) -> Tally:
    """One candidate: a name whose votes stand in ``counts``, or an object."""
    own: dict[str, Any] = {"name": raw} if isinstance(raw, str) else raw
    entries = Entries(own, f"第{number}名候选人", CANDIDATE_KEYS)
    name, key = entries.text("name"), entries.text("key")
    counted = counts.get(key or name, counts.get(name))
    if isinstance(counted, dict):
        own = {**own, **Entries(counted, f"“counts”里的“{name}”", CANDIDATE_KEYS - {"name", "key"}).data}
    elif counted is not None:
        own = {**own, "votes": counted}
    entries = Entries(own, f"候选人“{name}”", CANDIDATE_KEYS)
    withdrawn = own.get("withdrawn", False)
    if type(withdrawn) is not bool:
        raise CommandError(f"候选人“{name}”的“withdrawn”（退出）只能写 true 或 false")
    return Tally(
        name, entries.number("votes", "for"), entries.number("against", default=None),
        entries.number("abstain", default=None), key, withdrawn,
    )  # fmt: skip


def written_in(raw: Any) -> list[Tally]:
    """Write-ins: a list of {name, votes} or an object name → votes."""
    if isinstance(raw, dict):
        raw = [{"name": name, "votes": votes} for name, votes in raw.items()]
    if not isinstance(raw, list):
        raise CommandError("文件的“write_ins”（另选他人）要用方括号，一人一项")
    found = []
    for number, one in enumerate(raw, start=1):
        entries = Entries(one, f"第{number}名另选他人", {"name", "key", "votes", "for"})
        found.append(Tally(entries.text("name"), entries.number("votes", "for"), key=entries.text("key"), write_in=True))
    return found


# ------------------------------------------------------------------ motions


def vote_case(data: dict[str, Any], place: str | None = None) -> VoteCase:
    """The motion of a JSON file. Raises CommandError."""
    top = Entries(data, "文件", VOTE_KEYS)
    roll = roll_of(top)
    ballots = "ballots" in data or any(name in data for name in BALLOT_KEYS)
    return VoteCase(
        kind=top.text("kind", "resolution"),
        title=top.text("title") or "表决事项",
        total=roll.number("total", "registered"),
        votes_for=top.number("for"),
        against=top.number("against", default=0),
        abstain=top.number("abstain", default=0),
        basically=top.number("basically", default=0),
        present=roll.number("present", default=top.number("present", default=None)),
        quota=roll.number("quota", default=top.number("quota", default=None)),
        sheet=sheet_of(top) if ballots else None,
        method=top.text("method"),
        on=top.day("on"),
        place=top.text("place") or place,
    )
