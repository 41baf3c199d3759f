"""Which work on forms is due without anybody asking? Safe to run twice."""

from datetime import timedelta

from jinlin.core.time import clock
from jinlin.metrics.returns import telling
from jinlin.metrics.returns.deadlines import AHEAD
from jinlin.metrics.returns.models import Return


def remind() -> int:
    """Of each form that is not signed and whose day comes, those who fill it in were told, once."""
    soon = Return.objects.filter(
        signed_at=None, reminded_on=None, due_at__lt=clock.now() + AHEAD
    ).order_by("due_at", "id")
    return sum(telling.remind(each) for each in list(soon))


PERIODIC = [("remind-of-forms", timedelta(hours=6), remind)]
