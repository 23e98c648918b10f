"""Accounts. The people themselves stand in ``register.py``; Django wants every model named here."""

from __future__ import annotations

from renda.kernel.people.accounts import Account, LoginEvent
from renda.kernel.people.register import (
    Appointment,
    CongressSession,
    Constituency,
    DeputyGroup,
    Mandate,
    Person,
    Term,
)

__all__ = [
    "Account",
    "Appointment",
    "CongressSession",
    "Constituency",
    "DeputyGroup",
    "LoginEvent",
    "Mandate",
    "Person",
    "Term",
]
