"""The tabs of preparing and of winding up."""

from renda.web.sessions.tabs import Tab

TABS = [
    Tab(10, "筹备", "sessions:plan", "session.plan"),
    Tab(70, "会后", "sessions:after", "session.plan"),
]
