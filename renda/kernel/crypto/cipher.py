"""Encrypting single values: ID numbers, phones, second-factor secrets.

A stored value reads ``suite$key$purpose$data``. The head is authenticated together with the data, so
neither can be exchanged. Which suite new values use is the setting ``RENDA_CIPHER_SUITE`` (default 1).
"""

from __future__ import annotations

import base64
import binascii
import secrets
import unicodedata
from functools import lru_cache

from django.conf import settings

from renda.kernel.crypto import keyring
from renda.kernel.crypto.keyring import KeysUnavailable
from renda.kernel.crypto.suites import NONCE_BYTES, SUITES, Suite, Tampered, keyed_digest

SEPARATOR = "$"
HYPHENS = dict.fromkeys(map(ord, "-‐‑–—－"))


class Unreadable(RuntimeError):
    """A stored value can't be decrypted; the message is Chinese and holds nothing of the value."""


def current_suite() -> int:
    """The number of the suite that new values are encrypted with."""
    return getattr(settings, "RENDA_CIPHER_SUITE", 1)


def encrypt(text: str, purpose: str, *, suite: int | None = None) -> str:
    """``text`` encrypted for ``purpose`` (a short name such as ``people.person.phone``); empty stays empty."""
    if not text:
        return ""
    if SEPARATOR in purpose:
        raise ValueError(f"purpose must not contain {SEPARATOR}")
    chosen = SUITES[current_suite() if suite is None else suite]
    ring = keyring.load()
    header = SEPARATOR.join([str(chosen.number), ring.current, purpose])
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = _derived(chosen, ring.keys[ring.current], purpose)
    sealed = chosen.seal(key, nonce, text.encode(), header.encode())
    return header + SEPARATOR + base64.urlsafe_b64encode(nonce + sealed).decode()


def decrypt(value: str, purpose: str | None = None) -> str:
    """The text behind a stored value; with ``purpose`` also checks what it was encrypted for.

    Raises:
        Unreadable: changed, cut off, encrypted for something else, or its key is not in the keyring.
    """
    if not value:
        return ""
    chosen, key_id, stored_purpose, payload = _parts(value)
    if purpose is not None and purpose != stored_purpose:
        raise Unreadable("这条加密信息放错了地方，可能被改动过，请联系系统管理员。")
    try:
        master = keyring.load().keys.get(key_id)
    except KeysUnavailable as error:
        raise Unreadable(str(error)) from error
    if master is None:
        raise Unreadable("找不到读取这条信息的密钥，请从带密钥的备份恢复。")
    header = value.rpartition(SEPARATOR)[0].encode()
    key = _derived(chosen, master, stored_purpose)
    try:
        return chosen.open(key, payload[:NONCE_BYTES], payload[NONCE_BYTES:], header).decode()
    except (Tampered, ValueError) as error:
        raise Unreadable("这条加密信息被改动过，读不出来，请从备份恢复。") from error


def describe(value: str) -> tuple[int, str]:
    """(suite number, key id) of a stored value. Raises Unreadable."""
    chosen, key_id, _, _ = _parts(value)
    return chosen.number, key_id


def blind_index(text: str, purpose: str) -> str:
    """64 hex characters by which equal values of one purpose find each other; tells nothing else.

    Full-width digits, spaces, hyphens and lower case make no difference.
    """
    ring = keyring.load()
    plain = "".join(unicodedata.normalize("NFKC", text).translate(HYPHENS).split()).upper()
    return keyed_digest(ring.index_key, f"{purpose}\0{plain}".encode(), ring.index_hash)


def _parts(value: str) -> tuple[Suite, str, str, bytes]:
    try:
        number, key_id, purpose, data = value.split(SEPARATOR)
        payload = base64.b64decode(data, altchars=b"-_", validate=True)
        return SUITES[int(number)], key_id, purpose, payload
    except (ValueError, KeyError, binascii.Error) as error:
        raise Unreadable("这条加密信息不完整，读不出来，请从备份恢复。") from error


@lru_cache(maxsize=256)
def _derived(suite: Suite, master: bytes, purpose: str) -> bytes:
    return suite.derive(master, purpose)
