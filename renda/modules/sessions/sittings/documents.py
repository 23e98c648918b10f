"""Papers of the sittings, from the templates of the paper engine, filed with the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from renda.foundation.chinese.dates import date_zh
from renda.foundation.chinese.numbers import to_chinese
from renda.kernel.access.actors import Actor
from renda.kernel.access.policies import require
from renda.kernel.audit.record import record
from renda.kernel.documents import papers
from renda.kernel.documents.engine import templates
from renda.kernel.documents.engine.model import OfficialPaper
from renda.kernel.documents.models import Paper
from renda.kernel.documents.policy import reserve
from renda.kernel.dossiers import filing
from renda.kernel.dossiers.models import Dossier
from renda.kernel.procedures.execute import Refused
from renda.kernel.units.models import TownProfile
from renda.modules.sessions.attendance.models import SessionGroup
from renda.modules.sessions.models import SessionWork
from renda.modules.sessions.sittings import selectors
from renda.modules.sessions.sittings.models import Entry, Programme, ProgrammeKind, Sitting

UNKNOWN = "（未定）"
SCRIPTS = ("host_opening", "host_preparatory", "host_election", "host_closing", "host_presidium")

# What the chair reads, and who said what in a group before it became an opinion, is for those who hold the sitting.
for template in (*SCRIPTS, "group_record"):
    reserve(template, "office", "chair", "presidium")


def session_name(session) -> str:
    """云溪镇第十九届人民代表大会第七次会议"""
    town = TownProfile.current().town.name
    return f"{town}{session.term}人民代表大会第{to_chinese(session.number)}次会议"


def filed(paper: OfficialPaper, session, template: str, role: str) -> Paper:
    """The paper kept, and filed in the session's dossier where the session is being worked on and not yet sealed."""
    work = SessionWork.objects.filter(session=session).first()
    kept = papers.set_paper(None, paper, matter=work, template=template)
    dossier = (
        Dossier.objects.filter(model=work._meta.label_lower, object_id=work.pk).first()
        if work is not None
        else None
    )
    if dossier is not None and not dossier.sealed_at:
        filing.put(dossier, role, kept.title, paper=kept, dated_on=kept.dated_on, responsible=kept.organ)
    return kept


def filled(template: str, data: Mapping[str, Any]) -> OfficialPaper:
    """The paper of a template. Raises Refused in words where something it needs lacks."""
    try:
        return templates.fill(template, data)
    except templates.MissingField as lacking:
        raise Refused(str(lacking)) from lacking


def programme_paper(row: Programme) -> Paper:
    """The agenda or schedule as published; an amendment says which it is, when it was decided and why."""
    name = session_name(row.session)
    if row.kind == ProgrammeKind.AGENDA:
        made = filled("agenda", {
            "session": name, "passed_on": date_zh(row.decided_on), "passed_by": row.decided_by or UNKNOWN, "items": row.content["items"],
        })  # fmt: skip
    else:
        profile = TownProfile.current()
        made = filled("schedule", {
            "session": name, "items": [blank_safe(line) for line in row.content["items"]], "phone": profile.office_phone or UNKNOWN,
        })  # fmt: skip
    if row.n:
        by = f"，{row.decided_by}决定" if row.decided_by else ""
        made = replace(
            made,
            pass_note=f"（第{to_chinese(row.n)}次变更，{date_zh(row.decided_on)}{by}。理由：{row.reason}）",
        )
    return filed(made, row.session, row.kind, row.kind)


def blank_safe(line: Mapping[str, str]) -> dict[str, str]:
    """A line of the schedule with words where something is open, because the template wants every box but the host's."""
    return {key: value or ("" if key == "host" else UNKNOWN) for key, value in line.items()}


def group_record(actor: Actor, sitting: Sitting, group: SessionGroup, entry: Entry | None = None) -> Paper:
    """The record of one group's discussion, from the points noted. Raises Refused."""
    require(actor, "sitting.note", sitting)
    notes = [
        row
        for row in selectors.notes_of(sitting, group)
        if not row.struck_at and (entry is None or row.entry_id == entry.pk)
    ]
    rows = [
        row
        for row in selectors.board(sitting).deputies()
        if row.attendee.group_id == group.pk and not row.barred
    ]
    topics = list(dict.fromkeys(row.entry.text for row in notes if row.entry)) or [
        one.text for one in sitting.entries.all()
    ]
    made = filled("group_record", {
        "session": session_name(sitting.session), "group_name": group.name,
        "held_at": f"{date_zh(sitting.held_on)}{selectors.time_words(sitting.begins_at)}",
        "venue": group.place or sitting.place or UNKNOWN, "host": group.leader.name if group.leader else sitting.chair or UNKNOWN,
        "deputies_total": str(len(rows)), "present": str(sum(1 for row in rows if row.is_here)),
        "topic": "；".join(topics) or sitting.title,
        "speeches": [{"speaker": row.speaker, "said": row.said, "answer": row.answer} for row in notes],
        "recorder": "、".join(dict.fromkeys(row.recorded_by for row in notes)) or actor.label,
    })  # fmt: skip
    kept = filed(made, sitting.session, "group_record", "group_record")
    record(actor, "sitting.paper", sitting, {"paper": f"{group.name}分组审议记录"})
    return kept


def sign_in_book(actor: Actor, sitting: Sitting) -> Paper:
    """The sign-in list of a sitting as it stood at the close: every deputy with the moment or the reason."""
    rows = [row for row in selectors.board(sitting).deputies() if not row.barred]
    made = filled("sign_in_book", {
        "event": f"{session_name(sitting.session)}{sitting.title}", "venue": sitting.place,
        "held_at": f"{date_zh(sitting.held_on)}{selectors.time_words(sitting.begins_at)}",
        "deputies_total": str(len(rows)), "present": str(sum(1 for row in rows if row.sign_in)),
        "excused": str(sum(1 for row in rows if row.excused and not row.sign_in)),
        "absent": str(sum(1 for row in rows if row.is_absent)), "counted_by": actor.label,
        "people": [
            {
                "n": row.attendee.rank, "name": row.attendee.name, "post": row.attendee.post, "group": str(row.attendee.group or ""),
                "signed": selectors.time_words(row.sign_in.at) if row.sign_in else "",
                "remark": "" if row.word == "已到" else row.word,
            }
            for row in rows
        ],
    })  # fmt: skip
    return filed(made, sitting.session, "sign_in_book", "attendance")


def bulletin(actor: Actor, sitting: Sitting, *, number: str, headline: str, opening: str) -> Paper:
    """The bulletin of a discussion: who spoke in which group, and what was said, from the points noted. Raises Refused."""
    require(actor, "sitting.note", sitting)
    notes = [row for row in selectors.notes_of(sitting) if not row.struck_at]
    if not notes:
        raise Refused("还没有记下发言，不能编简报。")
    profile = TownProfile.current()
    made = filled("bulletin", {
        "mark": f"{profile.congress_name}简报", "number": number.strip(), "office": f"{session_name(sitting.session)}秘书处",
        "headline": headline, "date": date_zh(sitting.held_on),
        "paragraphs": [opening, counted(notes)] if opening.strip() else [counted(notes)],
        "voices": [{"who": f"{row.speaker}（{row.group.name}）", "said": row.said} for row in notes],
    })  # fmt: skip
    kept = filed(made, sitting.session, "bulletin", "bulletin")
    record(actor, "sitting.paper", sitting, {"paper": "简报"})
    return kept


def counted(notes) -> str:
    """How many spoke in how many groups, and how many questions were answered on the spot."""
    people = len({row.attendee_id or row.speaker for row in notes})
    groups = len({row.group_id for row in notes})
    answered = sum(1 for row in notes if row.answer)
    words = f"{groups}个小组共有{people}人发言，提出意见{len(notes)}条"
    return f"{words}，当场答复{answered}条。" if answered else f"{words}。"
