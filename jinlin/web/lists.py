"""Which lists do all domains share, and what stands in them?

Each domain brings its source (`web/domains.py`); they are read as one.
"""

from jinlin.core.actor import Actor
from jinlin.shell.one_list import Line, Source, first_of
from jinlin.web import domains


def waiting(actor: Actor) -> list[Source]:
    """For staff: due first."""
    return [source(actor) for source in domains.found("waiting")]


def own(actor: Actor) -> list[Source]:
    """For residents: newest first."""
    return [source(actor) for source in domains.found("own")]


def latest(actor: Actor, count: int) -> list[Line]:
    """What this resident most likely came for: of their newest matters those that wait for them,
    the late ones, the other open ones, the rest.
    """
    return sorted(first_of(own(actor), size=4 * count), key=lambda line: int(line.row.rank))[:count]
