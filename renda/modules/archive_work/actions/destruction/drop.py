"""The list is given up; its items may stand on another one."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    """Nothing more: a list that is closed holds nothing."""
