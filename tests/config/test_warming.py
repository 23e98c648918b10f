"""Getting ready for the first visitor: what the server loads before it is asked."""

from __future__ import annotations

import gc

import pytest
from django.template import engines

from renda.config import warming


@pytest.fixture
def thawed():
    """The collector as it was, whatever was set aside."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_every_template_is_ready_and_what_is_loaded_is_set_aside():
    cached = engines["django"].engine.template_loaders[0]
    cached.reset()
    warming.load()
    assert len(cached.get_template_cache) >= len(list(warming.TEMPLATES.rglob("*.html")))
    assert gc.get_freeze_count() > 0
