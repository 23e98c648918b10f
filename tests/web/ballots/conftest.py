from __future__ import annotations

from tests.kernel.ballots.conftest import hall

__all__ = ["hall"]
