"""Types into a count sheet without end and names each number only after it is kept; run by tests/journeys/test_power_cut.py."""

import sys

import django

django.setup()

from renda.kernel.access.actors import of_account  # noqa: E402 - needs the apps
from renda.kernel.ballots import steps  # noqa: E402
from renda.kernel.ballots.models import Ballot  # noqa: E402
from renda.kernel.people.models import Account  # noqa: E402
from renda.kernel.units.scope import acting_in  # noqa: E402

account = Account.objects.get(username="office")
with acting_in(account.town_id):
    actor = of_account(account)
    sheet = steps.sheet_for(actor, Ballot.objects.get())
    number = 0
    while True:
        number += 1
        steps.save_sheet(actor, sheet, {"issued": str(number)})
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
