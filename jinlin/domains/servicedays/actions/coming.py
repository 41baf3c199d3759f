"""How does somebody sign up for a shift, and how is it noted that they came?"""

from typing import Any

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.domains.servicedays.models import Session, Shift
from jinlin.domains.servicedays.permissions import can_sign_up, is_host
from jinlin.domains.servicedays.queries.reasons import why_not
from jinlin.ground.people.models import Person
from jinlin.ground.people.queries import speaks_for
from jinlin.services.seats import actions as seats
from jinlin.services.seats import codes
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Scan, Seat
from jinlin.services.volunteers.models import Volunteer


@transaction.atomic
def sign_up(shift: Shift, volunteer: Volunteer, *, actor: Actor) -> Seat:
    """The volunteer has a seat in the shift or waits for one. Every refusal says its reason; who
    signs up twice for overlapping shifts at once is serialised by the volunteer's row.
    """
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(can_sign_up(actor, shift.session, volunteer.person))
    if reason := why_not(shift, volunteer):
        raise NotNow(reason.label, detail={"reason": reason.value})
    return seats.take(_unit(shift), volunteer.person, actor=actor)


def arrive(session: Session, person: Person, sight: Sight, *, actor: Actor) -> Scan:
    """The person was there (or has left), by their own scan or by the list of the host."""
    require(speaks_for(actor, person) if sight.means == Means.CODE else is_host(actor, session))
    return seats.check_in(_unit(session), person, sight, actor=actor)


def visit(session: Session, sight: Sight, *, actor: Actor, code: str = "") -> Scan:
    """A visitor without an account was there: by their own phone with the code on the screen, or
    counted by the host.
    """
    require(bool(code) or is_host(actor, session))
    return seats.count_walk_in(_unit(session), sight, actor=actor)


def _unit(row: Any) -> Any:
    if row.unit is None:
        raise NotNow
    return row.unit


def is_on_screen(session: Session, code: str, moment: Any) -> bool:
    """Whether this code is shown at this moment."""
    return codes.is_shown(_unit(session), code, moment)
