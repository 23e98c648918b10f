"""The declared procedures of this app; importing this package registers them."""

from renda.kernel.procedures.registry import register
from renda.modules.elections.procedure.election import ELECTION
from renda.modules.elections.procedure.method import METHOD
from renda.modules.elections.procedure.questioning import QUESTIONING
from renda.modules.elections.procedure.removal import REMOVAL
from renda.modules.elections.procedure.resignation import RESIGNATION

PROCEDURES = tuple(register(one) for one in (METHOD, ELECTION, REMOVAL, RESIGNATION, QUESTIONING))
