"""How does a moved row become its next version?"""

from typing import Any

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow, MovingRow
from jinlin.core.storing import store
from jinlin.core.text import tidy
from jinlin.core.timeline.entries import Audience, Entry
from jinlin.core.timeline.telling import begin, record


def keep_on(subject: CountyRow, verb: str, **words: Any) -> Entry:
    """Something that is no move of its own is on the timeline of a row, whatever its state; a row
    that moves has one version more, as with every entry.
    """
    if isinstance(subject, MovingRow):
        rows: Any = type(subject)._default_manager
        held: MovingRow = rows.held(subject)
        held.version += 1
        held.save(update_fields=["version"])
        subject = held
    return record(subject, verb, **words)


def keep(
    row: MovingRow,
    verb: str,
    *,
    actor: Actor,
    note: str = "",
    internal: str = "",
    audience: str = Audience.PUBLIC,
    **data: Any,
) -> Entry:
    """The new or changed row is saved as its next version and the verb is on its timeline: one
    entry, one version.
    """
    if row._state.adding:  # noqa: SLF001 - documented, for who makes rows
        begin(row)
    row.version += 1
    store(row)
    return record(
        row,
        verb,
        actor=actor,
        note=tidy(note),
        internal=tidy(internal),
        data={"by": actor.face, **data},
        audience=audience,
    )
