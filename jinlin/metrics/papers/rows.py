"""Which papers of figures may somebody see, and how is one held while it is changed?"""

from typing import Generic, Self, TypeVar

from django.db import models

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.ground.accounts.roles import Role

Row = TypeVar("Row", bound=models.Model)
WRITERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)
SIGNERS = (Role.LEAD, Role.SUPERVISOR)


class ScopedRows(models.QuerySet[Row], Generic[Row]):
    def for_desk(self, actor: Actor) -> Self:
        """Those of the places that this person looks after."""
        return self.filter(within(actor.codes(*WRITERS)))

    visible_to = for_desk

    def to_sign(self, actor: Actor) -> Self:
        """Those of the places that this person answers for."""
        return self.filter(within(actor.codes(*SIGNERS)))

    def held(self, pk: object) -> Row:
        """The row as it is now, locked. Raises NotHere when it is gone."""
        row = self.select_for_update(of=("self",)).select_related("place").filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row
