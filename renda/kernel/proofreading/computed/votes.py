"""Attendance and votes: what must add up (TXT-17), and what the law asks of them (POL-04)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renda.kernel.proofreading.context import Context, say
from renda.kernel.proofreading.findings import Finding
from renda.kernel.proofreading.text import SourceText
from renda.law import book
from renda.law.model import Share

LABELS = {
    "due": r"(?:应到|应出席)[^，。；\d]{0,8}",
    "present": r"(?:实到|实际到会|实际出席|到会|出席|参会)[^，。；\d]{0,8}",
    "absent": r"(?:请假|缺席)[^，。；\d]{0,6}",
    "issued": r"(?:发出|发放|实发)[^，。；\d]{0,10}",
    "returned": r"(?:收回|回收)[^，。；\d]{0,10}",
    "valid": r"(?<!无)有效[^，。；\d]{0,6}",
    "invalid": r"(?:无效|废)[^，。；\d]{0,4}",
}
NUMBERS = {key: re.compile(label + r"(?P<n>\d+)(?=名|人|位|张|票|份)") for key, label in LABELS.items()}
ABSENT_AFTER = re.compile(r"(?P<n>\d+)(?:名|人)[^，。；\d]{0,4}(?:请假|缺席)")
VOTE = re.compile(
    r"(?:赞成|同意)(?:票)?(?P<yes>\d+)票?[^\d。\n]{0,6}反对(?:票)?(?P<no>\d+)票?[^\d。\n]{0,6}弃权(?:票)?(?P<none>\d+)票?"
    r"(?:[^\d。\n]{0,8}(?:另选他人|未按表决器|未表决)(?:票)?(?P<rest>\d+)票?)?"
)
VOTE_AFTER = re.compile(
    r"(?P<yes>\d+)票(?:赞成|同意)[，、](?P<no>\d+)票反对[，、](?P<none>\d+)票弃权(?P<rest>(?!))?"
)
PASSED = re.compile(r"通过|当选|获得通过")
NOT_PASSED = re.compile(r"未(?:获)?通过|没有通过|未当选|不足|未过")
QUORUM_MET = re.compile(
    r"符合(?:法定人数|法律规定|开会)|达到(?:了)?法定人数|超过(?:了)?法定人数|可以(?:举行|开会)"
)


def find(text: SourceText, context: Context) -> Iterator[Finding]:
    """Attendance and votes that do not add up or fall short of what the law asks."""
    seen: dict[str, tuple[int, int, int]] = {}
    for index, paragraph in enumerate(text.paragraphs):
        base = text.start_of(index)
        here = {key: last for key, pattern in NUMBERS.items() if (last := _last(pattern, paragraph, base))}
        if "absent" not in here and (last := _last(ABSENT_AFTER, paragraph, base)):
            here["absent"] = last
        seen = {**seen, **here} if "due" not in here else here
        yield from _attendance(text, here)
        yield from _ballots(text, here, seen)
        yield from _quorum(text, context, paragraph, base, here)
        yield from _votes(text, context, paragraph, base, seen)


def _last(pattern: re.Pattern[str], paragraph: str, base: int) -> tuple[int, int, int] | None:
    """The number after a label and its place; None when there is none or several."""
    found = list(pattern.finditer(paragraph))
    if len(found) != 1:
        return None
    return int(found[0]["n"]), base + found[0].start("n"), base + found[0].end("n")


def _attendance(text: SourceText, here: dict[str, tuple[int, int, int]]) -> Iterator[Finding]:
    if not {"due", "present"} <= here.keys():
        return
    due, (present, start, end) = here["due"][0], here["present"]
    if present > due:
        yield say(text, "more-present", start, end, due=due, present=present)
    elif "absent" in here and present + here["absent"][0] != due:
        yield say(
            text,
            "attendance",
            start,
            end,
            due=due,
            present=present,
            absent=here["absent"][0],
            added=present + here["absent"][0],
        )


def _ballots(
    text: SourceText, here: dict[str, tuple[int, int, int]], seen: dict[str, tuple[int, int, int]]
) -> Iterator[Finding]:
    if "returned" in here and "issued" in seen and here["returned"][0] > seen["issued"][0]:
        returned, start, end = here["returned"]
        yield say(text, "more-returned", start, end, issued=seen["issued"][0], returned=returned)
    if "issued" in here and "present" in seen and here["issued"][0] > seen["present"][0]:
        issued, start, end = here["issued"]
        yield say(text, "more-issued", start, end, issued=issued, present=seen["present"][0])
    if {"valid", "invalid"} <= here.keys() and "returned" in seen:
        valid, start, end = here["valid"]
        added = valid + here["invalid"][0]
        if added != seen["returned"][0]:
            yield say(text, "ballots", start, end, returned=seen["returned"][0], added=added)


def _quorum(
    text: SourceText, context: Context, paragraph: str, base: int, here: dict[str, tuple[int, int, int]]
) -> Iterator[Finding]:
    if not {"due", "present"} <= here.keys() or not QUORUM_MET.search(paragraph):
        return
    rule = book().rule("session-quorum", context.on, context.place, context.settings or None)
    due, (present, start, end) = here["due"][0], here["present"]
    if present <= due and not meets(present, due, rule.share("quorum")):
        yield say(text, "quorum", start, end, due=due, present=present, source=rule.citations[0].short_text)


def meets(count: int, total: int, share: Share) -> bool:
    """Whether ``count`` of ``total`` meets the share."""
    left, right = count * share.den, total * share.num
    return left > right if share.compare == ">" else left >= right


def _votes(
    text: SourceText, context: Context, paragraph: str, base: int, seen: dict[str, tuple[int, int, int]]
) -> Iterator[Finding]:
    for found in (*VOTE.finditer(paragraph), *VOTE_AFTER.finditer(paragraph)):
        yes, no, none = (int(found[key]) for key in ("yes", "no", "none"))
        added = yes + no + none + int(found["rest"] or 0)
        start, end = base + found.start(), base + found.end()
        key = next((key for key in ("valid", "returned", "issued", "present") if key in seen), "")
        if key and (added > seen[key][0] or (added < seen[key][0] and key in ("valid", "returned"))):
            yield say(text, "votes", start, end, added=added, counted=seen[key][0])
        elif key == "present" and added < seen[key][0]:
            yield say(text, "votes", start, end, added=added, counted=seen[key][0], level="疑似")
        tail = re.split("[。\n]", paragraph[found.end() :])[0]
        total = seen.get("due")
        if total is None or not PASSED.search(tail) or NOT_PASSED.search(tail):
            continue
        rule = book().rule("decision-majority", context.on, context.place, context.settings or None)
        if not meets(yes, total[0], rule.share("majority")):
            yield say(
                text, "majority", start, end, yes=yes, due=total[0], source=rule.citations[0].short_text
            )
