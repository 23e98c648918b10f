"""The tab of what happens in the hall."""

from renda.web.sessions.tabs import Tab

TAB = Tab(
    40, "会上", "sittings:index", "sitting.view", steps=("scripts", "preparatory"),
    pages=(("agenda", "议程和日程", "sittings:programme"),),
)  # fmt: skip
