"""Checks on how a paper was handled: signing, numbering, receiving. They read a record, not the file.

Whoever keeps the record (drafting, registers, dossiers) fills :class:`Handling`; facts that are not known stay empty
and are not judged. Source: 党政机关公文处理工作条例, followed by analogy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .findings import Finding, Place, finding

RECEIVING = ("签收", "登记", "初审", "承办", "传阅", "催办", "答复")
PLACE = Place("办理")


@dataclass(frozen=True)
class Signing:
    """The signing of a paper; ``opinion`` may be a tick (圈阅), which counts as consent. ``main_leader`` None: not known."""

    name: str
    on: date | None
    opinion: str = ""
    main_leader: bool | None = None


@dataclass(frozen=True)
class Step:
    """A step of receiving: its name, when and by whom."""

    name: str
    at: datetime | None
    by: str = ""


@dataclass(frozen=True)
class Serial:
    """A number of a series and year; ``void`` with the reason it was given up."""

    value: int
    void: str = ""


@dataclass(frozen=True)
class Handling:
    """What is known about a paper on its way out.

    ``signatures``: organs under the paper; ``seal``: the organ of the seal used; ``skipped``: superior organs that were
    passed over; ``cc``: organs copied; ``issuer_inside``: the issuing office is a department inside the organ;
    ``changed_after_signing``: the text differs from the signed one.
    """

    upward: bool = False
    signing: Signing | None = None
    numbered_on: date | None = None
    dated: date | None = None
    passed_on: date | None = None
    signatures: tuple[str, ...] = ()
    seal: str = ""
    skipped: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    issuer_inside: bool = False
    changed_after_signing: bool = False
    cancelled_on: date | None = None
    repealed_on: date | None = None


def check_handling(record: Handling) -> list[Finding]:
    """Findings DOC-05, 07, 09, 10, 11, 13, 14 and 16 on an outgoing paper."""
    return [*_signed(record), *_dated(record), *_sent(record)]


def _signed(record: Handling) -> Iterator[Finding]:
    signing = record.signing
    if signing is None:
        if record.numbered_on is not None:
            yield finding("DOC-10", PLACE, "还没有签发就编了号", "先送签发，签发后再取号")
        return
    missing = [name for name, value in (("意见", signing.opinion), ("姓名", signing.name), ("日期", signing.on)) if not value]
    if missing:
        yield finding("DOC-11", PLACE, f"签发记录缺{'、'.join(missing)}", "补齐签发意见、姓名和完整日期（圈阅写“圈阅”）")
    if record.upward and signing.main_leader is False:
        yield finding("DOC-05", PLACE, f"上行文由{signing.name}签发", "上行文由主要负责人签发")
    if record.numbered_on and signing.on and record.numbered_on < signing.on:
        yield finding("DOC-10", PLACE, "编号早于签发", "先签发，后编号；核对两个日期")
    if record.changed_after_signing:
        yield finding("DOC-10", PLACE, "签发以后改了内容", "送原签发人重新签发")


def _dated(record: Handling) -> Iterator[Finding]:
    wanted = record.passed_on or (record.signing.on if record.signing else None)
    if record.dated and wanted and record.dated != wanted:
        why = "会议通过" if record.passed_on else "签发"
        yield finding("DOC-13", PLACE, f"成文日期与{why}的日期不一致", f"成文日期写{why}的日期")
    if record.cancelled_on and record.repealed_on:
        yield finding("DOC-16", PLACE, "同一份公文既记了撤销又记了废止", "撤销的自始无效，废止的自废止之日起失效，只记一种")


def _sent(record: Handling) -> Iterator[Finding]:
    if record.seal and record.signatures and record.seal not in record.signatures:
        yield finding("DOC-14", PLACE, f"印章是“{record.seal}”，署名没有它", "印章与署名机关一致")
    if uncopied := [organ for organ in record.skipped if organ not in record.cc]:
        yield finding("DOC-07", PLACE, f"越过了{'、'.join(uncopied)}，没有抄送", "一般不越级行文；确需越级的，同时抄送被越过的机关")
    if record.issuer_inside:
        yield finding("DOC-09", PLACE, "由内设机构对外行文", "以机关或办公室的名义行文")


def check_receiving(steps: Sequence[Step]) -> list[Finding]:
    """Findings DOC-12: the steps of receiving in their order, each with time and person."""
    findings = [
        finding("DOC-12", PLACE, f"“{step.name}”没有记{'时间' if step.at is None else '经手人'}", "补上时间和经手人")
        for step in steps if step.at is None or not step.by
    ]
    known = [step for step in steps if step.name in RECEIVING and step.at is not None]
    for before, after in zip(known, known[1:], strict=False):
        if RECEIVING.index(before.name) < RECEIVING.index(after.name) and before.at > after.at:  # type: ignore[operator]
            findings.append(finding("DOC-12", PLACE, f"“{after.name}”的时间早于“{before.name}”", "核对两步的时间"))
    if known and known[0].name != RECEIVING[0]:
        findings.append(finding("DOC-12", PLACE, f"没有先{RECEIVING[0]}", f"收文先{RECEIVING[0]}、{RECEIVING[1]}"))
    return findings


def check_series(numbers: Iterable[Serial]) -> list[Finding]:
    """Findings DOC-15: the numbers of one series and year rise by one; a void one is in the list with its reason."""
    findings, seen = [], set()
    for number in sorted(numbers, key=lambda item: item.value):
        if number.value in seen:
            findings.append(finding("DOC-15", PLACE, f"{number.value} 号用了两次", "核对登记簿，后发的重新取号"))
        seen.add(number.value)
    findings += [
        finding("DOC-15", PLACE, f"缺 {value} 号", "作废的号在登记簿里注明原因，不留空号") for value in range(1, max(seen, default=0)) if value not in seen
    ]
    return findings


def check_return(on_loan: Sequence[str], who: str) -> list[Finding]:
    """Finding DOC-19: papers that ``who`` (leaving the post) still has on loan."""
    if not on_loan:
        return []
    return [finding("DOC-19", PLACE, f"{who}还借着 {len(on_loan)} 份公文：{'、'.join(on_loan[:3])}", "离岗前逐份清退")]
