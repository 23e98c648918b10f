"""The people of a session: list, groups, notices, leave, papers, meals and cars, and everybody's own page."""
