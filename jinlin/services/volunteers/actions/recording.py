"""How are hours recorded: by a sheet of who served, afterwards, or because the volunteer asks?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.services.volunteers.actions.steps import (
    begin,
    keep,
    keep_activity,
    needed_words,
    span_words,
)
from jinlin.services.volunteers.actions.writing import (
    Service,
    count_from_today,
    draft,
    is_within,
    reopened,
    require_room,
    require_short_night,
    write,
)
from jinlin.services.volunteers.lifecycle import State
from jinlin.services.volunteers.models import (
    Activity,
    BackfillReason,
    ServiceRecord,
    Trust,
    Volunteer,
)
from jinlin.services.volunteers.permissions import (
    ACTIVITY_RULES,
    can_backfill,
    is_self,
)

BEGUN = timedelta(hours=1)  # so long after it began it may still be entered on the spot


@dataclass(frozen=True)
class Helper:
    """One line of a sheet: who served, from when to when (the whole activity when not said), and
    whether they scanned in and out themselves.
    """

    volunteer: Volunteer
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    scanned: bool = False


@transaction.atomic
def confirm_sheet(
    activity: Activity, helpers: Sequence[Helper], *, actor: Actor
) -> list[ServiceRecord]:
    """Everybody on the sheet has their hours, each asked to check them; the activity is recorded.
    One who overlaps another service of theirs stops the sheet, by name of the time.

    Of an activity that was entered after it had begun nobody's word was given before: its hours are
    written afterwards, within the month's cap and on the list that everybody reads. They count when
    two stand for them: whoever entered it, and another one who confirms its sheet or approves.
    """
    activity = ACTIVITY_RULES.begin(activity, "confirm_sheet", actor)
    if activity.starts_at > clock.now():
        raise NotNow(_("Hours are recorded when they are over."))
    if any(is_self(actor, each.volunteer) for each in helpers):
        raise NotNow(_("Nobody confirms their own hours. Please ask a second person."))
    list(Volunteer.objects.in_turn(each.volunteer.pk for each in helpers))
    activity.held_on, activity.recorded_on = activity.on, clock.today()
    entry = entered_afterwards(activity)
    records = [
        _write_afterwards(activity, helper, entry, actor=actor)
        if entry
        else _confirm(activity, helper, actor)
        for helper in helpers
    ]
    minutes = sum(record.minutes for record in records)
    keep_activity(activity, "confirm_sheet", actor=actor, count=len(records), minutes=minutes)
    return records


def entered_afterwards(activity: Activity) -> Entry | None:
    """How it came into the calendar, if it had begun already then; what comes from a record of its
    own (`source`) stands on that record's word.
    """
    if activity.source_label:
        return None
    entry: Entry | None = Entry.objects.filter(subject_id=activity.pk, seq=1).first()
    return entry if entry and entry.at > activity.starts_at + BEGUN else None


def _confirm(activity: Activity, helper: Helper, actor: Actor) -> ServiceRecord:
    trust = Trust.WITNESSED if helper.scanned else Trust.CONFIRMED
    made = draft(helper.volunteer, _service(activity, helper), trust=trust, actor=actor)
    return write(made, "record", actor=actor)


def _write_afterwards(
    activity: Activity, helper: Helper, entry: Entry, *, actor: Actor
) -> ServiceRecord:
    """Counted when somebody else confirms than who entered it; proposed where it is the same."""
    service = _service(activity, helper)
    made = draft(helper.volunteer, service, trust=Trust.BACKFILLED, actor=actor)
    made.reason_kind = BackfillReason.OTHER
    with override(settings.LANGUAGE_CODE):
        made.reason = gettext("The activity was entered after it had begun.")
    is_second = None not in {entry.user_id, actor.user_id} and entry.user_id != actor.user_id
    if is_second:
        made.recorded_by, made.second_by = entry.user_id, actor.user_id
    else:
        made.state = State.PROPOSED
    require_room(made)
    return write(made, "record" if is_second else "propose", actor=actor)


def _service(activity: Activity, helper: Helper) -> Service:
    """Raises Unusable for hours that are not those of the activity: a sheet confirms no others."""
    service = Service.of(activity, helper.begins_at, helper.ends_at)
    if not is_within(activity, service.begins_at, service.ends_at):
        words = _("The activity is %(when)s. Other hours are written afterwards, by two people.")
        when = span_words(activity.starts_at, activity.ends_at)
        raise Unusable(words % {"when": when}, field="to_time")
    return service


@transaction.atomic
def backfill(
    volunteer: Volunteer,
    service: Service,
    *,
    reason_kind: str,
    reason: str,
    actor: Actor,
) -> ServiceRecord:
    """Hours that nobody saw recorded are proposed with a reason; they count when a second person
    approved them, within the month's cap, and then stand on the list that everybody reads.
    """
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(can_backfill(actor, service))
    if is_self(actor, volunteer):
        raise NotNow(_("Nobody writes their own hours afterwards. Please ask for them."))
    if reason_kind not in BackfillReason.values:
        raise Unusable(_("Please choose why it is written afterwards."), field="reason_kind")
    require_short_night(volunteer.county, service.begins_at, service.ends_at)
    record = draft(volunteer, service, trust=Trust.BACKFILLED, actor=actor)
    record.state, record.reason_kind = State.PROPOSED, reason_kind
    record.reason = needed_words(reason)
    require_room(record)
    return write(record, "propose", actor=actor)


@transaction.atomic
def request(volunteer: Volunteer, service: Service, *, reason: str, actor: Actor) -> ServiceRecord:
    """The volunteer asks for hours that are missing; somebody who looks after the place decides."""
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(is_self(actor, volunteer))
    require_short_night(volunteer.county, service.begins_at, service.ends_at)
    record = draft(volunteer, service, trust=Trust.BACKFILLED, actor=actor)
    record.state, record.reason, record.recorded_by = State.REQUESTED, needed_words(reason), None
    record.reason_kind = BackfillReason.FORGOTTEN
    return write(record, "request", actor=actor)


@transaction.atomic
def approve(record: ServiceRecord, *, actor: Actor) -> ServiceRecord:
    """A second person stands for the back-filled hours: they count, and everybody can read that
    they were written afterwards.
    """
    record = begin(record, "approve", actor)
    record.second_by = actor.user_id
    return reopened(record, "approve", actor=actor)


@transaction.atomic
def grant(record: ServiceRecord, *, actor: Actor) -> ServiceRecord:
    """The hours that the volunteer asked for are recorded: written afterwards, within the cap."""
    record = begin(record, "grant", actor)
    count_from_today(record, actor)
    require_room(record)
    return reopened(record, "grant", actor=actor)


@transaction.atomic
def turn_down(record: ServiceRecord, *, reason: str, actor: Actor) -> ServiceRecord:
    """The hours do not count; the volunteer reads why and may appeal."""
    record = begin(record, "turn_down", actor)
    record.reason = needed_words(reason)
    return keep(record, "turn_down", actor=actor, reason=record.reason)
