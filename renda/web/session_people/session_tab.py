"""The tab of the people."""

from renda.web.sessions.tabs import Tab

TAB = Tab(20, "人员", "session_people:list", "attendance.view")
