"""Whoever looks into the archive sees its lists and loans."""

from __future__ import annotations

from renda.kernel.access.policies import policy
from renda.kernel.archive.policy import InTheArchive
from renda.modules.archive_work.models import Destruction, Loan, Transfer


@policy
class TransferPolicy(InTheArchive):
    model = Transfer


@policy
class DestructionPolicy(InTheArchive):
    model = Destruction


@policy
class LoanPolicy(InTheArchive):
    model = Loan
