"""The procedures of a round of appraisal, of each unit's part, and of each thing a unit has to put right."""

from renda.modules.appraisals.procedure import appraisal, appraised, demand  # noqa: F401
