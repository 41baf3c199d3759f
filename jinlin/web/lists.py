"""Which lists do all domains share, and what stands in them? Each domain brings its source; they are read as one."""

from collections.abc import Callable

from jinlin.appeals.queries import lists as appeals
from jinlin.core.actor import Actor
from jinlin.core.one_list import Line, Source, first_of
from jinlin.receptions.queries import lists as receptions
from jinlin.wishes.queries import lists as wishes

WAITING: tuple[Callable[[Actor], Source], ...] = (  # for staff: due first
    appeals.waiting,
    wishes.waiting,
    receptions.waiting,
    receptions.waiting_talks,
)
OWN: tuple[Callable[[Actor], Source], ...] = (appeals.own, wishes.own, receptions.own)  # for residents: newest first


def waiting(actor: Actor) -> list[Source]:
    return [source(actor) for source in WAITING]


def own(actor: Actor) -> list[Source]:
    return [source(actor) for source in OWN]


def latest(actor: Actor, count: int) -> list[Line]:
    """What this resident most likely came for: of their newest matters those that wait for them, the late ones, the other open ones, the rest."""
    return sorted(first_of(own(actor), size=4 * count), key=lambda line: int(line.row.rank))[:count]
