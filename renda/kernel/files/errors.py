"""What can go wrong with a file, in words the office can act on."""

from __future__ import annotations


class RefusedFile(ValueError):
    """The upload is not accepted; the message is Chinese and says what to do."""


class DamagedFile(RuntimeError):
    """A stored file is missing or its bytes changed; the message is Chinese."""


class NoText(RuntimeError):
    """No text could be taken from a file (damaged, too slow, too big); the message is Chinese."""
