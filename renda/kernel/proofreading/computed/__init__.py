"""Checks that have to count, recompute or compare; each module has ``find(text, context)``."""
