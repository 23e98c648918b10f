"""What this module declares: the way of a paper."""

from renda.kernel.procedures.registry import register
from renda.modules.drafting.procedure.draft import DRAFT

register(DRAFT)
