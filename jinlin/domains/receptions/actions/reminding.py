"""Who is reminded the day before?"""

from django.db import transaction

from jinlin.core.time import clock
from jinlin.domains.receptions.actions.telling import tell_reminder
from jinlin.domains.receptions.models import Session


@transaction.atomic
def remind(session: Session) -> bool:
    """Whoever booked, and everybody on the roster, was told once that it is soon. False: they were
    told already.
    """
    if not Session.objects.filter(pk=session.pk, reminded_on=None).update(
        reminded_on=clock.today()
    ):
        return False
    tell_reminder(
        Session.objects.select_related("series__place", "series__organiser").get(pk=session.pk)
    )
    return True
