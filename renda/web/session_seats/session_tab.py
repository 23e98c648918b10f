"""The tab of seats, badges and everything printed for the hall."""

from renda.web.sessions.tabs import Tab

TAB = Tab(30, "座次与证件", "session_seats:plan", "attendance.view")
