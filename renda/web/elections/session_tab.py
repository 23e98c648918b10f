"""The tab of elections, removals, resignations and questioning."""

from renda.web.sessions.tabs import Tab

TAB = Tab(60, "选举", "elections:list", "election.view", steps=("election_method", "nominations", "ballots"))
