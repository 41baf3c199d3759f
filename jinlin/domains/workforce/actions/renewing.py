"""Who is reminded that a registration runs out? Each once for each registration."""

from django.db import transaction

from jinlin.core.time import clock
from jinlin.domains.workforce import deadlines
from jinlin.domains.workforce.actions.telling import remind_to_renew
from jinlin.domains.workforce.models import Qualification, Registration, WorkforceRule
from jinlin.domains.workforce.queries.standing import terms_of


@transaction.atomic
def remind(held: Qualification) -> bool:
    """The holder was told, once for the last registration, until when it holds."""
    last = held.registrations.order_by("-registered_on", "-pk").first()
    if last is None:
        return False
    rows = Registration.objects.filter(pk=last.pk, reminded_on=None)
    if not rows.update(reminded_on=clock.today()):
        return False
    terms = terms_of(WorkforceRule.of(held.county, clock.today()))
    remind_to_renew(held, deadlines.expires(last.registered_on, terms))
    return True
