"""What this module declares: the way of a suggestion, of a promise, of a supervision event."""

from renda.kernel.procedures.registry import register
from renda.modules.suggestions.procedure.promise import PROMISE
from renda.modules.suggestions.procedure.rhythm import RHYTHM
from renda.modules.suggestions.procedure.suggestion import SUGGESTION

for procedure in (SUGGESTION, PROMISE, RHYTHM):
    register(procedure)
