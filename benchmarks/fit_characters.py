"""Fits the weights and limits of the wrong-character detector and writes them to ``weights.yaml``.

    python benchmarks/fit_characters.py [--sentences spelling_dev.csv.gz] [--statistics FOLDER] [--write]

Reads development sentences (a CSV with the columns set, wrong, right) when given, and the open half of our own
set. It never reads the sealed half: a test sees to that. Limits are the lowest chances at which the clean text of both
raises about ``DOUBTFUL`` and ``HINTS`` false alarms per 10,000 characters, of which one channel may have the larger part.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")

DOUBTFUL, HINTS = 0.8, 2.5  # false alarms per 10,000 clean characters
MOST_OF_ONE = 0.6  # of the allowance, for one channel; most have next to none
LOWEST = {"doubtful": 0.6, "hint": 0.35}
CLEAN = "(clean)"
ROUNDS, STEP, HOLD = 400, 1.0, 1e-3
NOT_OURS = {"sighan15", "de_di_de"}  # learners' writing; planted particles


def pairs_of(path: Path) -> list[tuple[str, str, str]]:
    """Set, sentence as it stands, sentence as it should be; of equal length."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [(row["set"], row["wrong"], row["right"]) for row in csv.DictReader(file)]
    return [row for row in rows if row[0] not in NOT_OURS and len(row[1]) == len(row[2])]


def own_pairs() -> list[tuple[str, str, str]]:
    """The open half of our own set: clean paragraphs, and those with planted wrong characters of equal length."""
    from benchmarks.own_set import material, plant

    clean = material.paragraphs("open")
    rows = [("own" + CLEAN, text, text) for text in clean]
    for case in plant.cases(clean, seed=11, kinds=plant.SAME_LENGTH, each=2):
        rows.append(("own", case.text, case.right))
    return rows


def judged(rows: list[tuple[str, str, str]], language) -> list[tuple[str, str, tuple[float, ...], bool]]:
    """Set, channel, facts and truth of every proposal the detector thinks of."""
    from renda.kernel.proofreading.characters.names import Roll, unquestioned
    from renda.kernel.proofreading.characters.normal import normal
    from renda.kernel.proofreading.characters.scoring import Reader

    found, roll = [], Roll(())
    for name, wrong, right in rows:
        text, meant = normal(wrong), normal(right)
        for one in Reader(language, text, unquestioned(text, roll)).proposals():
            span = slice(one.start, one.end)
            found.append(
                (name, one.channel, one.facts, text[span] != meant[span] and one.meant == meant[span])
            )
    return found


def fitted(data: list[tuple[str, str, tuple[float, ...], bool]]) -> tuple[list[float], float]:
    """Weights and constant of a logistic regression, by gradient steps on standardised facts."""
    columns = list(zip(*(facts for _n, _c, facts, _t in data), strict=True))
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        max(1e-6, math.sqrt(sum((v - m) ** 2 for v in c) / len(c)))
        for c, m in zip(columns, means, strict=True)
    ]
    rows = [
        [(v - m) / s for v, m, s in zip(facts, means, spreads, strict=True)] for _n, _c, facts, _t in data
    ]
    truths = [float(truth) for *_rest, truth in data]
    size = len(means)
    weights, constant = [0.0] * size, math.log((sum(truths) + 1) / (len(truths) - sum(truths) + 1))
    speed, fixed = [0.0] * size, 0.0
    for _round in range(ROUNDS):
        slope, level = [0.0] * size, 0.0
        for row, truth in zip(rows, truths, strict=True):
            total = constant + sum(map(float.__mul__, weights, row))
            miss = 1 / (1 + math.exp(-max(-40.0, min(40.0, total)))) - truth
            level += miss
            if abs(miss) > 1e-4:
                for at, value in enumerate(row):
                    slope[at] += miss * value
        fixed = 0.9 * fixed - STEP * level / len(rows)
        constant += fixed
        for at in range(size):
            speed[at] = 0.9 * speed[at] - STEP * (slope[at] / len(rows) + HOLD * weights[at] / 10)
            weights[at] += speed[at]
    plain = [weight / spread for weight, spread in zip(weights, spreads, strict=True)]
    return plain, constant - sum(w * m for w, m in zip(plain, means, strict=True))


def limit(chances: list[float], allowed: float, lowest: float) -> float:
    """The lowest chance that at most ``allowed`` of the false ones reach."""
    ranked = sorted(chances, reverse=True)
    reached = int(allowed)
    return round(max(lowest, ranked[reached] + 0.005 if reached < len(ranked) else lowest), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--statistics", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    import yaml

    from renda.kernel.proofreading.characters import scoring
    from renda.kernel.proofreading.characters.language import language

    rows = own_pairs() + (pairs_of(args.sentences) if args.sentences else [])
    data = judged(rows, language(args.statistics))
    weights, constant = fitted(data)
    made = {"constant": round(constant, 4)}
    made["weights"] = {name: round(value, 4) for name, value in zip(scoring.FEATURES, weights, strict=True)}
    clean = sum(len(right) for name, _wrong, right in rows if name.endswith(CLEAN)) / 10_000
    share = clean * MOST_OF_ONE
    made["limits"] = {}
    for channel in scoring.CHANNELS:
        chances = [
            scoring.chance(f, made) for name, c, f, _t in data if c == channel and name.endswith(CLEAN)
        ]
        doubtful = limit(chances, DOUBTFUL * share, LOWEST["doubtful"])
        made["limits"][channel] = [doubtful, min(doubtful, limit(chances, HINTS * share, LOWEST["hint"]))]
    print(
        yaml.safe_dump(made, sort_keys=False), f"{len(data)} proposals, {clean:.1f} × 10,000 clean characters"
    )
    if args.write:
        path = Path(scoring.__file__).parent / "weights.yaml"
        head = "# Written by benchmarks/fit_characters.py; see docs/decisions for what it was fitted on.\n"
        path.write_text(head + yaml.safe_dump(made, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()
