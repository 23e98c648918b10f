"""What this module declares: the way of a round, of a constituency, of a recall."""

from renda.kernel.procedures.registry import register
from renda.modules.deputy_elections.procedure.contest import CONTEST
from renda.modules.deputy_elections.procedure.election import ELECTION
from renda.modules.deputy_elections.procedure.recall import RECALL

for procedure in (ELECTION, CONTEST, RECALL):
    register(procedure)
