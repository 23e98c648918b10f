"""The tab of the votes."""

from renda.web.sessions.tabs import Tab

TAB = Tab(50, "表决", "ballots:list", "ballot.view")
