"""The tab of seats, badges and everything printed for the hall."""

from renda.web.sessions.tabs import Tab

TAB = Tab(
    30, "座次与证件", "session_seats:plan", "attendance.view", steps=("seats",),
    pages=(("cards", "打印会场用品", "session_seats:print"), ("book", "打印会场用品", "session_seats:print")),
)  # fmt: skip
