"""Who may rehearse."""

from renda.kernel.access import verbs

HOLD = "rehearsal.hold"

verbs.register(**{HOLD: "演练大会"})
