"""The document engine: one model of an official paper, two renderers, checks and templates. No database."""
