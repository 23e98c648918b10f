"""The people of a session: who they are, whether they come, where they sit, what they get."""
