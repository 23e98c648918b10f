"""What the templates of the chair's script are filled with: numbers, names, items, what comes next."""

from __future__ import annotations

from typing import Any

from renda.foundation.chinese.dates import date_zh, day_zh
from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.ballots.models import Ballot
from renda.kernel.documents.current_values import current_values
from renda.modules.sessions.attendance.models import Attendee, Capacity, Duty, DutyKind
from renda.modules.sessions.sittings import documents, selectors
from renda.modules.sessions.sittings.models import Entry, EntryKind, Sitting, SittingKind
from renda.modules.sessions.sittings.quorum import Quorum

UNKNOWN = documents.UNKNOWN
FULL = SittingKind.PLENARY


def templates_for(sitting: Sitting) -> list[str]:
    """The templates of a sitting, in the order they are read: the first full sitting opens the session, the last one closes it."""
    if sitting.kind == SittingKind.PREPARATORY:
        return ["host_preparatory"]
    if sitting.kind == SittingKind.PRESIDIUM:
        return ["host_presidium"]
    if sitting.kind != FULL:
        return []
    row = full_sittings(sitting)
    kinds = {entry.kind for entry in sitting.entries.all()}
    found = ["host_opening"] if sitting.pk == row[0] else []
    if EntryKind.ELECTION in kinds:
        found.append("host_election")
    if EntryKind.VOTE in kinds or (sitting.pk == row[-1] and len(row) > 1):
        found.append("host_closing")
    return found or ["host_opening"]


def full_sittings(sitting: Sitting) -> list:
    """The keys of the session's full sittings in order."""
    rows = Sitting.objects.filter(session_id=sitting.session_id, kind=FULL, cancelled_at__isnull=True)
    return list(rows.order_by("begins_at", "id").values_list("pk", flat=True)) or [sitting.pk]


def data_for(
    key: str, sitting: Sitting, quorum: Quorum | None, entries: list[Entry], ballots: list[Ballot]
) -> dict[str, Any]:
    """The values of one template; what is not known yet reads （未定）."""
    special = {
        "host_preparatory": preparatory, "host_opening": opening, "host_election": election,
        "host_closing": closing, "host_presidium": presidium,
    }[key]  # fmt: skip
    return {**common(sitting, quorum), **special(sitting, entries, ballots, quorum)}


def common(sitting: Sitting, quorum: Quorum | None) -> dict[str, Any]:
    day = date_zh(sitting.held_on)
    return {
        "session": documents.session_name(sitting.session), "opens_on": day, "closes_on": day, "held_on": day,
        "host": sitting.chair or UNKNOWN,
        "deputies_total": str(quorum.base if quorum else 0), "present": str(quorum.present if quorum else 0),
        "majority": current_values().get("majority", UNKNOWN),
    }  # fmt: skip


def following(sitting: Sitting, *kinds: str) -> Sitting | None:
    """The next sitting of one of these kinds."""
    rows = Sitting.objects.filter(
        session_id=sitting.session_id,
        kind__in=kinds,
        cancelled_at__isnull=True,
        begins_at__gt=sitting.begins_at,
    )
    return rows.order_by("begins_at", "id").first()


def moment(here: Sitting, there: Sitting | None) -> str:
    """今天14:00 or 1月9日8:30, as it is read out."""
    if there is None:
        return UNKNOWN
    day = there.held_on
    return f"{'今天' if day == here.held_on else f'{day_zh(day)}'}{selectors.time_words(there.begins_at)}"


def on_duty(sitting: Sitting, kind: str) -> list[str]:
    """The names of those with a duty at the session, in their order."""
    rows = Duty.objects.filter(
        kind=kind, attendee__session_id=sitting.session_id, attendee__ended_on__isnull=True
    )
    return list(rows.order_by("position", "attendee__rank", "id").values_list("attendee__name", flat=True))


def preparatory(
    sitting: Sitting, entries: list[Entry], ballots: list[Ballot], quorum: Quorum | None
) -> dict[str, Any]:
    members = following(sitting, SittingKind.PRESIDIUM)
    budget = on_duty(sitting, DutyKind.BUDGET_REVIEW)
    return {
        "excused": str(len(selectors.board(sitting).excused)), "item_count": number_words(len(entries)),
        "presidium_members": on_duty(sitting, DutyKind.PRESIDIUM) or [UNKNOWN],
        "secretary": "、".join(on_duty(sitting, DutyKind.SECRETARY_GENERAL)) or UNKNOWN,
        "committees": f"预算审查委员会由{'、'.join(budget)}组成。" if budget else "",
        "next_at": moment(sitting, members), "next_place": (members.place if members else "") or UNKNOWN,
        "opening_at": moment(sitting, following(sitting, FULL)),
    }  # fmt: skip


def opening(
    sitting: Sitting, entries: list[Entry], ballots: list[Ballot], quorum: Quorum | None
) -> dict[str, Any]:
    reports = [
        {"matter": one.text, "reporter": one.speaker or UNKNOWN}
        for one in entries
        if one.kind == EntryKind.REPORT
    ]
    groups = following(sitting, SittingKind.GROUP)
    after = following(groups, SittingKind.PRESIDIUM) if groups else None
    return {
        "observers": observers(sitting), "item_count": number_words(len(entries)),
        "reports": reports or [{"matter": UNKNOWN, "reporter": UNKNOWN}],
        "discuss_at": moment(sitting, groups), "record_by": moment(sitting, after),
    }  # fmt: skip


def observers(sitting: Sitting) -> str:
    """Who sits in without a vote, by number."""
    rows = Attendee.objects.filter(
        session_id=sitting.session_id, ended_on__isnull=True, capacity__in=(Capacity.OBSERVER, Capacity.GUEST)
    )
    count = rows.count()
    return f"有关单位负责人和应邀人员共{count}人" if count else ""


def election(
    sitting: Sitting, entries: list[Entry], ballots: list[Ballot], quorum: Quorum | None
) -> dict[str, Any]:
    held = [ballot for ballot in ballots if ballot.kind == "election" and ballot.round == 1]
    lists = [
        f"{ballot.title}候选人：{'、'.join(option.label for option in ballot.options.all())}"
        for ballot in held
    ]
    return {
        "chief_scrutineer": "、".join(on_duty(sitting, DutyKind.CHIEF_SCRUTINEER)) or UNKNOWN,
        "scrutineers": on_duty(sitting, DutyKind.SCRUTINEER) or [UNKNOWN],
        "candidates": "；".join(lists) or UNKNOWN,
        "ballot_kinds": "、".join(f"{ballot.title}选票一张" for ballot in held) or UNKNOWN,
    }  # fmt: skip


def closing(
    sitting: Sitting, entries: list[Entry], ballots: list[Ballot], quorum: Quorum | None
) -> dict[str, Any]:
    voted = [entry.text.removeprefix("表决") for entry in entries if entry.kind == EntryKind.VOTE]
    places = full_sittings(sitting)
    hands = next((ballot.get_method_display() for ballot in ballots if ballot.kind == "motion"), "举手表决")
    chosen = [ballot for ballot in ballots if ballot.kind == "choice"]
    report = next(
        (entry.speaker for entry in reversed(entries) if entry.kind == EntryKind.REPORT and entry.speaker), ""
    )
    return {
        "meeting_number": to_chinese(places.index(sitting.pk) + 1 if sitting.pk in places else 1),
        "voting_way": hands.removesuffix("表决") + "表决", "resolutions": voted or [UNKNOWN], "bill_reporter": report or UNKNOWN,
        "projects": "；".join((ballot.outcome or {}).get("sentence", "") for ballot in chosen).strip("；"),
    }  # fmt: skip


def presidium(
    sitting: Sitting, entries: list[Entry], ballots: list[Ballot], quorum: Quorum | None
) -> dict[str, Any]:
    items = [
        {
            "matter": one.text,
            "speaker": one.speaker or UNKNOWN,
            "decide": one.text if one.kind == EntryKind.VOTE else "",
        }
        for one in entries
    ]
    return {
        "meeting": f"{documents.session_name(sitting.session)}{sitting.title}",
        "members_total": str(quorum.base if quorum else 0), "members_present": str(quorum.present if quorum else 0),
        "item_count": number_words(len(items)), "items": items or [{"matter": UNKNOWN, "speaker": UNKNOWN}], "executor": "人大办",
    }  # fmt: skip


def number_words(count: int) -> str:
    """两项, not 二项."""
    return "两" if count == 2 else to_chinese(count)
