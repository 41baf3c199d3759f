"""How is a meeting planned, who is asked, who came, and who speaks?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.screening import leave_agenda
from jinlin.domains.consultations.actions.steps import in_days, keep, keep_meeting, rule_of
from jinlin.domains.consultations.lifecycle import MeetingState, State
from jinlin.domains.consultations.models import (
    Invitee,
    LateRecord,
    Meeting,
    Presence,
    Resolution,
    Speaker,
    Topic,
)
from jinlin.domains.consultations.models.meetings import heads
from jinlin.domains.consultations.permissions import (
    MEETING_RULES,
    can_keep,
    can_write_down,
)
from jinlin.ground.people.models import Person
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.seats import actions as seats
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.actions.laying import Terms

LASTS, ROOM = timedelta(hours=3), 2000
LISTED = frozenset({MeetingState.PLANNED, MeetingState.CALLED, MeetingState.SITTING})
UNDER_WAY = frozenset({MeetingState.CALLED, MeetingState.SITTING})


@dataclass(frozen=True)
class Plan:
    """When and where a meeting is, and by which rules people stand in and raise their hands."""

    title: str
    starts_at: datetime
    where: str
    has_proxies: bool = False
    is_by_name: bool = False


@dataclass(frozen=True)
class Guest:
    """Somebody who must or may come."""

    name: str = ""
    person: Person | None = None
    organisation: Organisation | None = None
    must_come: bool = False
    may_vote: bool = True


@transaction.atomic
def plan(place: Place, plan: Plan, *, actor: Actor) -> Meeting:
    """The meeting is being prepared; nobody outside the desk sees it yet."""
    require(can_write_down(actor, place))
    unit = places.intake_unit(place)
    if unit is None:
        raise Unusable(_("Nobody looks after this place yet."), field="place")
    if plan.starts_at <= clock.now():
        raise Unusable(_("This day is over."), field="starts_at")
    meeting = Meeting(
        county=place.county_code,
        title=needed(plan.title, field="title", limit=60),
        place=place,
        place_code=place.code,
        unit=unit,
        starts_at=plan.starts_at,
        on=clock.local_day(plan.starts_at),
        where=needed(plan.where, field="where", words=_("Please say where people meet."), limit=60),
        has_proxies=plan.has_proxies,
        is_by_name=plan.is_by_name,
        planned_at=clock.now(),
        due_at=plan.starts_at,
    )
    days = rule_of(meeting.county).notice_days
    meeting.due_at = clock.end_of(meeting.on - timedelta(days=days))
    keep_meeting(meeting, "plan", actor=actor)
    return meeting


@transaction.atomic
def list_guest(meeting: Meeting, guest: Guest, *, actor: Actor) -> Invitee:
    """Somebody stands on the list of those who must or may come; the same person once."""
    meeting = Meeting.objects.held(meeting)
    require(can_keep(actor, meeting))
    if meeting.state not in LISTED:
        raise NotNow(_("The list is closed."))
    if guest.may_vote and clock.today() > meeting.on:
        words = _("After its day nobody comes onto the list with a voice.")
        raise Unusable(words, field="may_vote")
    before = meeting.invitees.count()
    invitee = _listed(meeting, guest)
    if meeting.invitees.count() > before:
        keep_meeting(meeting, "list_guest", actor=actor, guest=invitee.pk)
    return invitee


@transaction.atomic
def strike_guest(invitee: Invitee, *, actor: Actor) -> Meeting:
    """Somebody who has not come is off the list."""
    meeting = Meeting.objects.held(invitee.meeting)
    require(can_keep(actor, meeting))
    invitee = Invitee.objects.select_for_update(of=("self",)).get(pk=invitee.pk)
    if meeting.state not in LISTED or invitee.is_here:
        raise NotNow(_("Who came stays on the list."))
    _check_day(meeting)
    Invitee.objects.filter(proxy=invitee).update(proxy=None)
    guest = invitee.pk
    invitee.delete()
    keep_meeting(meeting, "strike_guest", actor=actor, guest=guest)
    return meeting


@transaction.atomic
def invite(meeting: Meeting, *, actor: Actor) -> Meeting:
    """Everybody on the list was invited, at least the county's days before; the code for signing in
    is ready.

    Raises Unusable when the days are too few.
    """
    meeting = MEETING_RULES.begin(meeting, "invite", actor)
    least = rule_of(meeting.county).notice_days
    if (meeting.on - clock.today()).days < least:
        words = _("Invitations go out at least %(least)d days before. Please choose a later day.")
        raise NotNow(words % {"least": least})
    meeting.seats = seats.open_unit(
        meeting,
        Terms(
            seats=ROOM,
            starts_at=meeting.starts_at,
            ends_at=meeting.starts_at + LASTS,
            title=meeting.title,
            url=reverse("consultations:meeting", args=[meeting.pk]),
        ),
        place_code=meeting.place_code,
    )
    meeting.due_at = meeting.starts_at + LASTS
    keep_meeting(meeting, "invite", actor=actor, day=meeting.starts_at, where=meeting.where)
    return meeting


@transaction.atomic
def begin(meeting: Meeting, *, actor: Actor) -> Meeting:
    """People sit together, on the day and not before."""
    meeting = MEETING_RULES.begin(meeting, "begin", actor)
    if clock.today() < meeting.on:
        raise NotNow(_("Its day has not come yet."))
    meeting.due_at = clock.now() + LASTS
    keep_meeting(meeting, "begin", actor=actor)
    return meeting


@transaction.atomic
def enter_afterwards(
    meeting: Meeting, *, reason: str, photos: Sequence[Upload], actor: Actor
) -> Meeting:
    """A meeting that took place without a line can be recorded, from the list that people signed in
    the room; everybody reads that it was entered afterwards.
    """
    meeting = MEETING_RULES.begin(meeting, "enter_afterwards", actor)
    reason = why_of(reason, limit=300)
    if not photos:
        raise Unusable(_("Please add a photo of the list that was signed in the room."))
    late = LateRecord.objects.create(
        county=meeting.county, meeting=meeting, reason=reason, by=actor.user_id, at=clock.now()
    )
    uploads.attach(photos, late)
    meeting.entered_on, meeting.due_at = clock.today(), clock.now() + LASTS
    keep_meeting(meeting, "enter_afterwards", actor=actor, reason=reason)
    return meeting


@transaction.atomic
def sign_in(invitee: Invitee, *, by: str, actor: Actor) -> Invitee:
    """This one is here, ticked by name or signed by hand; once."""
    meeting = Meeting.objects.held(invitee.meeting)
    require(can_keep(actor, meeting))
    return _note(meeting, invitee, by)


@transaction.atomic
def sign_out(invitee: Invitee, *, actor: Actor) -> Invitee:
    """This one was ticked by mistake and is not here; that it was stays on the trail.

    Raises NotNow for who scanned the code or spoke, and once the room has decided something.
    """
    meeting = Meeting.objects.held(invitee.meeting)
    require(can_keep(actor, meeting))
    _check_open(meeting)
    invitee = Invitee.objects.select_for_update(of=("self",)).get(pk=invitee.pk)
    if invitee.came_by == Presence.CODE or invitee.turns.exclude(spoke_at=None).exists():
        raise NotNow(_("Who scanned the code, or spoke, was here."))
    if Resolution.objects.filter(meeting=meeting).exists():
        raise NotNow(_("Something was decided with those who are here: the list stays as it is."))
    if invitee.is_here:
        invitee.turns.all().delete()
        invitee.came_by, invitee.came_at = "", None
        invitee.save(update_fields=["came_by", "came_at"])
        keep_meeting(meeting, "sign_out", actor=actor, guest=invitee.pk)
    return invitee


@transaction.atomic
def scan_in(meeting: Meeting, person: Person, sight: Sight, *, actor: Actor) -> Invitee:
    """Whoever scanned the code in the room is here: those on the list, and neighbours who came by
    and may listen.
    """
    meeting = Meeting.objects.held(meeting)
    require(actor.is_signed_in and person.user_id == actor.user_id)
    if meeting.seats is None:
        raise NotNow(_("Nobody signs in to this meeting now."))
    seats.check_in(meeting.seats, person, sight, actor=actor)
    guest = Guest(name=person.name, person=person, may_vote=False)
    return _note(meeting, _listed(meeting, guest), Presence.CODE)


@transaction.atomic
def give_proxy(invitee: Invitee, *, to: Invitee | None, actor: Actor) -> Invitee:
    """Somebody who is absent is stood in for by one who votes; it counts only while that one is
    there. None: by nobody any more.
    """
    meeting = Meeting.objects.held(invitee.meeting)
    require(can_keep(actor, meeting))
    invitee = Invitee.objects.select_for_update(of=("self",)).get(pk=invitee.pk)
    if not meeting.has_proxies:
        raise NotNow(_("This meeting has no proxies."))
    _check_day(meeting)
    _check_proxy(meeting, invitee, to)
    invitee.proxy = to
    try:
        with transaction.atomic():
            invitee.save(update_fields=["proxy"])
    except IntegrityError as error:
        raise Unusable(_("Nobody stands in for two."), field="to") from error
    keep_meeting(meeting, "give_proxy", actor=actor, guest=invitee.pk)
    return invitee


@transaction.atomic
def ask_for_floor(invitee: Invitee, *, topic: Topic | None = None, actor: Actor) -> Speaker:
    """This one speaks next after those who asked before."""
    meeting = Meeting.objects.held(invitee.meeting)
    require(can_keep(actor, meeting))
    if meeting.state != MeetingState.SITTING or not invitee.is_here:
        raise NotNow(_("Only who is in the room speaks, while the meeting sits."))
    last = meeting.speakers.aggregate(last=Max("turn"))["last"] or 0
    return Speaker.objects.create(
        county=meeting.county, meeting=meeting, invitee=invitee, topic=topic, turn=last + 1
    )


@transaction.atomic
def note_position(speaker: Speaker, *, position: str, actor: Actor) -> Speaker:
    """This one has spoken, and what they stand for is in the record."""
    meeting = Meeting.objects.held(speaker.meeting)
    require(can_keep(actor, meeting))
    if meeting.state not in {MeetingState.SITTING, MeetingState.HELD}:
        raise NotNow(_("The record is closed."))
    speaker.position = needed(position, field="position", limit=300)
    speaker.spoke_at = speaker.spoke_at or clock.now()
    speaker.save(update_fields=["position", "spoke_at"])
    return speaker


@transaction.atomic
def end(meeting: Meeting, *, actor: Actor) -> Meeting:
    """The meeting is over, its minutes are drafted from the record, and both signatures are due."""
    meeting = MEETING_RULES.begin(meeting, "end", actor)
    in_days(meeting, rule_of(meeting.county).minutes_days)
    keep_meeting(meeting, "end", actor=actor, present=heads(meeting.pk))
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, actor: Actor) -> Meeting:
    """It does not take place: everybody invited was told, and its topics wait for the next one."""
    meeting = MEETING_RULES.begin(meeting, "cancel", actor)
    reason = why_of(reason, limit=300)
    for listed in Topic.objects.filter(meeting=meeting, state=State.ON_AGENDA).order_by("pk"):
        topic = Topic.objects.held(listed)
        topic.state = State.TAKEN_UP
        leave_agenda(topic, "")
        keep(topic, "take_off", actor=actor, reason=reason)
    keep_meeting(meeting, "cancel", actor=actor, reason=reason)
    return meeting


def _listed(meeting: Meeting, guest: Guest) -> Invitee:
    known = (
        Invitee.objects.filter(meeting=meeting, person=guest.person).first()
        if guest.person
        else None
    )
    if known:
        return known
    name = tidy(guest.name) or (guest.person.name if guest.person else "")
    if guest.organisation is None and not name:
        raise Unusable(_("Please enter the name."), field="name")
    return Invitee.objects.create(
        county=meeting.county,
        meeting=meeting,
        person=guest.person,
        organisation=guest.organisation,
        name=name[:40],
        must_come=guest.must_come,
        may_vote=guest.may_vote,
        order=meeting.invitees.count() + 1,
    )


def _check_day(meeting: Meeting) -> None:
    """After its day who was asked and who stands in for whom is as it was, so that no majority is
    made of it.
    """
    if clock.today() > meeting.on:
        raise NotNow(_("After the day of the meeting its list stays as it was."))


def _note(meeting: Meeting, invitee: Invitee, by: str) -> Invitee:
    if _check_open(meeting) and by != Presence.HAND:
        raise NotNow(_("Entered afterwards is only who signed the list by hand."))
    invitee = Invitee.objects.select_for_update(of=("self",)).get(pk=invitee.pk)
    if not invitee.is_here:
        invitee.came_by, invitee.came_at = Presence(by), clock.now()
        invitee.save(update_fields=["came_by", "came_at"])
    return invitee


def _check_open(meeting: Meeting) -> bool:
    """People are noted as present now; whether that is afterwards, from the list of the room."""
    is_late = meeting.entered_on is not None and meeting.state == MeetingState.SITTING
    if not is_late and (meeting.state not in UNDER_WAY or clock.today() != meeting.on):
        raise NotNow(_("People sign in on the day of the meeting, until it ends."))
    return is_late


def _check_proxy(meeting: Meeting, invitee: Invitee, to: Invitee | None) -> None:
    if to is None:
        return
    if to.meeting_id != meeting.pk or to.pk == invitee.pk or not to.may_vote:
        raise Unusable(_("Please choose somebody on this list who votes."), field="to")
    if to.proxy_id is not None:
        raise Unusable(_("Who is stood in for stands in for nobody."), field="to")
