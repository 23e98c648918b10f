"""Migrations touch the database that is being migrated, which during a restore is not the default one."""

from __future__ import annotations

import re

from tests.architecture.sources import ROOT


def test_rows_are_changed_in_the_database_being_migrated():
    files = [path for path in ROOT.glob("renda/**/migrations/*.py") if "RunPython" in path.read_text("utf-8")]
    assert files
    careless = [
        str(path.relative_to(ROOT))
        for path in files
        if re.search(r"\.objects\.(?!using\()", path.read_text("utf-8"))
    ]
    assert not careless, f"use .objects.using(schema_editor.connection.alias): {careless}"
