"""Which days does a calendar program read for somebody who knocks: until when their doors wait?

RFC 5545: an entry keeps its UID for ever; what is moved has a higher SEQUENCE. All are whole days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event

from jinlin.core.actor import Actor
from jinlin.core.feeds import AHEAD, BEHIND, Span, entry, written
from jinlin.core.time import clock
from jinlin.domains.visits.models import Door, Round
from jinlin.domains.visits.models.round import KNOCKERS

PRODUCT, DAY = "Door-knocking", timedelta(days=1)


@dataclass(frozen=True)
class LastDay:
    """The last day of one round on somebody's list, and how many of its doors they still have."""

    round: Round
    doors: int

    @property
    def key(self) -> UUID:
        return self.round.pk

    @property
    def on(self) -> date:
        return self.round.ends_on

    @property
    def title(self) -> str:
        return _("{title}: {n} doors to try").format(title=self.round.title, n=self.doors)


def own_days(user_id: UUID) -> list[LastDay]:
    """Of the rounds that go on with doors on this person's list, the earliest first: two
    statements.
    """
    today = clock.today()
    rows = Door.objects.filter(visitor=user_id, round__state="going").to_do().order_by()
    counts = dict(rows.values_list("round").annotate(n=Count("pk")))
    near = Round.objects.filter(pk__in=counts, ends_on__range=(today - BEHIND, today + AHEAD))
    return [LastDay(row, counts[row.pk]) for row in near.order_by("ends_on", "pk")]


def own_feed(actor: Actor) -> bytes:
    """The last days of this person's doors. No household and nobody in it is named."""
    events = [_event(each, _page(actor)) for each in own_days(actor.user_id or UUID(int=0))]
    return written(_("My doors"), events, product=PRODUCT)


def _page(actor: Actor) -> str:
    return reverse("visits:phone" if actor.holds(*KNOCKERS) else "visits:portal_phone")


def _event(day: LastDay, page: str) -> Event:
    span, uid, found = Span(day.on, day.on + DAY), f"{day.key}@visits.jinlin", day.round
    stamp, version = found.planned_at, found.version
    event = entry(uid, day.title, span, page=page, stamp=stamp, sequence=version)
    event.add("description", _("The last day of the round. Take the list along before you go."))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
