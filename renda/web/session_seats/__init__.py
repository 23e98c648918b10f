"""Seats of a session and what is printed from its one ordered list."""
