"""The procedures of a year's vote and of each project."""

from renda.modules.livelihood.procedure import campaign, project  # noqa: F401
