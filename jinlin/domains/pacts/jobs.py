"""Which work on pacts is due without anybody asking? Safe to run twice."""

from datetime import timedelta

from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.lifecycle import State
from jinlin.domains.pacts.models import Review
from jinlin.domains.pacts.queries.listed import AHEAD


def remind() -> int:
    """Whoever keeps a pact whose review is due within a month was told, once."""
    soon = Review.objects.filter(due_on__lte=clock.today() + AHEAD, done_on=None, reminded_on=None)
    rows = soon.filter(pact__state=State.IN_FORCE).select_related("pact").order_by("due_on", "id")
    return sum(actions.remind(each) for each in list(rows))


PERIODIC = [("remind-of-pact-reviews", timedelta(days=1), remind)]
