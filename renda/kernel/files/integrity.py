"""Are all stored files there and unchanged?"""

from __future__ import annotations

from dataclasses import dataclass, field

from renda.kernel.files import blobs
from renda.kernel.files.models import StoredFile
from renda.kernel.safekeeping import checks

TELL_EVERY = 500


@dataclass(frozen=True)
class IntegrityReport:
    """``missing`` and ``changed`` are file names as the office knows them; ``orphans`` are digests
    of blobs that no row mentions (left by uploads that were not completed; nothing is lost)."""

    files: int
    blobs: int
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.missing and not self.changed


def register() -> None:
    """Add the check to ``renda verify``."""
    checks.register("files", "文件", _as_finding)


def check_integrity(tell: checks.Tell = checks.quiet) -> IntegrityReport:
    """Read every blob, compare with its digest and with the rows."""
    names = _known_names()
    files = StoredFile.objects.count()
    found, changed, orphans = set(), [], []
    for count, (digest, _) in enumerate(blobs.walk(), 1):
        found.add(digest)
        if digest not in names:
            orphans.append(digest)
        if not blobs.is_whole(digest):
            changed.append(names.get(digest, digest))
        if count % TELL_EVERY == 0:
            tell(f"检查文件：已查{count}个")
    missing = sorted(name for digest, name in names.items() if digest not in found)
    return IntegrityReport(files, len(found), missing, sorted(changed), orphans)


def _known_names() -> dict[str, str]:
    names: dict[str, str] = {}
    rows = StoredFile.objects.order_by("pk").values_list("sha256", "thumbnail_sha256", "original_name")
    for digest, small, name in rows.iterator(chunk_size=2000):
        names[digest] = name
        if small:
            names.setdefault(small, f"{name}（缩略图）")
    return names


def _as_finding(tell: checks.Tell) -> checks.Finding:
    report = check_integrity(tell)
    faults = [f"文件“{name}”不在了，请从备份恢复。" for name in report.missing]
    faults += [f"文件“{name}”的内容变了，请从备份恢复。" for name in report.changed]
    spare = f"，另有{len(report.orphans)}个没有用到的文件" if report.orphans else ""
    return checks.Finding(f"文件{report.files}份，{'有问题' if faults else '完好'}{spare}", faults)
