"""docs/procedures says what the declarations say. To write it anew: RENDA_WRITE_DOCS=1 pytest tests/docs."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from renda.foundation import clock
from renda.kernel.procedures import registry
from renda.kernel.procedures.describe import page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "procedures"


@pytest.mark.parametrize("procedure", registry.procedures(), ids=lambda procedure: procedure.key)
def test_the_page_equals_the_declaration(procedure):
    path = FOLDER / f"{procedure.key}.md"
    with clock.set_to(date(2026, 11, 23)):
        wanted = page(procedure)
    if os.environ.get("RENDA_WRITE_DOCS"):
        path.write_text(wanted, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == wanted


def test_no_page_without_a_procedure():
    assert {path.stem for path in FOLDER.glob("*.md")} == {found.key for found in registry.procedures()}
