from __future__ import annotations

import pytest

from renda.web.secret_votes import guesses
from tests.kernel.secret_votes.conftest import cheap_codes, room

__all__ = ["cheap_codes", "room"]


@pytest.fixture(autouse=True)
def nobody_guessed() -> None:
    guesses.forget()
