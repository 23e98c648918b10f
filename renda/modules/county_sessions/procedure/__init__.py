"""The procedures of the county's session and of each bill or suggestion put forward there."""

from renda.modules.county_sessions.procedure import item, session  # noqa: F401
