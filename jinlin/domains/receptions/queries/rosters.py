"""Which series does a lead keep, and where could there be one?"""

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import LIVE
from jinlin.domains.receptions.models import ScheduledSeat, Series, SeriesQuerySet
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Level, Place

HOMES = (Level.NEIGHBOURHOOD, Level.COMMUNITY)


def series_kept_by(actor: Actor) -> SeriesQuerySet:
    """Those where the actor leads, with how many sit there and how many sessions are ahead: one
    statement.
    """
    ahead = Count(
        "sessions",
        filter=Q(sessions__state__in=LIVE, sessions__on__gte=clock.today()),
        distinct=True,
    )
    rows = Series.objects.filter(within(actor.codes(Role.LEAD))).select_related(
        "place", "organiser"
    )
    return rows.annotate(seats_on_roster=Count("roster", distinct=True), sessions_ahead=ahead)


def with_roster(actor: Actor, pk: UUID) -> Series | None:
    """One of them with its roster: two statements."""
    seats = ScheduledSeat.objects.select_related("organisation", "user").order_by("order", "pk")
    rows = Series.objects.filter(within(actor.codes(Role.LEAD)), pk=pk).select_related(
        "place", "organiser"
    )
    return rows.prefetch_related(Prefetch("roster", seats)).first()


def places_for(actor: Actor) -> list[Place]:
    """Neighbourhoods and communities where the actor leads."""
    rows: QuerySet[Place] = Place.objects.present().filter(
        within(actor.codes(Role.LEAD), "code"), level__in=HOMES
    )
    return list(rows.order_by("code"))
