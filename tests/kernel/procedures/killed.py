"""Hands in suggestions without end and names each one only after it is committed; run by test_kill.py."""

import sys

import django

django.setup()

from renda.kernel.access.actors import of_account  # noqa: E402 - needs the apps
from renda.kernel.people.models import Account  # noqa: E402
from renda.kernel.procedures.execute import execute, open_matter  # noqa: E402
from renda.kernel.units.scope import acting_in  # noqa: E402

account = Account.objects.get(username="deputy")
content = {"kind": "suggestion", "facts": "三组道路坑洼，雨天无法通行。", "ask": "请修好三组道路。"}
with acting_in(account.town_id):
    actor = of_account(account)
    count = 0
    while True:
        count += 1
        words = {**content, "title": f"关于修路的建议之{count}"}
        draft = open_matter(actor, "suggestion", "draft", words).matter
        execute(actor, draft, "submit", words)
        sys.stdout.write(f"{draft.pk}\n")
        sys.stdout.flush()
