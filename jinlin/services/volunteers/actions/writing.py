"""How does a service come to be on record? By one door, so that nothing overlaps."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.services.volunteers import deadlines
from jinlin.services.volunteers.actions.steps import (
    OF_RECORDS,
    keep,
    next_due,
    rule_of,
    span_words,
)
from jinlin.services.volunteers.lifecycle import COUNTED, State
from jinlin.services.volunteers.models import (
    Activity,
    BackfillReason,
    ServiceRecord,
    Trust,
    Volunteer,
)
from jinlin.services.volunteers.overlaps import is_overlap

LONGEST_MINUTES = 24 * 60
AROUND = timedelta(hours=1)  # setting up before an activity and clearing away after it


@dataclass(frozen=True)
class Service:
    """What somebody did: when, where and what, and who was in charge."""

    begins_at: datetime
    ends_at: datetime
    title: str
    content: str
    where: str
    place_code: str
    organiser: str
    in_charge: str = ""
    activity: Activity | None = None

    @classmethod
    def of(
        cls,
        activity: Activity,
        begins_at: datetime | None = None,
        ends_at: datetime | None = None,
        *,
        in_charge: str = "",
    ) -> "Service":
        """The whole activity, or a part of it."""
        return cls(
            begins_at or activity.starts_at,
            ends_at or activity.ends_at,
            activity.title,
            activity.content,
            activity.place.name,
            activity.place_code,
            activity.organiser,
            in_charge,
            activity,
        )


def draft(volunteer: Volunteer, service: Service, *, trust: Trust, actor: Actor) -> ServiceRecord:
    """The record as it would be written, in whole minutes. Raises Unusable for a span that no
    service has.
    """
    begins, ends = deadlines.to_minute(service.begins_at), deadlines.to_minute(service.ends_at)
    minutes = deadlines.whole_minutes(begins, ends)
    if not 0 < minutes <= LONGEST_MINUTES:
        raise Unusable(_("It must end after it begins, within a day."), field="ends_at")
    if ends > clock.now():
        raise Unusable(_("Hours are recorded when they are over."), field="ends_at")
    if volunteer.left_on and clock.local_day(begins) > volunteer.left_on:
        raise NotNow(_("This volunteer has left."))
    now, activity = clock.now(), service.activity
    return ServiceRecord(
        county=volunteer.county,
        volunteer=volunteer,
        activity=activity,
        team_id=activity.team_id if activity else None,
        place_code=service.place_code,
        title=service.title[:80],
        where=service.where[:80],
        content=service.content[:300],
        begins_at=begins,
        ends_at=ends,
        minutes=minutes,
        served_on=clock.local_day(begins),
        organiser=service.organiser[:80],
        in_charge=(service.in_charge or actor.face)[:80],
        trust=trust,
        recorded_at=now,
        recorded_on=clock.local_day(now),
        recorded_by=actor.user_id,
        is_late=bool(activity and activity.due_at < now),
    )


def write(record: ServiceRecord, verb: str, *, actor: Actor, note: str = "") -> ServiceRecord:
    """The record stands, with its first entry. Raises NotNow when it overlaps another of the same
    volunteer: the database has the last word.
    """
    require_free(record)
    record.due_at, record.version = next_due(record), 1
    with refusing_overlap(record):
        record.save(force_insert=True)
    entry = timeline.record(
        record,
        verb,
        actor=actor,
        note=note,
        data={"by": actor.face, "minutes": record.minutes, "trust": record.trust},
    )
    OF_RECORDS.speak(record, entry)
    return record


def move_span(
    record: ServiceRecord, begins_at: datetime, ends_at: datetime, *, actor: Actor, reason: str
) -> ServiceRecord:
    """The record has another span; the volunteer has to look again. It is trusted no more than what
    was seen of the new span.
    """
    before = span_words(record.begins_at, record.ends_at)
    seen, minutes = (record.begins_at, record.ends_at), record.minutes
    record.begins_at, record.ends_at = (
        deadlines.to_minute(begins_at),
        deadlines.to_minute(ends_at),
    )
    record.minutes = deadlines.whole_minutes(record.begins_at, record.ends_at)
    if not 0 < record.minutes <= LONGEST_MINUTES or record.ends_at > clock.now():
        raise Unusable(_("It must end after it begins, within a day."), field="ends_at")
    require_short_night(record.county, record.begins_at, record.ends_at)
    record.served_on = clock.local_day(record.begins_at)
    require_free(record)
    _weigh(record, seen, minutes, actor=actor, reason=reason)
    with refusing_overlap(record):
        return keep(
            record,
            "correct",
            actor=actor,
            reason=reason,
            minutes=record.minutes,
            before=before,
            after=span_words(record.begins_at, record.ends_at),
        )


def require_short_night(county: str, begins_at: datetime, ends_at: datetime) -> None:
    """What was typed as going past midnight is no longer than the county calls long for a day: a
    day ticked by mistake would be hours that nobody served.
    """
    most = rule_of(county).long_minutes
    is_night = clock.local_day(begins_at) != clock.local_day(ends_at)
    if is_night and deadlines.whole_minutes(begins_at, ends_at) > most:
        words = _(
            "What goes past midnight is at most %(most)d minutes long here. Is the day right? "
            "Longer services are written one for each day."
        )
        raise Unusable(words % {"most": most}, field="to_time")


def is_within(activity: Activity, begins_at: datetime, ends_at: datetime) -> bool:
    """Whether somebody in charge of the activity can have seen this span."""
    return activity.starts_at - AROUND <= begins_at and ends_at <= activity.ends_at + AROUND


def count_from_today(record: ServiceRecord, actor: Actor) -> None:
    """A second person stands for it as of now: this month's cap holds for it."""
    record.second_by, record.recorded_at = actor.user_id, clock.now()
    record.recorded_on = clock.today()


def require_room(record: ServiceRecord) -> None:
    """Raises NotNow when the month's cap would be passed; the county's place is locked so that two
    do not both take what is left.
    """
    Place.objects.select_for_update(no_key=True).filter(county=record.county).order_by(
        "code"
    ).first()
    rule, month = rule_of(record.county), clock.today().replace(day=1)
    written = (
        ServiceRecord.objects.filter(
            county=record.county, trust=Trust.BACKFILLED, recorded_on__gte=month
        )
        .filter(state__in=(State.PROPOSED, *COUNTED))
        .exclude(pk=record.pk)
    )
    for rows, cap in (
        (written.filter(volunteer=record.volunteer), rule.backfill_person_minutes),
        (written, rule.backfill_county_minutes),
    ):
        used = rows.aggregate(sum=Sum("minutes"))["sum"] or 0
        if used + record.minutes > cap:
            raise NotNow(
                _("This month %(used)d of %(cap)d minutes were written afterwards already.")
                % {"used": used, "cap": cap},
                detail={"reason": "cap", "used": used, "cap": cap},
            )


def _weigh(
    record: ServiceRecord,
    seen: tuple[datetime, datetime],
    minutes: int,
    *,
    actor: Actor,
    reason: str,
) -> None:
    """Who saw the new span? What goes beyond the scans, only the person in charge; more minutes
    outside of the activity, nobody: they are written afterwards, by two and within the cap.
    """
    if seen[0] <= record.begins_at and record.ends_at <= seen[1]:
        return
    is_longer, activity = record.minutes > minutes, record.activity
    if record.trust == Trust.BACKFILLED:
        if is_longer:
            require_room(record)
    elif not is_longer or (activity and is_within(activity, record.begins_at, record.ends_at)):
        record.trust = Trust.CONFIRMED
    else:
        if actor.user_id == record.recorded_by:
            words = _(
                "These are not the hours of the activity: a second person has to put them right."
            )
            raise NotNow(words, detail={"reason": "second"})
        record.trust, record.reason_kind = Trust.BACKFILLED, BackfillReason.OTHER
        record.reason = reason
        count_from_today(record, actor)
        require_room(record)


def require_free(record: ServiceRecord) -> None:
    """Raises NotNow with what it overlaps."""
    other = (
        ServiceRecord.objects.overlapping(record.volunteer, record.begins_at, record.ends_at)
        .exclude(pk=record.pk)
        .first()
    )
    if other:
        raise overlap(span_words(other.begins_at, other.ends_at))


def overlap(words: str) -> NotNow:
    """The refusal, naming what lies at this time."""
    return NotNow(
        _("Another service of this person lies at this time: %(when)s.") % {"when": words},
        detail={"reason": "overlap"},
    )


@contextmanager
def refusing_overlap(record: ServiceRecord) -> Iterator[None]:
    """Inside, the database's refusal of an overlap becomes one that people understand."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        if is_overlap(problem):
            raise overlap(span_words(record.begins_at, record.ends_at)) from None
        raise


def reopened(record: ServiceRecord, verb: str, *, actor: Actor, reason: str = "") -> ServiceRecord:
    """A record that held its time no longer, or not yet, counts from now on."""
    if record.state != State.RECORDED:
        raise ValueError(verb)
    require_free(record)
    with refusing_overlap(record):
        return keep(record, verb, actor=actor, note=reason)
