"""What is kept about the sittings of a session; each part has a file of its own."""

from __future__ import annotations

from renda.modules.sessions.sittings.models.agenda import (
    AgendaItem,
    Entry,
    EntryKind,
    Programme,
    ProgrammeKind,
    Speech,
)
from renda.modules.sessions.sittings.models.discussion import GroupNote
from renda.modules.sessions.sittings.models.screen import Screen, Shows
from renda.modules.sessions.sittings.models.signin import SignIn, SignInWay
from renda.modules.sessions.sittings.models.sitting import Sitting, SittingKind

__all__ = [
    "AgendaItem",
    "Entry",
    "EntryKind",
    "GroupNote",
    "Programme",
    "ProgrammeKind",
    "Screen",
    "Shows",
    "SignIn",
    "SignInWay",
    "Sitting",
    "SittingKind",
    "Speech",
]
