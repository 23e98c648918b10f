"""What holds for every test: strict templates, no network, a database and a data folder of its own."""

from __future__ import annotations

from collections.abc import Callable

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    strict.forget()
    outcome = yield
    missing = strict.missing()
    if missing and not item.get_closest_marker("allows_missing_variables"):
        pytest.fail("模板里用到了没有提供的变量：\n" + "\n".join(missing), pytrace=False)
    return outcome


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a browser is a browser test, marked or not."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def assert_max_queries() -> Callable:
    """``with assert_max_queries(12): …``"""
    return queries.assert_max_queries


@pytest.fixture
def assert_queries_flat() -> Callable:
    """``assert_queries_flat(view, make_rows, rows_small, rows_large)``"""
    return queries.assert_queries_flat
