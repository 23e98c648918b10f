"""A template that asks for a variable nobody gave it fails the test that rendered it."""

from __future__ import annotations

import sys

from renda.config.environment import INVALID_VARIABLE

_missing: list[str] = []


class StrictVariable(str):
    """The value Django shows for a missing variable; it writes down which one, and in which template."""

    def __mod__(self, variable: object) -> str:
        _missing.append(f"{variable}（{_template_name()}）")
        return INVALID_VARIABLE % variable


def _template_name() -> str:
    frame = sys._getframe(2)
    for _ in range(6):
        if frame is None:
            break
        context = frame.f_locals.get("context")
        template = getattr(context, "template", None)
        if template is not None:
            inner = getattr(context.render_context, "template", None)
            return (inner or template).name or "模板文字"
        frame = frame.f_back
    return "模板不明"


def install(templates: list[dict]) -> None:
    """Make every engine in ``templates`` (Django's setting) strict; before the first template is loaded."""
    for engine in templates:
        engine["OPTIONS"]["string_if_invalid"] = StrictVariable(INVALID_VARIABLE)


def forget() -> None:
    """Start a test with a clean slate."""
    _missing.clear()


def missing() -> list[str]:
    """The missing variables since the last ``forget``, each with its template."""
    return sorted(set(_missing))
