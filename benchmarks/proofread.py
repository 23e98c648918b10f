"""Proofreading measured: found, false alarms, speed, beside a plain word list in the same run.

    python benchmarks/proofread.py [--statistics FOLDER] [--sentences spelling_dev.csv.gz] [--confusions FILE.json.gz ...]
                                   [--seed 5] [--json FILE]

Our own set (both halves) with planted errors of fourteen kinds; development sentences and word lists of others only
when given, which is said when they are not. "words" is the word-list method: every entry of the given lists is replaced
wherever it stands. When pycorrector is installed it is measured too. Without ``--statistics`` they are made first.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")

#: paragraphs → per paragraph (start, end, replacement or None, strength)
Method = Callable[[Sequence[str]], list[list[tuple[int, int, str | None, str]]]]
SAID, ALL = ("必错", "疑似"), ("必错", "疑似", "提示")


@dataclass
class Score:
    """Counts of one method on one set at one level."""

    planted: int = 0
    found: int = 0
    mended: int = 0
    said: int = 0
    false: int = 0
    clean_false: int = 0
    clean_must: int = 0
    clean_characters: int = 0
    kinds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def row(self) -> dict:
        precision = (self.said - self.false) / self.said if self.said else 1.0
        recall = self.found / self.planted if self.planted else 0.0
        half = 1.25 * precision * recall / (0.25 * precision + recall) if precision + recall else 0.0
        per = 10_000 / self.clean_characters if self.clean_characters else 0.0
        return {
            "errors": self.planted,
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f0.5": round(half, 3),
            "mended": round(self.mended / self.planted, 3) if self.planted else 0.0,
            "false_per_10000_clean": round(self.clean_false * per, 2),
            "must_false_per_10000_clean": round(self.clean_must * per, 2),
            "kinds": {kind: f"{hit}/{all_}" for kind, (hit, all_) in self.kinds.items()},
        }


def judge_cases(method: Method, cases: Sequence, clean: Sequence[str], levels: Sequence[str]) -> Score:
    """Planted errors found, and what else is said about the same paragraphs and the clean ones."""
    score = Score(clean_characters=sum(map(len, clean)))
    for found in method(clean):
        here = [one for one in found if one[3] in levels]
        score.clean_false += len(here)
        score.clean_must += sum(strength == "必错" for *_rest, strength in here)
    for case, found in zip(cases, method([case.text for case in cases]), strict=True):
        here = [one for one in found if one[3] in levels]
        hits = [one for one in here if one[0] < case.end and case.start < one[1]]
        score.planted += 1
        score.found += bool(hits)
        score.mended += any(
            case.text[:s] + (new or "") + case.text[e:] == case.right for s, e, new, _l in hits
        )
        score.said += len(here)
        score.false += len(here) - len(hits)
        score.kinds[case.kind][0] += bool(hits)
        score.kinds[case.kind][1] += 1
    return score


def judge_sentences(method: Method, rows: Sequence[tuple[str, str]], levels: Sequence[str]) -> Score:
    """Sentences beside their corrections of equal length: every differing stretch is one error."""
    score = Score()
    for (wrong, right), found in zip(rows, method([wrong for wrong, _right in rows]), strict=True):
        here = [one for one in found if one[3] in levels]
        differing = [at for at, (a, b) in enumerate(zip(wrong, right, strict=True)) if a != b]
        hit = {at for at in differing for s, e, *_r in here if s <= at < e}
        false = sum(not any(s <= at < e for at in differing) for s, e, *_r in here)
        score.planted, score.found = score.planted + len(differing), score.found + len(hit)
        score.said, score.false = score.said + len(here), score.false + false
        if not differing:
            score.clean_characters += len(right)
            score.clean_false += len(here)
            score.clean_must += sum(strength == "必错" for *_rest, strength in here)
    return score


def plain(findings: Iterable, count: int) -> list[list[tuple[int, int, str | None, str]]]:
    rows: list[list] = [[] for _ in range(count)]
    for one in findings:
        rows[one.place.paragraph].append((one.place.start, one.place.end, one.replacement, one.strength))
    return rows


def by_detector(folder: Path) -> Method:
    from renda.kernel.proofreading.characters import detector

    def method(paragraphs: Sequence[str]) -> list:
        return plain(detector.find(paragraphs, target=folder), len(paragraphs))

    return method


def by_gates(folder: Path) -> Method:
    """All three gates as a user meets them, one paragraph at a time, without a town's data."""
    from renda.kernel.proofreading import gates
    from renda.kernel.proofreading.characters import detector, language

    statistics = language.language(folder)
    detector.language = lambda target=None: statistics

    def method(paragraphs: Sequence[str]) -> list:
        return [plain(gates.check_text(paragraph).findings, 1)[0] for paragraph in paragraphs]

    return method


def by_words(pairs: dict[str, str]) -> Method:
    """The word-list method."""
    sizes = sorted({len(word) for word in pairs}, reverse=True)

    def one(text: str) -> list:
        found, at = [], 0
        while at < len(text):
            size = next((n for n in sizes if text[at : at + n] in pairs), 0)
            if size:
                found.append((at, at + size, pairs[text[at : at + size]], "疑似"))
            at += size or 1
        return found

    return lambda paragraphs: [one(text) for text in paragraphs]


def by_pycorrector() -> Method | None:
    try:
        from pycorrector import Corrector
    except ImportError:
        return None
    corrector = Corrector()

    def method(paragraphs: Sequence[str]) -> list:
        answers = [corrector.correct(text)["errors"] for text in paragraphs]
        return [[(at, at + len(wrong), right, "疑似") for wrong, right, at in errors] for errors in answers]

    return method


def word_pairs(paths: Sequence[Path]) -> dict[str, str]:
    """Wrong word → right word from lists of others: JSON objects, or lines with the two words."""
    pairs: dict[str, str] = {}
    for path in paths:
        text = gzip.decompress(path.read_bytes()).decode()
        if ".json" in path.name:
            entries = json.loads(text)
            entries = entries.items() if isinstance(entries, dict) else entries
        else:
            entries = (line.split()[:2] for line in text.splitlines() if not line.startswith("#"))
        for entry in entries:
            wrong, right = (*entry, "", "")[:2]
            right = right[0] if isinstance(right, list) and right else right
            if isinstance(right, str) and len(wrong) > 1 and right and wrong != right:
                pairs[wrong] = right
    return pairs


def sentence_sets(path: Path) -> dict[str, list[tuple[str, str]]]:
    sets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if len(row["wrong"]) == len(row["right"]):
                sets[row["set"]].append((row["wrong"], row["right"]))
    return sets


def measured(name: str, method: Method, args: argparse.Namespace, sets: dict) -> dict:
    from benchmarks.own_set import material, plant

    result: dict = {}
    for half in material.HALVES:
        clean = material.paragraphs(half)
        cases = list(plant.cases(clean, args.seed))
        typed = [case for case in cases if case.kind in plant.CHARACTERS]
        groups = {"characters": typed} if name != "gates" else {"all": cases}
        for group, chosen in groups.items():
            for label, levels in (("said", SAID), ("with hints", ALL)):
                result[f"own {half}, {group}, {label}"] = judge_cases(method, chosen, clean, levels).row()
    for key, rows in sets.items() if name != "gates" else ():
        for label, levels in (("said", SAID), ("with hints", ALL)):
            row = judge_sentences(method, rows, levels).row()
            row.pop("kinds"), row.pop("mended")
            result[f"{key}, {label}"] = row
    texts = material.paragraphs("open") * (1 if name == "gates" else 3)
    started = time.perf_counter()
    method(texts)
    result["characters_per_second"] = round(sum(map(len, texts)) / (time.perf_counter() - started))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--statistics", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--confusions", type=Path, nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    import django

    if not args.statistics:
        os.environ["RENDA_DATA"] = tempfile.mkdtemp(prefix="proofread-")
    django.setup()
    from renda.kernel.proofreading.characters import build, sources

    folder = args.statistics or Path(os.environ["RENDA_DATA"]) / "language"
    if not args.statistics:
        found = [sources.own_words(), sources.own_templates(), sources.shipped()]
        report = build.build(folder, found=found)
        print("statistics:", [(one["name"], one["characters"]) for one in report.sources])
    sets = sentence_sets(args.sentences) if args.sentences else {}
    if not sets:
        print("development sentences were not given: only our own set is measured")
    methods: dict[str, Method | None] = {"detector": by_detector(folder), "gates": by_gates(folder)}
    if args.confusions:
        methods["words"] = by_words(word_pairs(args.confusions))
    else:
        print("no word lists were given: no word-list baseline")
    methods["pycorrector"] = by_pycorrector()
    if methods["pycorrector"] is None:
        print("pycorrector is not installed: not measured")
    results = {name: measured(name, method, args, sets) for name, method in methods.items() if method}
    for name, rows in results.items():
        print(f"\n== {name}")
        for key, row in rows.items():
            print(f"{key}: {json.dumps(row, ensure_ascii=False)}")
    if args.json:
        args.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
