"""Who sits: on the roster of a series, and in one session with its substitutes?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.receptions.actions.steps import LONGEST_REASON, keep
from jinlin.domains.receptions.lifecycle import State
from jinlin.domains.receptions.models import (
    Part,
    ScheduledSeat,
    Series,
    Session,
    Sitting,
    SittingState,
)
from jinlin.domains.receptions.models.series import seat_values
from jinlin.domains.receptions.permissions import RULES, can_set_up, can_substitute
from jinlin.ground.accounts.models import User
from jinlin.ground.places.models import Organisation


@dataclass(frozen=True)
class Chair:
    """Who is to sit there: an organisation, a member of staff of it, the post as it is shown.

    Never a person's name.
    """

    part: Part
    organisation: Organisation | None = None
    user: User | None = None
    title: str = ""

    def values(self) -> dict[str, Any]:
        title = tidy(self.title)[:60]
        if self.part not in Part.values:
            raise Unusable(_("Please choose a part."), field="part")
        if self.organisation is None and not title:
            raise Unusable(
                _("Please choose an organisation, or say which post or profession sits here."),
                field="organisation",
            )
        return {
            "part": self.part,
            "organisation": self.organisation,
            "user": self.user,
            "title": title,
        }


@transaction.atomic
def seat(series: Series, *, chair: Chair, actor: Actor) -> ScheduledSeat:
    """There is one more place on the roster; sessions still ahead have it too."""
    series = Series.objects.locked(series.pk)
    require(can_set_up(actor, series.place))
    values = chair.values() | {
        "order": 1 + max((each.order for each in series.roster.all()), default=0)
    }
    seat = ScheduledSeat.objects.create(county=series.county, series=series, **values)
    ahead = series.sessions.filter(state=State.PLANNED, on__gte=clock.today())
    Sitting.objects.bulk_create(
        Sitting(county=series.county, session=session, **values) for session in ahead
    )
    timeline.record(series, "seat", actor=actor, data={"unit": seat.face, "part": seat.part})
    return seat


@transaction.atomic
def unseat(seat: ScheduledSeat, *, actor: Actor) -> None:
    """The place is no longer on the roster, and is not expected in sessions still ahead, unless a
    substitute was named there.
    """
    series = Series.objects.locked(seat.series_id)
    require(can_set_up(actor, series.place))
    ahead = Sitting.objects.filter(
        session__series=series, session__state=State.PLANNED, session__on__gte=clock.today()
    )
    same = ahead.filter(
        **{name: value for name, value in seat_values(seat).items() if name != "order"}
    )
    same.filter(state=SittingState.EXPECTED, substitute_for=None).delete()
    timeline.record(series, "unseat", actor=actor, data={"unit": seat.face, "part": seat.part})
    seat.delete()


@transaction.atomic
def substitute(
    session: Session, *, sitting: UUID, chair: Chair, reason: str, actor: Actor
) -> Session:
    """Somebody else sits there for this once; who sat there first is free that day, and both
    calendars know.
    """
    session = RULES.begin(session, "substitute", actor)
    absent = (
        Sitting.objects.select_related("organisation").filter(session=session, pk=sitting).first()
    )
    if absent is None:
        raise Unusable(_("Please choose whom the substitute sits in for."), field="sitting")
    require(can_substitute(actor, session, absent))  # in this seat, not in any
    if absent.state == SittingState.REPLACED:
        raise NotNow(_("A substitute was named already; please choose the substitute to replace."))
    reason = needed(reason, field="reason", limit=LONGEST_REASON)
    values = chair.values() | {"order": absent.order, "part": absent.part}
    absent.state = SittingState.REPLACED
    absent.save(update_fields=["state"])
    come = Sitting.objects.create(
        county=session.county, session=session, substitute_for=absent, **values
    )
    session.calendar_sequence += 1
    session.changed_at = clock.now()
    keep(
        session,
        "substitute",
        actor=actor,
        unit=absent.face,
        instead=come.face,
        reason=reason,
        sitting=str(come.pk),
    )
    return session


@transaction.atomic
def note_presence(session: Session, *, present: Collection[UUID], actor: Actor) -> Session:
    """Of everybody who is expected it is on record who is here and who is not."""
    session = RULES.begin(session, "note_presence", actor)
    seats = session.sittings.exclude(state=SittingState.REPLACED)
    here = seats.filter(pk__in=list(present))
    count = here.update(state=SittingState.PRESENT)
    seats.exclude(pk__in=list(present)).update(state=SittingState.ABSENT)
    keep(session, "note_presence", actor=actor, count=count)
    return session
