"""Which lists do all domains share, and what stands in them?

Each domain brings its source (`web/domains.py`); they are read as one.
"""

from jinlin.core.actor import Actor
from jinlin.shell.one_list import Line, Sources, first_of
from jinlin.web import domains


def waiting(actor: Actor) -> Sources:
    """For staff: due first."""
    return Sources(domains.found("waiting"), actor)


def own(actor: Actor) -> Sources:
    """For residents: newest first."""
    return Sources(domains.found("own"), actor)


def latest(actor: Actor, count: int) -> list[Line]:
    """What this resident most likely came for: of their newest matters those that wait for them,
    the late ones, the other open ones, the rest.
    """
    return sorted(first_of(own(actor), size=4 * count), key=lambda line: int(line.row.rank))[:count]
