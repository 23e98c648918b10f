"""The cipher suites. Each encrypted value carries the number of its suite, so that they can be exchanged.

1: AES-256-GCM, keys derived by HKDF-SHA-256 (NIST SP 800-38D, RFC 5869).
2: SM4-GCM, keys derived by HKDF-SM3 (GB/T 32907-2016, GB/T 32905-2016), for offices that must use
   the national algorithms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, CipherAlgorithm, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
TAG_BYTES = 16

HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {"sha256": hashes.SHA256, "sm3": hashes.SM3}


class Tampered(ValueError):
    """The value was changed, or encrypted with another key."""


@dataclass(frozen=True)
class Suite:
    """A block cipher in GCM with the hash that derives its keys; ``key_bytes`` is 32 or 16."""

    number: int
    algorithm: Callable[[bytes], CipherAlgorithm]
    key_bytes: int
    hash_name: str

    def derive(self, master: bytes, purpose: str) -> bytes:
        """The key of one purpose, ``key_bytes`` long, from the 32-byte ``master``."""
        info = f"renda field {self.number} {purpose}".encode()
        return HKDF(HASHES[self.hash_name](), self.key_bytes, salt=None, info=info).derive(master)

    def seal(self, key: bytes, nonce: bytes, plain: bytes, header: bytes) -> bytes:
        """Ciphertext followed by the 16-byte tag; ``header`` is authenticated, not hidden."""
        encryptor = Cipher(self.algorithm(key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(header)
        return encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def open(self, key: bytes, nonce: bytes, sealed: bytes, header: bytes) -> bytes:
        """The plain bytes. Raises Tampered when anything does not match."""
        if len(sealed) < TAG_BYTES:
            raise Tampered("value too short")
        body, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
        decryptor = Cipher(self.algorithm(key), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(header)
        try:
            return decryptor.update(body) + decryptor.finalize()
        except InvalidTag as error:
            raise Tampered("value changed or other key") from error

    def is_available(self) -> bool:
        """Does the cryptographic library of this machine offer this suite?"""
        try:
            self.seal(bytes(self.key_bytes), bytes(NONCE_BYTES), b"", b"")
            self.derive(bytes(32), "probe")
        except UnsupportedAlgorithm:
            return False
        return True


SUITES = {
    1: Suite(1, algorithms.AES, 32, "sha256"),
    2: Suite(2, algorithms.SM4, 16, "sm3"),
}


def keyed_digest(key: bytes, text: bytes, hash_name: str) -> str:
    """Hex HMAC of ``text`` under ``key`` with SHA-256 or SM3."""
    mac = hmac.HMAC(key, HASHES[hash_name]())
    mac.update(text)
    return mac.finalize().hex()
