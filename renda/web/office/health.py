"""Is the machine well? Figures for the keeper: sizes, space, backups, messages; nothing of the work itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

import renda
from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.files.models import StoredFile
from renda.kernel.notices.models import Delivery, DeliveryState
from renda.kernel.people.models import Account
from renda.kernel.safekeeping import schedule
from renda.kernel.safekeeping.verify import OLD_BACKUP
from renda.kernel.units.scope import active_town_id

LITTLE_SPACE = 2 * 1024**3


def health(request: HttpRequest) -> HttpResponse:
    """The figures, each with a light."""
    policies.require_verb(request.actor, "backup.make")
    folder = Path(settings.DATA_DIR)
    space = shutil.disk_usage(folder)
    last = schedule.last_backup()
    failed = (
        Delivery.objects.filter(state=DeliveryState.FAILED).exclude(channel__in=["inbox", "print"]).count()
    )
    context = {
        "version": renda.__version__,
        "engine": {"sqlite": "本机数据库", "postgresql": "数据库服务器"}.get(
            connection.vendor, connection.vendor
        ),
        "database_size": sum(path.stat().st_size for path in folder.glob("*.sqlite3*")),
        "files": StoredFile.objects.count(),
        "free": space.free,
        "little_space": space.free < LITTLE_SPACE,
        "last": last,
        "old_backup": last is None or clock.now() - last.at > OLD_BACKUP,
        "failed": failed,
        "locked": Account.objects.filter(town_id=active_town_id(), locked_until__gt=clock.now()).count(),
        "folder": str(folder),
    }
    return render(request, "office/health.html", context)
