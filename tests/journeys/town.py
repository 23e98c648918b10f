"""Run as a program in an empty data folder: makes the town of the harness there, as the wizard would leave it."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renda.config.settings")


def main() -> None:
    """A current database with one town and an account for every role."""
    django.setup()
    from renda.cli import database
    from tests.harness.town import make_town

    database.bring_up_to_date(lambda words: None)
    make_town()


if __name__ == "__main__":
    main()
