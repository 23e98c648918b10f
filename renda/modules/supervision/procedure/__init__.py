"""The procedures of an inspection and of each problem it found."""

from renda.modules.supervision.procedure import inspection, problem  # noqa: F401
