"""A package as one archive: Word and PDF of every paper in order, the table, and the digests of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from renda.kernel.documents import papers
from renda.kernel.dossiers import export
from renda.modules.county_sessions.models import Package


def stream(made: Package) -> Iterator[bytes]:
    """The archive in pieces. Everything from the database is read before the first piece."""
    package = export.Package(export.safe_name(f"{made.session}{made}", "报送材料"))
    for row in made.enclosures.select_related("paper").order_by("position"):
        name = f"{row.position:02d}-{export.safe_name(row.paper.title, '材料')}"
        package.members.append(
            export.Member(f"{name}.pdf", lambda paper=row.paper: iter([papers.as_pdf(paper).bytes]))
        )
        package.members.append(
            export.Member(f"{name}.docx", lambda paper=row.paper: iter([papers.as_docx(paper)]))
        )
    digest, table = made.list_file.sha256, export.safe_name(made.list_file.original_name, "汇总表.xlsx")
    package.members.append(export.Member(f"00-{table}", lambda: export.read_blob(digest)))
    return export.stream(package)
