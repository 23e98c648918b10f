"""The tab of the vote on livelihood projects; the wishes are collected there while the session is prepared."""

from renda.web.sessions.tabs import Tab

TAB = Tab(55, "民生实事", "livelihood:session", "livelihood.view", steps=("wishes",))
