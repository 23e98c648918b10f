"""Signing in without the login page; the login page has tests of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from renda.kernel.people.login import session_hash


def session_key(account: Any) -> str:
    """The key of a fresh session in which ``account`` is logged in, second factor included."""
    session = SessionStore()
    session["account"] = str(account.pk)
    session["hash"] = session_hash(account)
    session["second_factor"] = True
    session.create()
    return session.session_key


def signed_in(account: Any) -> Client:
    """A test client logged in as ``account``; CSRF is checked as in production."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key(account)
    return client
