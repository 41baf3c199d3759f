"""What goes on with another unit when one is closed?"""

from django.db.models import QuerySet

from jinlin.core.actor import Actor
from jinlin.core.story import SUCCEEDED
from jinlin.domains.casework.actions.steps import keep
from jinlin.domains.casework.models import Case, Point
from jinlin.ground.places.holding import Held
from jinlin.ground.places.models import Organisation


def _case(case: Case, to: Organisation, actor: Actor) -> None:
    """It is the other agency's; its team reads it as soon as it works there."""
    held = Case.objects.held(case)
    former, held.agency = held.agency, to
    keep(held, SUCCEEDED, actor=actor, former=former.name, unit=to.name)


def _open() -> "QuerySet[Case]":
    return Case.objects.filter(closed_on=None)


HELD = (
    Held(lambda: _open().filter(sealed_at=None), "agency", pass_on=_case),
    # Sealed means absent: they go along with the others, and no number tells of them.
    Held(lambda: _open().exclude(sealed_at=None), "agency", pass_on=_case, is_counted=False),
    Held(lambda: Point.objects.filter(until=None), "agency"),
)
