"""What the page of a sitting shows: the numbers, the buttons and why one is closed, the entries with their votes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from renda.foundation import clock
from renda.kernel.ballots.models import Ballot
from renda.kernel.procedures.execute import Refused
from renda.modules.sessions.attendance.models import Attendee
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.models import Entry, EntryKind, Sitting, SittingKind
from renda.modules.sessions.sittings.quorum import Quorum, quorum_of
from renda.web import ui


def presented(request: HttpRequest, held: Sitting, refused: Refused | None) -> dict[str, Any]:
    """Everything ``sittings/sitting.html`` shows."""
    quorum = quorum_of(held)
    listed = selectors.board(held)
    actor = request.actor
    entries = list(held.entries.select_related("agenda_item").prefetch_related("speeches"))
    return {
        "session": held.session, "sitting": held, "quorum": quorum, "board": listed, "at": clock.now(),
        "light": light_of(held), "actions": actions(request, held, quorum), "reasons": refused.reasons if refused else [],
        "rows": [row_of(entry, ballots) for entry, ballots in with_ballots(actor, entries)],
        "here": sum(1 for row in listed.deputies() if row.is_here),
        "may_note_list": actor.has("sitting.note"),
        "votes_url": votes_of(held),
        "may_prepare": actor.has("ballot.prepare") and not held.closed_at and not held.cancelled_at,
        "may_plan": actor.has("sitting.plan"), "may_run": actor.has("sitting.run"), "may_sign": actor.has("sitting.sign_in"),
        "may_note": actor.has("sitting.note") and held.kind == SittingKind.GROUP,
        "speakers": Attendee.objects.of(held.session_id).only("id", "name", "rank") if actor.has("sitting.run") and held.is_on else [],
        "lost": held.is_on and quorum is not None and not quorum.met,
    }  # fmt: skip


def light_of(held: Sitting) -> tuple[str, str]:
    """Kind and words of the sitting's light."""
    if held.cancelled_at:
        return "withheld", "已取消"
    if held.closed_at:
        return "done", "已散会"
    if held.opened_at:
        return "later", "正在开会"
    return ("soon", "正在签到") if held.sign_in_opened_at else ("waiting", "还没有开始")


def actions(request: HttpRequest, held: Sitting, quorum: Quorum | None) -> list[ui.Action]:
    """The buttons of the sitting in the order in which they are needed."""
    actor, found = request.actor, []

    def link(label: str, name: str, kind: str = "plain", icon: str = "") -> None:
        found.append(
            ui.Action(label, reverse(f"sittings:{name}", args=[held.session_id, held.pk]), kind, icon=icon)
        )

    def press(
        label: str, verb: str, kind: str = "plain", confirm: str = "", reasons: tuple[str, ...] = ()
    ) -> None:
        url = reverse("sittings:act", args=[held.session_id, held.pk, verb])
        found.append(ui.Action(label, url, kind, "post", reasons=reasons, confirm=confirm))

    if actor.has("sitting.sign_in") and not held.cancelled_at:
        if not held.sign_in_opened_at:
            press("开始签到", "open_sign_in", "primary")
        elif not held.closed_at:
            link("签到台", "sign-in", "plain" if held.opened_at else "primary", "check")
    if actor.has("sitting.run") and held.sign_in_opened_at and not held.cancelled_at:
        if not held.opened_at:
            press("宣布开会", "open", "primary" if quorum is None or quorum.met else "plain")
        elif not held.closed_at:
            press("散会", "close", confirm=f"“{held.title}”现在散会？没有结束的事项会一起结束。")
    if held.kind not in (SittingKind.GROUP, SittingKind.OTHER) and actor.has("sitting.run"):
        link("主持词", "script", icon="paper")
    if held.kind == SittingKind.GROUP and actor.has("sitting.note"):
        link("分组发言记录", "notes", icon="pen")
    if held.sign_in_opened_at and actor.has("sitting.note"):
        link("签到名单", "attendance", icon="people")
    return found


def with_ballots(actor, entries: list[Entry]) -> list[tuple[Entry, list[Ballot]]]:
    """Every entry with its votes, in one query."""
    asked = [entry.pk for entry in entries if entry.takes_ballots]
    found: dict[Any, list[Ballot]] = {}
    if asked and actor.is_("office", "chair", "presidium"):
        rows = Ballot.objects.filter(subject_model=Entry._meta.label_lower, subject_id__in=asked)
        for ballot in rows.order_by("position", "round", "id"):
            found.setdefault(ballot.subject_id, []).append(ballot)
    return [(entry, found.get(entry.pk, [])) for entry in entries]


def row_of(entry: Entry, ballots: list[Ballot]) -> dict[str, Any]:
    """One entry for the page."""
    speeches = list(entry.speeches.all())
    return {
        "entry": entry, "ballots": [(ballot, address_of(ballot)) for ballot in ballots],
        "speeches": speeches, "speaking": next((one for one in speeches if not one.ended_at), None),
        "is_vote": entry.kind == EntryKind.VOTE, "is_election": entry.kind == EntryKind.ELECTION,
        "is_intake": entry.kind == EntryKind.INTAKE,
        "light": ("done", "已结束") if entry.finished_at else (("later", "正在进行") if entry.started_at else ("waiting", "")),
    }  # fmt: skip


def votes_of(held: Sitting) -> str:
    """Where the votes of the session are kept."""
    try:
        return reverse("ballots:list", args=[held.session_id])
    except NoReverseMatch:
        return ""


def address_of(ballot: Ballot) -> str:
    """Where a vote is kept; nothing while there are no pages of votes."""
    try:
        return ballot.get_absolute_url()
    except NoReverseMatch:
        return ""
