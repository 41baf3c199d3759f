"""How are hours recorded: by a sheet of who served, afterwards, or because the volunteer asks?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.actions.steps import (
    begin,
    keep,
    keep_activity,
    needed_words,
    rule_of,
)
from jinlin.services.volunteers.actions.writing import Service, draft, reopened, write
from jinlin.services.volunteers.lifecycle import COUNTED, State
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
    """
    activity = ACTIVITY_RULES.begin(activity, "confirm_sheet", actor)
    if activity.starts_at > clock.now():
        raise NotNow(_("Hours are recorded when they are over."))
    if any(is_self(actor, each.volunteer) for each in helpers):
        raise NotNow(_("Nobody confirms their own hours. Please ask a second person."))
    list(Volunteer.objects.in_turn(each.volunteer.pk for each in helpers))
    activity.held_on, activity.recorded_on = activity.on, clock.today()
    records = [_confirm(activity, helper, actor) for helper in helpers]
    minutes = sum(record.minutes for record in records)
    keep_activity(activity, "confirm_sheet", actor=actor, count=len(records), minutes=minutes)
    return records


def _confirm(activity: Activity, helper: Helper, actor: Actor) -> ServiceRecord:
    trust = Trust.WITNESSED if helper.scanned else Trust.CONFIRMED
    service = Service.of(activity, helper.begins_at, helper.ends_at)
    return write(draft(helper.volunteer, service, trust=trust, actor=actor), "record", actor=actor)


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
    record = draft(volunteer, service, trust=Trust.BACKFILLED, actor=actor)
    record.state, record.reason_kind = State.PROPOSED, reason_kind
    record.reason = needed_words(reason)
    _require_room(record)
    return write(record, "propose", actor=actor)


@transaction.atomic
def request(volunteer: Volunteer, service: Service, *, reason: str, actor: Actor) -> ServiceRecord:
    """The volunteer asks for hours that are missing; somebody who looks after the place decides."""
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(is_self(actor, volunteer))
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
    record.second_by = actor.user_id
    _require_room(record)
    return reopened(record, "grant", actor=actor)


@transaction.atomic
def turn_down(record: ServiceRecord, *, reason: str, actor: Actor) -> ServiceRecord:
    """The hours do not count; the volunteer reads why and may appeal."""
    record = begin(record, "turn_down", actor)
    record.reason = needed_words(reason)
    return keep(record, "turn_down", actor=actor, reason=record.reason)


def _require_room(record: ServiceRecord) -> None:
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
