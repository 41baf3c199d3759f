"""Who may read which figures?"""

from jinlin.core.actor import Actor
from jinlin.core.figures.measures import Measure
from jinlin.ground.accounts.roles import Role

READERS = (Role.CLERK, Role.LEAD, Role.HANDLER, Role.SUPERVISOR)


def can_read_figures(actor: Actor, place_code: str) -> bool:
    """Figures are sums, not matters: whoever works at a place reads the figures of that place.

    The rows behind them are scoped one by one.
    """
    return bool(place_code) and any(place_code.startswith(code) for code in actor.posts(*READERS))


def can_read_of_people(actor: Actor, place_code: str) -> bool:
    """Figures that count people: whoever looks after the place. A department or a company there
    would learn of one person from what one day, one village or one filter makes of the sum.
    """
    return actor.holds(*READERS, at=place_code)


def can_read_figure(actor: Actor, measure: Measure, place_code: str) -> bool:
    return can_read_figures(actor, place_code) and (
        not measure.counts_people or can_read_of_people(actor, place_code)
    )


def can_draw_up(actor: Actor, place_code: str) -> bool:
    """A month's report: whoever looks after the place."""
    return actor.holds(Role.CLERK, Role.LEAD, Role.SUPERVISOR, at=place_code)


def can_sign(actor: Actor, place_code: str) -> bool:
    """Whoever answers for the place."""
    return actor.holds(Role.LEAD, Role.SUPERVISOR, at=place_code)


def can_choose(actor: Actor, county_code: str) -> bool:
    """What everybody reads: whoever answers for the whole county."""
    return actor.holds(Role.LEAD, at=county_code)
