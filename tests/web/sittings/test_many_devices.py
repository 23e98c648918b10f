"""The benchmark's devices, fewer of them: all at once, some twice, some late; nobody lost and nobody double."""

from __future__ import annotations

import pytest
from django.urls import reverse

from benchmarks.signin import cookies_for, counted, drive, plan
from renda.modules.sessions.sittings.models import SignIn


@pytest.mark.django_db(transaction=True)
def test_eight_tables_at_once_lose_nobody_and_count_nobody_twice(hall, live_server):
    hall.add_deputies(31)
    hall.begin_sign_in()
    address = reverse("sittings:send", args=[hall.session.pk, hall.sitting.pk])
    codes = [row.token for row in hall.attendees]
    devices = plan({address: codes}, cookies_for(hall.made.accounts["office"], 8))
    sent = sum(len(scans) for device in devices for _, scans in device.packets)
    report = drive(live_server.url, devices, pace=0)
    assert counted() == (len(codes), 0)
    assert report.unanswered == 0 and sum(report.outcomes.values()) == sent
    assert set(report.outcomes) <= {"signed", "already"} and report.outcomes["already"] >= len(codes) // 20
    assert SignIn.objects.values("table").distinct().count() > 1
