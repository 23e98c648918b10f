"""What is kept about the people of a session; each part has a file of its own."""

from __future__ import annotations

from renda.modules.sessions.attendance.models.invitation import (
    Answer,
    LeaveRequest,
    NoticeReceipt,
    SessionNotice,
    Way,
)
from renda.modules.sessions.attendance.models.logistics import Service, ServiceKind, ServiceUse
from renda.modules.sessions.attendance.models.materials import Material, MaterialReading
from renda.modules.sessions.attendance.models.people import (
    Area,
    Attendee,
    Capacity,
    Duty,
    DutyKind,
    SessionGroup,
)
from renda.modules.sessions.attendance.models.seats import HallPlan, OrderRule, SeatingChange, Side

__all__ = [
    "Answer",
    "Area",
    "Attendee",
    "Capacity",
    "Duty",
    "DutyKind",
    "HallPlan",
    "LeaveRequest",
    "Material",
    "MaterialReading",
    "NoticeReceipt",
    "OrderRule",
    "SeatingChange",
    "Service",
    "ServiceKind",
    "ServiceUse",
    "SessionGroup",
    "SessionNotice",
    "Side",
    "Way",
]
