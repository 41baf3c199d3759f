"""Which matters wait for this very person, of those that somebody names?"""

from collections.abc import Collection, Mapping
from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.shell.one_list import Source
from jinlin.shell.together import together
from jinlin.web import lists

Named = list[tuple[Source, Collection[UUID]]]


def whose_turn(actor: Actor, named: Mapping[str, Collection[UUID]]) -> set[UUID]:
    """Of staff what stands in their list of what waits; of residents what stands first among their
    own matters. Only the lists that hold such rows are read, and only these rows.
    """
    sources = lists.waiting(actor) if actor.is_staff else lists.own(actor)
    keys = [named.get(sources.look(number).label) for number in range(len(sources))]
    those = [(sources[number], each) for number, each in enumerate(keys) if each]
    if actor.is_staff:
        return _standing(those)
    return {key for source, each in those for key in _first(source, each)}


def _standing(those: Named) -> set[UUID]:
    """Those that stand in the lists: one statement."""
    rows = [
        part.filter(pk__in=keys).order_by().values_list("pk")
        for source, keys in those
        for part in source.parts
    ]
    return {key for found in (together(rows) if rows else ()) for (key,) in found}


def _first(source: Source, keys: Collection[UUID]) -> set[UUID]:
    rows = [row for part in source.parts for row in part.filter(pk__in=keys)]
    lines = zip(rows, source.lines(rows), strict=True) if rows else ()
    return {row.pk for row, line in lines if int(line.rank) == 0}
