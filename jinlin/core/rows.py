"""What do all living rows have in common?"""

from typing import Any, TypeVar, cast

from django.db import models
from django.db.models import Model

from jinlin.core.errors import NotHere, Stale
from jinlin.core.keys import uuid7

Row = TypeVar("Row", bound=Model)


class CountyRow(models.Model):
    """A row of one county.

    The key may be made by whoever records first, also offline; `county` (six digits) never changes:
    it may become the shard key.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6, editable=False)

    class Meta:
        abstract = True


class MovingRows(models.QuerySet[Row]):
    """Rows that a lifecycle moves.

    `with_row` names the relations that a locked row is read with.
    """

    with_row: tuple[str, ...] = ()

    def locked(self, row: "MovingRow") -> Row:
        """The row as it is now, locked.

        Raises Stale when it moved on since the caller's copy was read, NotHere when it is gone.
        """
        found: Any = self.held(row)
        if found.version != row.version:
            raise Stale(
                detail={"version": found.version, "yours": row.version, "state": found.state}
            )
        return cast(Row, found)

    def held(self, row: "MovingRow") -> Row:
        """The row as it is now, locked, whatever version the caller saw: for what many may do to it
        at the same time, and for the second row of a verb.
        """
        found = (
            self.select_for_update(of=("self",))
            .select_related(*self.with_row)
            .filter(pk=row.pk)
            .first()
        )
        if found is None:
            raise NotHere
        return found


class MovingRow(CountyRow):
    """A row with a lifecycle and so a `state`.

    `version` is the number of entries on its timeline; whoever changes it says which version they
    saw.
    """

    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
