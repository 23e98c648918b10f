"""Is everything still whole? The database itself, what other applications registered, the backups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from renda.foundation import clock
from renda.foundation.chinese.dates import date_zh
from renda.kernel.safekeeping import checks
from renda.kernel.safekeeping.models import BackupPlace
from renda.kernel.safekeeping.schedule import last_backup

OLD_BACKUP = timedelta(days=2)
FAULTS_SHOWN = 20


@dataclass(frozen=True)
class VerifyReport:
    """(key, Chinese title, finding) of every check."""

    findings: list[tuple[str, str, checks.Finding]]

    @property
    def ok(self) -> bool:
        """Nothing is damaged. Warnings (an old backup) don't count."""
        return all(finding.ok or finding.warning for _, _, finding in self.findings)


def verify(progress: checks.Tell = checks.quiet) -> VerifyReport:
    """Run all checks; one that breaks down is itself a fault, and the others still run."""
    own = [("database", "数据库", check_database)]
    last = [("backup", "备份", check_backup_age)]
    findings = []
    for key, title, check in [*own, *checks.registered(), *last]:
        progress(f"正在检查：{title}")
        try:
            finding = check(progress)
        except Exception as error:
            finding = checks.Finding(
                f"{title}没有查成", [f"检查{title}时出错（{type(error).__name__}），请联系系统管理员。"]
            )
        findings.append((key, title, finding))
    return VerifyReport(findings)


def check_database(tell: checks.Tell) -> checks.Finding:
    """SQLite: every page, every index, every reference. PostgreSQL: every reference."""
    faults = []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            found = [row[0] for row in cursor.fetchall()]
            if found != ["ok"]:
                faults.append(f"数据库文件有{len(found)}处损坏，请从备份恢复。")
            cursor.execute("PRAGMA foreign_key_check")
            if loose := cursor.fetchall():
                names = "、".join(sorted({row[0] for row in loose}))
                faults.append(f"有{len(loose)}条记录指向不存在的内容（{names}），请联系系统管理员。")
        else:
            cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated")
            if cursor.fetchall():
                faults.append("数据库里有没有核实的关联，请联系系统管理员。")
    return checks.Finding("数据库有问题" if faults else "数据库完好", faults)


def check_backup_age(tell: checks.Tell) -> checks.Finding:
    """A warning when the last good backup is old or there is none."""
    last = last_backup()
    if last is None:
        return checks.Finding("还没有备份过", ["还没有备份过，请今天就做一次备份。"], warning=True)
    at = last.at.astimezone(clock.ZONE)
    when = f"{date_zh(at)} {at:%H:%M}"
    if clock.now() - last.at > OLD_BACKUP:
        days = (clock.now() - last.at).days
        return checks.Finding(
            f"最近一次备份在{when}", [f"已经{days}天没有备份，请做一次备份。"], warning=True
        )
    problems = [f"{place}：{place.problem}" for place in BackupPlace.objects.exclude(problem="")]
    return checks.Finding(f"最近一次备份在{when}", problems, warning=bool(problems))
