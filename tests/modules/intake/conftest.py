"""Old papers taken in by the office, with a recognition that stands in for the real one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from renda.modules.intake import reading, taking
from renda.modules.intake.models import Intake, IntakePaper
from renda.modules.intake.taking import Given
from tests.modules.intake import made


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    """Every test stores its files in a folder of its own, which has room whatever the disk of the machine has."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def sheets(monkeypatch):
    """What the recognition gives: pages, or a problem to run into at that page; ``asked`` tells from which page on."""
    told = SimpleNamespace(pages=[made.page_of(*made.WORDS[:3]), made.page_of(*made.WORDS[3:])], asked=[])

    def recognise(data, kind, *, first=0, most=0):
        told.asked.append(first)
        for page in told.pages[first:] if kind == "pdf" else told.pages[:1]:
            if isinstance(page, Exception):
                raise page
            yield page, len(told.pages)

    monkeypatch.setattr(reading, "recognise", recognise)
    return told


@pytest.fixture
def office(town_set, frozen_clock, monkeypatch):
    """The office, which reads at once when asked to."""
    monkeypatch.setattr(reading.beside, "is_beside", False)
    return town_set.actor("office")


@pytest.fixture
def take(office):
    """``take(files)`` → the list they are on and what was said; ``read=False`` leaves them unread."""

    def taken(files: dict[str, bytes], *, intake: Intake | None = None, read: bool = True):
        intake = intake or taking.begin(office)
        said = taking.add(office, intake, [Given(name, data) for name, data in files.items()])
        if read:
            reading.beside.start()
        return intake, said

    return taken


def only(intake: Intake) -> IntakePaper:
    return intake.papers.get()
