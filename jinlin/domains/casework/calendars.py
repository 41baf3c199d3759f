"""Which days does a calendar program read: a social worker's appointments, next steps, follow-ups?

A calendar leaves the house: it says what is to be done and by which drawn number, never with whom
or where. What is sealed is absent, also from the calendar of its own team.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event

from jinlin.core.feeds import AHEAD, BEHIND, Span, entry, written
from jinlin.core.time import clock
from jinlin.domains.casework.lifecycle import OPEN, State
from jinlin.domains.casework.models import CASE_ROLES, Case
from jinlin.domains.casework.queries.lists import CaseLine, listed
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User

PRODUCT = "Casework"
MEETING = timedelta(hours=1)
MOST = 500


def own_feed(user: User) -> bytes:
    """The days of one's own cases, two months back and a year ahead; nothing for whoever is on no
    team any more.
    """
    events = [_event(line) for line in own_lines(user)]
    return written(_("My cases"), events, product=PRODUCT)


def own_lines(user: User) -> list[CaseLine]:
    """The cases with a day of this person's: two statements, however many they are."""
    actor, now = actor_for(user), clock.now()
    if not actor.holds(*CASE_ROLES):
        return []
    rows = (
        Case.objects.kept_by(actor)
        .unsealed()
        .filter(due_at__gte=now - BEHIND, due_at__lte=now + AHEAD)
    )
    rows = rows.filter(state__in=OPEN) | rows.filter(state=State.CLOSED, follow_up_on__isnull=False)
    found = listed(rows.order_by("due_at", "pk")[:MOST], actor=actor)
    return [line for line in found if line.is_mine or line.case.meets_at]


def _event(line: CaseLine) -> Event:
    case, day = line.case, clock.local_day(line.case.due_at)
    span, says = Span(day, day + timedelta(days=1)), f"{case.number} {line.what}"
    if case.meets_at:
        span = Span(case.meets_at, case.meets_at + MEETING)
        says = _("Appointment {number}").format(number=case.number)
    page, uid = reverse("casework:case", args=[case.pk]), f"{case.pk}@casework.jinlin"
    event = entry(uid, says, span, page=page, stamp=case.opened_at, sequence=case.version)
    event.add("class", "PRIVATE")
    return event
