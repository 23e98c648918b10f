"""SQLite with one write lock per process: see ``base.py``; ``read_only`` is here for convenience."""

from renda.kernel.safekeeping.reading import read_only

__all__ = ["read_only"]
