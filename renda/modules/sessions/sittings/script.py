"""The chair's script (主持词): the paper of the template, filled from the sitting, in steps, with the forks as things stand.

The words come from the host_* templates; what depends on a result stands in ``script_words.yaml``. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from renda.foundation.chinese.dates import date_zh
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.kernel.ballots.models import Ballot
from renda.kernel.ballots.selectors import Result, result_of
from renda.kernel.deadlines import timing
from renda.kernel.documents.engine.model import Heading, OfficialPaper, Paragraph, Run
from renda.kernel.documents.models import Paper
from renda.kernel.procedures.execute import Refused
from renda.law import majorities
from renda.law.model import Share
from renda.modules.sessions.sittings import documents
from renda.modules.sessions.sittings.models import Entry, Sitting
from renda.modules.sessions.sittings.quorum import Quorum, quorum_of
from renda.modules.sessions.sittings.script_data import data_for, templates_for

WORDS = Path(__file__).parent / "script_words.yaml"
#: Where the template leaves room for a result; what follows the mark "通过。" is said after it.
RESULT_LINE = ("（报告表决结果）", "（报告票数）", "（报告结果）")
PASSED_END = "通过。"
ELECTION_COUNT, ELECTION_RESULT, ELECTION_START = "报告投票情况", "宣布选举结果", "发票和投票"
OF_THE_ELECTION = ("宣布候选人名单", ELECTION_START, ELECTION_COUNT, ELECTION_RESULT)
#: Said only where nothing follows in the same sitting.
LAST_WORDS = ("选举大会到此结束", "今天的会议到此结束")
FIRST_WORDS = ("各位代表", "现在举行")
OPENING = "开场"


@dataclass(frozen=True)
class Branch:
    """What is said because of a result. ``key``: a part of ``script_words.yaml``; ``articles`` why."""

    key: str
    heading: str
    lines: tuple[str, ...]
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One page of the tablet. ``votes``: something is put to the vote here."""

    heading: str
    lines: tuple[str, ...]
    entry: Entry | None = None
    votes: bool = False
    branches: tuple[Branch, ...] = ()
    after: tuple[str, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    template: str = ""


@dataclass(frozen=True)
class Script:
    sitting: Sitting
    title: str
    steps: tuple[Step, ...]
    quorum: Quorum | None
    base: OfficialPaper | None = field(repr=False, default=None)


@cache
def words() -> dict[str, Any]:
    return yaml.safe_load(WORDS.read_text(encoding="utf-8"))


def branch(key: str, articles: Iterable[str] = (), **facts: Any) -> Branch:
    row = words()[key]
    return Branch(
        key, row["heading"], tuple(line.format_map(facts) for line in row["lines"]), tuple(articles)
    )


def script_of(sitting: Sitting) -> Script | None:
    """The script of a sitting as things stand now; None for the groups, which no chair leads by a paper."""
    keys = templates_for(sitting)
    if not keys:
        return None
    quorum = quorum_of(sitting)
    ballots = Ballots(sitting)
    entries = list(sitting.entries.all())
    papers = [
        (key, documents.filled(key, data_for(key, sitting, quorum, entries, ballots.all))) for key in keys
    ]
    found = [list(steps_of(key, paper, entries, ballots, quorum)) for key, paper in papers]
    title = f"{documents.session_name(sitting.session)}{sitting.title}主持词"
    return Script(sitting, title, tuple(joined(keys, found)), quorum, replace(papers[0][1], title=title))


def joined(keys: list[str], found: list[list[Step]]) -> list[Step]:
    """Several templates read as one sitting: greeted once, an election before the resolutions, ended once."""
    if keys[-2:] == ["host_election", "host_closing"]:
        election, closing = found[-2], found[-1]
        found = [*found[:-2], closing[:1] + election[1:], closing[1:]]
    if len(keys) > 1:
        open_ended = [
            [replace(step, lines=without(LAST_WORDS, step.lines)) for step in part] for part in found
        ]
        found = [*open_ended[:-1], found[-1]]
    steps = [step for part in found for step in part]
    return steps[:1] + [one for step in steps[1:] if (one := going_on(step)).lines or one.branches]


def going_on(step: Step) -> Step:
    """A beginning in the middle of a sitting: nobody is greeted a second time."""
    if step.heading != OPENING:
        return step
    return replace(step, heading="继续开会", lines=without(FIRST_WORDS, step.lines))


def without(words: tuple[str, ...], lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if not line.startswith(words))


class Ballots:
    """The votes that belong to the entries of a sitting; the last round of each."""

    def __init__(self, sitting: Sitting) -> None:
        rows = (
            Ballot.objects.filter(congress_session_id=sitting.session_id)
            .prefetch_related("options")
            .order_by("position", "round", "id")
        )
        self.all = [
            row
            for row in rows
            if row.subject_model == "session_sittings.entry" or row.held_on == sitting.roll_day
        ]
        self.of_entry: dict[Any, list[Ballot]] = {}
        for row in self.all:
            if row.subject_model == "session_sittings.entry":
                self.of_entry.setdefault(row.subject_id, []).append(row)

    def about(self, entry: Entry | None) -> tuple[Ballot, ...]:
        """The votes of an entry; for an election, those of the day that hang on a matter of their own."""
        if entry is None:
            return ()
        own = self.of_entry.get(entry.pk, [])
        if not own and entry.kind == "election":
            own = [row for row in self.all if row.kind == "election"]
        return tuple(own)


def steps_of(
    key: str, paper: OfficialPaper, entries: list[Entry], ballots: Ballots, quorum: Quorum | None
) -> Iterator[Step]:
    """The paper cut at its headings; each part tied to the entry it is about."""
    for heading, lines in parts(paper):
        entry = entry_for(key, heading, entries)
        found = ballots.about(entry)
        asks = any(mark in line for line in lines for mark in RESULT_LINE)
        asks = asks or heading in (ELECTION_START, ELECTION_RESULT)
        step = Step(heading, tuple(lines), entry, asks, ballots=found, template=key)
        yield forked(step, quorum) if asks or heading == ELECTION_COUNT else step


def parts(paper: OfficialPaper) -> Iterator[tuple[str, list[str]]]:
    """Heading and lines; what stands before the first heading has none."""
    heading, lines = OPENING, []
    for block in paper.blocks:
        if isinstance(block, Heading):
            yield heading, lines
            heading, lines = block.text, []
        elif isinstance(block, Paragraph):
            lines.append("".join(run.text for run in block.runs))
    yield heading, lines


def entry_for(key: str, heading: str, entries: list[Entry]) -> Entry | None:
    """The entry a heading speaks of: the same words, or the one election of the sitting."""
    if key == "host_election":
        if heading not in OF_THE_ELECTION:
            return None
        return next((entry for entry in entries if entry.kind == "election"), None)
    return next(
        (
            entry
            for entry in entries
            if bare(entry.text) and bare(entry.text) in (bare(heading), bare(heading) + "草案")
        ),
        None,
    )


def bare(text: str) -> str:
    """The words without the verb they begin with."""
    for verb in ("表决", "通过"):
        text = text.removeprefix(verb)
    return text.strip()


def forked(step: Step, quorum: Quorum | None) -> Step:
    """The step as things stand: too few in the hall, the result known, or both ways open."""
    if quorum is not None and not quorum.met and not any(ballot.outcome for ballot in step.ballots):
        lost = branch("quorum_lost", quorum.articles, quorum=quorum.sentence)
        return replace(step, lines=(), branches=(lost,))
    if step.heading == ELECTION_COUNT:
        return replace(step, lines=tuple(counted(line, step.ballots) for line in step.lines))
    if step.heading == ELECTION_START:
        return step
    if not step.ballots and step.heading == ELECTION_RESULT:
        return step
    before, after = cut(step.lines)
    if step.ballots:
        return replace(
            step, lines=before, after=after, branches=tuple(branch_of(ballot) for ballot in step.ballots)
        )
    least = majorities.needed(quorum.base, majority_share(quorum)) if quorum is not None else 0
    return replace(step, lines=before, after=after, branches=(branch("by_hand", needed=least),))


def cut(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is said before the result and what after it; where the template leaves no room, everything is before."""
    for place, line in enumerate(lines):
        mark = next((mark for mark in RESULT_LINE if mark in line), None)
        if mark is not None:
            head, _, rest = line.partition(mark)
            tail = rest.partition(PASSED_END)[2]
            return tuple(filter(None, (*lines[:place], head))), tuple(
                filter(None, (tail, *lines[place + 1 :]))
            )
    return lines, ()


def majority_share(quorum: Quorum) -> Share:
    """The share that passes a motion in this sitting."""
    if quorum.rule == "presidium-quorum":
        return timing.rule("presidium-decision-majority", quorum.on).share()
    return timing.rule("decision-majority", quorum.on).share("majority")


def branch_of(ballot: Ballot) -> Branch:
    """What is said after a vote."""
    if ballot.state == "void":
        return branch("void", title=str(ballot), reason=ballot.void_reason)
    result = result_of(ballot)
    if result is None or not result.declared:
        return branch("waiting")
    facts = {
        "title": ballot.title, "sentence": result.sentence, "next": result.next.get("sentence", ""),
        "names": "、".join(one["name"] for one in result.winners),
    }  # fmt: skip
    return branch(way_of(ballot, result), result.articles, **facts)


def way_of(ballot: Ballot, result: Result) -> str:
    """passed, failed, elected, revote, further or repeat."""
    following = result.next.get("key", "done")
    if following != "done":
        return following
    if result.winners:
        return "elected"
    return "passed" if result.passed or (result.passed is None and result.valid) else "failed"


def counted(line: str, ballots: tuple[Ballot, ...]) -> str:
    """The blanks of the count filled from the count sheet, once somebody has confirmed it."""
    results = [result for ballot in ballots if (result := result_of(ballot)) is not None]
    if "（　　）" not in line or not results:
        return line
    figures = results[-1].figures
    for key in ("issued", "returned"):
        if key in figures:
            line = line.replace("（　　）", f" {figures[key]} ", 1)
    return line if results[-1].valid else line.split("收回选票不多于")[0] + "本次选举无效。"


def spoken(lines: Iterable[str]) -> list[Paragraph]:
    return [Paragraph((Run(line),)) for line in lines]


def as_paper(script: Script) -> OfficialPaper:
    """The script to be printed, every fork as it stands."""
    blocks: list[Any] = []
    for number, step in enumerate(script.steps):
        if number:
            blocks.append(Heading(1, step.heading))
        blocks += spoken(step.lines)
        for one in step.branches:
            blocks += [Paragraph((Run(f"（{one.heading}）", kaiti=True),)), *spoken(one.lines)]
        blocks += spoken(step.after)
    note = f"（{date_zh(script.sitting.held_on)}，主持人：{script.sitting.chair or documents.UNKNOWN}）"
    return replace(script.base, blocks=tuple(blocks), pass_note=note)


def file_script(actor: Actor, sitting: Sitting) -> Paper:
    """Keep the script as a paper of the session. Raises Refused."""
    require(actor, "sitting.run", sitting)
    script = script_of(sitting)
    if script is None:
        raise Refused("分组会议没有主持词。")
    kept = documents.filed(as_paper(script), sitting.session, script.steps[0].template, "host")
    record(actor, "sitting.paper", sitting, {"paper": "主持词"})
    return kept
