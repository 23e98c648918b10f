"""What can go wrong with backups, in words the office can act on."""

from __future__ import annotations


class BackupFailed(RuntimeError):
    """No backup was made; the message is Chinese and says what to do. ``run`` is the noted attempt."""

    def __init__(self, message: str, run: object = None) -> None:
        super().__init__(message)
        self.run = run


class RestoreRefused(RuntimeError):
    """Nothing was changed; the message is Chinese and says why and what to do."""


class PasswordNeeded(RestoreRefused):
    """The backup has a password and none, or a wrong one, was given."""
