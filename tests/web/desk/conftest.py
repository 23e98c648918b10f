"""A town with suggestions on every part of their way."""

from __future__ import annotations

import pytest

from tests.modules.suggestions.story import Story


@pytest.fixture
def stories(town_set, frozen_clock):
    """state → story: one suggestion submitted, registered, assigned, in hand, replied."""
    return {
        "submitted": Story(town_set, title="关于上河村装路灯的建议").submitted(),
        "registered": Story(town_set, title="关于整修集镇公厕的建议").registered(),
        "assigned": Story(town_set, title="关于清淤东塘的建议").assigned(),
        "handling": Story(town_set, title="关于修复上河村东渠的建议").handling(),
        "replied": Story(town_set, title="关于加固西坝的建议").replied(),
    }
