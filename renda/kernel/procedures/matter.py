"""The base of everything that is moved by a procedure."""

from __future__ import annotations

from django.db import models

from renda.foundation import clock
from renda.kernel.units.models import TownOwned


class Matter(TownOwned):
    """State and version are written by the executor only (tests/architecture checks the code)."""

    state = models.CharField("状态", max_length=24, editable=False, db_index=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    state_since = models.DateTimeField(default=clock.now, editable=False)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        raise TypeError(f"{type(self).__name__} 没有页面地址")

    @property
    def procedure(self):
        from renda.kernel.procedures.registry import procedure_of

        return procedure_of(self)

    def state_label(self) -> str:
        """The Chinese word for the present state."""
        return self.procedure.state(self.state).label
