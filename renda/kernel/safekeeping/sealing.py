"""The password on a backup: a stream in pieces, each AES-256-GCM.

Layout: mark, scrypt cost (log2 N, r, p), salt (16), password check (16), nonce start (7), pieces.
Every piece is 1 MiB of text and a 16-byte tag; its nonce is start + number (4) + "last" (1), so that
pieces can't be left out, exchanged or cut off. The head is authenticated with every piece.
scrypt: RFC 7914. The online construction: Hoang et al., CRYPTO 2015 (STREAM).
"""

from __future__ import annotations

import hmac
import secrets
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from renda.kernel.safekeeping.errors import PasswordNeeded, RestoreRefused

MARK = b"RENDA-SEALED-1\n\0"
HEAD = struct.Struct(">16s3B16s16s7s")
PIECE = 1 << 20
TAG = 16
COST = (16, 8, 1)
LARGEST_COST = (20, 16, 4)

DAMAGED = "备份文件已损坏或没有拷完，不能恢复，现有数据没有改动。请换一份备份再试。"


def is_sealed(stream: BinaryIO) -> bool:
    """Does the stream begin with the mark? Its position does not change."""
    at = stream.tell()
    start = stream.read(len(MARK))
    stream.seek(at)
    return start == MARK


def _derive(password: str, salt: bytes, cost: tuple[int, int, int]) -> tuple[bytes, bytes]:
    power, r, p = cost
    both = Scrypt(salt=salt, length=48, n=1 << power, r=r, p=p).derive(password.encode())
    return both[:32], both[32:]


class SealingWriter:
    """A write-only stream; call ``finish`` at the end."""

    def __init__(self, out: BinaryIO, password: str) -> None:
        salt, self._start = secrets.token_bytes(16), secrets.token_bytes(7)
        key, check = _derive(password, salt, COST)
        self._head = HEAD.pack(MARK, *COST, salt, check, self._start)
        self._cipher, self._out = AESGCM(key), out
        self._pending, self._number = bytearray(), 0
        out.write(self._head)

    def write(self, data: bytes) -> int:
        self._pending += data
        while len(self._pending) > PIECE:
            self._emit(bytes(self._pending[:PIECE]), last=False)
            del self._pending[:PIECE]
        return len(data)

    def flush(self) -> None:
        """Whole pieces are written as they fill; there is nothing to push."""

    def finish(self) -> None:
        """Write the last piece."""
        self._emit(bytes(self._pending), last=True)

    def _emit(self, piece: bytes, *, last: bool) -> None:
        nonce = self._start + struct.pack(">IB", self._number, last)
        self._out.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1


def unseal(source: BinaryIO, password: str | None, out: BinaryIO) -> None:
    """Decrypt ``source`` into ``out``.

    Raises:
        PasswordNeeded: no password, or not the right one.
        RestoreRefused: damaged or cut off.
    """
    head = source.read(HEAD.size)
    if len(head) < HEAD.size:
        raise RestoreRefused(DAMAGED)
    _, power, r, p, salt, check, start = HEAD.unpack(head)
    if any(given > largest for given, largest in zip((power, r, p), LARGEST_COST, strict=True)) or not power * r * p:
        raise RestoreRefused(DAMAGED)
    if not password:
        raise PasswordNeeded("这份备份设了密码，请输入备份密码。")
    key, expected = _derive(password, salt, (power, r, p))
    if not hmac.compare_digest(check, expected):
        raise PasswordNeeded("备份密码不对，请核对后重新输入（注意大小写）。")
    cipher, number = AESGCM(key), 0
    piece = source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        nonce = start + struct.pack(">IB", number, not following)
        try:
            out.write(cipher.decrypt(nonce, piece, head))
        except (InvalidTag, ValueError) as error:
            raise RestoreRefused(DAMAGED) from error
        if not following:
            return
        piece, number = following, number + 1
