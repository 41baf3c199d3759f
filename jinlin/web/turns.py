"""Which matters wait for this very person, of those that somebody names?"""

from collections.abc import Collection, Mapping
from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.shell.one_list import Source
from jinlin.web import lists


def whose_turn(actor: Actor, named: Mapping[str, Collection[UUID]]) -> set[UUID]:
    """Of staff what stands in their list of what waits; of residents what stands first among their
    own matters. Only the lists that hold such rows are read, and only these rows.
    """
    found: set[UUID] = set()
    for source in lists.waiting(actor) if actor.is_staff else lists.own(actor):
        if keys := named.get(source.parts[0].model._meta.label_lower):
            found |= _waiting(source, keys, is_staff=actor.is_staff)
    return found


def _waiting(source: Source, keys: Collection[UUID], *, is_staff: bool) -> set[UUID]:
    rows = [row for part in source.parts for row in part.filter(pk__in=keys)]
    if is_staff:
        return {row.pk for row in rows}
    lines = zip(rows, source.lines(rows), strict=True) if rows else ()
    return {row.pk for row, line in lines if int(line.rank) == 0}
