"""Our own set: size, seeds, and the sealed half that tuning must not read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks.own_set import material, plant
from benchmarks.proofread import SAID, judge_cases

ROOT = Path(__file__).resolve().parents[4]
MAY_READ_SEALED = {"benchmarks/proofread.py", "benchmarks/own_set/material.py"}


def test_size():
    halves = {half: material.paragraphs(half) for half in material.HALVES}
    both = [text for texts in halves.values() for text in texts]
    assert len(both) >= 300 and len(set(both)) == len(both)
    assert sum(len(list(plant.cases(texts, 5))) for texts in halves.values()) >= 1000


@pytest.mark.parametrize("kind", plant.KINDS)
def test_every_kind_is_planted_from_the_seed(kind):
    texts = material.paragraphs("open")[:12]
    cases = list(plant.cases(texts, 5, kinds=(kind,)))
    assert cases == list(plant.cases(texts, 5, kinds=(kind,))) and cases
    assert cases != list(plant.cases(texts, 6, kinds=(kind,)))
    for case in cases:
        assert case.text != case.right
        assert 0 <= case.start < case.end <= len(case.text)


def test_tuning_never_reads_the_sealed_half():
    fit = (ROOT / "benchmarks" / "fit_characters.py").read_text("utf-8")
    words = [node.value for node in ast.walk(ast.parse(fit)) if isinstance(node, ast.Constant)]
    asked = [word for word in words if word in material.HALVES]
    assert asked == ["open"]
    assert "HALVES" not in fit and "glob" not in fit


def test_nothing_else_names_the_sealed_half():
    naming = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "benchmarks").rglob("*.py")
        if any(
            isinstance(node, ast.Constant) and node.value == "sealed"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    }
    assert naming <= MAY_READ_SEALED


def test_the_measure_counts_what_it_should():
    case = plant.Case("sound", "完善机智。", "完善机制。", 3, 4)

    def method(texts):
        rows = {
            "完善机智。": [(3, 4, "制", "疑似"), (0, 1, "玩", "疑似")],
            "完善机制。": [(0, 1, "玩", "必错")],
        }
        return [rows[text] for text in texts]

    row = judge_cases(method, [case], ["完善机制。"], SAID).row()
    assert (row["precision"], row["recall"], row["mended"]) == (0.5, 1.0, 1.0)
    assert row["false_per_10000_clean"] == row["must_false_per_10000_clean"] == 2000.0
