"""Search over everything that has a text, and similar texts."""
