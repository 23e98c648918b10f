"""The light of a project: on time, behind, done, always with its word."""

from __future__ import annotations

from renda.foundation import clock
from renda.modules.livelihood import selectors
from renda.modules.livelihood.models import Pace, Project
from renda.web.steps.words import state_light
from renda.web.ui import lights

CAMPAIGN_BAR = (
    ("征集意见", ("collecting",)),
    ("定候选项目", ("shortlist",)),
    ("提交大会", ("listed",)),
    ("票决", ("voting", "short")),
    ("公布交办", ("decided",)),
    ("归档", ("announced",)),
)
PROJECT_BAR = (
    ("报计划", ("planning",)),
    ("实施", ("doing",)),
    ("验收", ("done",)),
    ("测评", ("accepted",)),
    ("归档", ("rated",)),
)
LIGHTS = {Pace.ON_TIME: "later", Pace.BEHIND: "overdue", Pace.DONE: "done"}


def project_light(project: Project) -> dict[str, str]:
    """How a project stands; before its plan and after a stop it is the state that counts."""
    if project.state == "stopped":
        return state_light(project)
    standing = selectors.standing_of(project, clock.today())
    if project.state == "planning" and standing.pace != Pace.BEHIND:
        return state_light(project)
    return lights.light(LIGHTS[standing.pace], standing.words)
