"""Layout faults planted into good papers of our own templates: how many are found and mended, beside gongwen-skill.

    python benchmarks/layout.py [--peer PATH-TO-gongwen]

A fault counts as found when its check speaks on the planted file and did not speak on the good one; whatever else speaks
anew is a false alarm, as is anything (hints aside) on the good papers. A fault counts as mended when the planted
property reads as before and no character has changed. The peer's ids are its own, so it is measured generously: any new
line in its report counts as found.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import docx
from planted import FAULTS, GOOD, Fault, good_paper
from table import show

from renda.kernel.documents.checking import check_docx
from renda.kernel.documents.checking.mend import mend_docx

GOAL = 0.98


@dataclass
class Case:
    """One fault planted into one paper."""

    paper: str
    fault: Fault
    good: bytes
    planted: bytes


def saved(document: Any) -> bytes:
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def cases() -> list[Case]:
    """Every fault in every paper it can be planted into."""
    found = []
    for name in GOOD:
        good = good_paper(name)
        for fault in FAULTS:
            document = opened(good)
            if name in fault.papers and fault.plant(document) is not False:
                found.append(Case(name, fault, good, saved(document)))
    return found


def spoken(data: bytes) -> Counter[tuple[str, str, str]]:
    """What the product says, hints aside, without numbers of paragraphs."""
    report = check_docx(data, draw=False)
    return Counter((one.id, one.place.element, one.message) for one in report.findings if one.id != "FMT-36")


def measure_ours(all_cases: list[Case]) -> dict[str, Any]:
    right = wrong = missed = mended = to_mend = 0
    seen: dict[str, Counter] = {}
    failures = []
    for case in all_cases:
        base = seen.setdefault(case.paper, spoken(case.good))
        new = spoken(case.planted) - base
        hits = [key for key in new if key[0] in case.fault.ids]
        others = [key for key in new if key[0] not in case.fault.ids]
        right += bool(hits)
        missed += not hits
        wrong += len(others)
        if not hits or others:
            failures.append(f"{case.paper}/{case.fault.name}: found {hits[:1]} besides {others[:2]}")
        if case.fault.mendable:
            to_mend += 1
            healed = is_mended(case)
            mended += healed
            if not healed:
                failures.append(f"{case.paper}/{case.fault.name}: not mended")
    alarms = sum(sum(count.values()) for count in seen.values())
    return {"right": right, "missed": missed, "wrong": wrong, "alarms": alarms, "mended": mended, "to_mend": to_mend, "failures": failures}


def is_mended(case: Case) -> bool:
    """Whether the planted property reads as in the good paper after mending."""
    result = mend_docx(case.planted)
    return case.fault.probe(opened(result.data)) == case.fault.probe(opened(case.good))


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


# ------------------------------------------------------------------ the peer


def peer_says(program: str, folder: Path, data: bytes) -> Counter[str]:
    """Lines of the peer's report on a file."""
    path = folder / "paper.docx"
    path.write_bytes(data)
    done = subprocess.run([program, "check", str(path)], capture_output=True, text=True, timeout=120, check=False, cwd=folder)
    return Counter(line.strip() for line in done.stdout.splitlines() if line.strip())


def peer_mends(program: str, folder: Path, case: Case) -> bool:
    path, out = folder / "paper.docx", folder / "mended.docx"
    path.write_bytes(case.planted)
    out.unlink(missing_ok=True)
    subprocess.run([program, "optimize", str(path), "-o", str(out), "--apply"], capture_output=True, timeout=120, check=False, cwd=folder)
    if not out.is_file():
        return False
    try:
        return case.fault.probe(opened(out.read_bytes())) == case.fault.probe(opened(case.good))
    except Exception as error:  # the peer's file may be anything at all
        print(f"  peer: {case.paper}/{case.fault.name}: {type(error).__name__}")
        return False


def measure_peer(program: str, all_cases: list[Case], most: int) -> dict[str, int]:
    chosen = all_cases[:: max(1, len(all_cases) // most)][:most]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base: dict[str, Counter] = {}
        found = mended = to_mend = 0
        for case in chosen:
            before = base.setdefault(case.paper, peer_says(program, folder, case.good))
            found += bool(peer_says(program, folder, case.planted) - before)
            if case.fault.mendable:
                to_mend += 1
                mended += peer_mends(program, folder, case)
    return {"cases": len(chosen), "found": found, "mended": mended, "to_mend": to_mend}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", default=shutil.which("gongwen"), help="the gongwen program of gongwen-skill")
    parser.add_argument("--peer-cases", type=int, default=40)
    options = parser.parse_args()
    all_cases = cases()
    ours, seconds = timed(lambda: measure_ours(all_cases))
    recall = ours["right"] / len(all_cases)
    precision = ours["right"] / max(1, ours["right"] + ours["wrong"] + ours["alarms"])
    share = ours["mended"] / max(1, ours["to_mend"])
    rows = [["renda", len(all_cases), f"{recall:.3f}", f"{precision:.3f}", f"{ours['mended']}/{ours['to_mend']}", f"{share:.3f}", f"{seconds / len(all_cases):.3f}"]]
    if options.peer:
        peer, spent = timed(lambda: measure_peer(options.peer, all_cases, options.peer_cases))
        rows.append(["gongwen-skill", peer["cases"], f"{peer['found'] / peer['cases']:.3f}", "-", f"{peer['mended']}/{peer['to_mend']}",
                     f"{peer['mended'] / max(1, peer['to_mend']):.3f}", f"{spent / peer['cases']:.3f}"])
    show("Planted layout faults", ["tool", "faults", "recall", "precision", "mended", "share", "s/case"], rows)
    if not options.peer:
        print("gongwen-skill is not installed: the peer was not measured")
    for line in ours["failures"]:
        print("  " + line)
    sys.exit(0 if len(all_cases) >= 100 and min(recall, precision, share) >= GOAL else 1)


if __name__ == "__main__":
    main()
