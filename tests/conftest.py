"""What holds for every test: strict templates, no network, a database and a data folder of its own."""

from __future__ import annotations

import os
from collections.abc import Callable

import hypothesis
import pytest

from tests.harness import network, queries, strict

pytest_plugins = [
    "tests.harness.database",
    "tests.harness.clocks",
    "tests.harness.browser",
    "tests.harness.town",
]


def pytest_configure() -> None:
    from django.conf import settings

    strict.install(settings.TEMPLATES)
    network.block()
    # On a busy machine making examples takes its time; how long says nothing about the code.
    hypothesis.settings.register_profile(
        "suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("suite")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    strict.forget()
    outcome = yield
    missing = strict.missing()
    if missing and not item.get_closest_marker("allows_missing_variables"):
        pytest.fail("模板里用到了没有提供的变量：\n" + "\n".join(missing), pytrace=False)
    return outcome


#: What a test has to ask for to reach the database of the run.
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def proves_nothing_more(item: pytest.Item) -> bool:
    """On a second database: a test that reaches none, or that is about something else (see the mark ``one_database``)."""
    if item.get_closest_marker("one_database"):
        return True
    return not DATABASE & set(getattr(item, "fixturenames", ())) and not item.get_closest_marker("django_db")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever opens a browser is a browser test, marked or not; PostgreSQL runs what asks for a database."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    if os.environ.get("RENDA_DATABASE_URL"):
        left_out = [item for item in items if proves_nothing_more(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not proves_nothing_more(item)]


@pytest.fixture
def assert_max_queries() -> Callable:
    """``with assert_max_queries(12): …``"""
    return queries.assert_max_queries


@pytest.fixture
def assert_queries_flat() -> Callable:
    """``assert_queries_flat(view, make_rows, rows_small, rows_large)``"""
    return queries.assert_queries_flat
