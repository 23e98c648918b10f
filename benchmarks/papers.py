"""160 notices for the deputies, as docx and as PDF, beside docxtpl and LibreOffice when they are on the computer.

    python benchmarks/papers.py [--docxtpl PYTHON]

``--docxtpl`` names a Python that has docxtpl installed; it fills one prepared file (our own notice) 160 times.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from planted import BASE
from table import show

from renda.kernel.documents.checking import office
from renda.kernel.documents.engine.docx import render_docx
from renda.kernel.documents.engine.pdf import render_pdf

MANY = 160
GOALS = {"docx": 3.0, "pdf": 2.0}
NOTICE = replace(BASE, attachments=(), note="", cc=())
FILL = """
import io, sys, time
from docxtpl import DocxTemplate
start = time.perf_counter()
for n in range(int(sys.argv[2])):
    one = DocxTemplate(sys.argv[1])
    one.render({"who": f"代表{n}"})
    one.save(io.BytesIO())
print(time.perf_counter() - start)
"""


def notices() -> list[Any]:
    """One notice for each deputy."""
    return [replace(NOTICE, addressees=(f"第{n}位代表",)) for n in range(MANY)]


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peer_docx(python: str) -> float:
    """Seconds docxtpl takes for as many; it fills a ready layout and lays nothing out itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "notice.docx")
        path.write_bytes(render_docx(replace(NOTICE, addressees=("{{ who }}",))))
        done = subprocess.run([python, "-c", FILL, str(path), str(MANY)], capture_output=True, text=True, check=True, timeout=300)
        return float(done.stdout)


def peer_pdf(papers: list[Any]) -> float:
    """Seconds LibreOffice takes to turn the same papers into PDF, all in one call."""
    with tempfile.TemporaryDirectory() as folder:
        for n, paper in enumerate(papers):
            Path(folder, f"{n}.docx").write_bytes(render_docx(paper))
        files = [str(path) for path in sorted(Path(folder).glob("*.docx"))]
        profile = Path(folder, "profile").as_uri()
        command = [str(office.program()), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir", folder, *files]
        spent = seconds(lambda: subprocess.run(command, capture_output=True, check=True, timeout=600))
        made = len(list(Path(folder).glob("*.pdf")))
        if made != len(papers):
            raise SystemExit(f"LibreOffice made only {made} of {len(papers)} files")
        return spent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--docxtpl", help="a Python with docxtpl")
    options = parser.parse_args()
    papers = notices()
    render_docx(papers[0])
    render_pdf(papers[0])
    docx_time = seconds(lambda: [render_docx(paper) for paper in papers])
    pdf_time = seconds(lambda: [render_pdf(paper) for paper in papers])
    rows = [["docx", "renda", f"{docx_time:.2f}", GOALS["docx"]], ["pdf", "renda", f"{pdf_time:.2f}", GOALS["pdf"]]]
    if options.docxtpl:
        rows.append(["docx", "docxtpl (fills only)", f"{peer_docx(options.docxtpl):.2f}", ""])
    if office.program():
        rows.append(["pdf", "LibreOffice", f"{peer_pdf(papers):.2f}", ""])
    show(f"{MANY} notices", ["as", "tool", "seconds", "goal"], rows)
    print("" if options.docxtpl else "docxtpl was not named: not measured")
    sys.exit(0 if docx_time <= GOALS["docx"] and pdf_time <= GOALS["pdf"] else 1)


if __name__ == "__main__":
    main()
