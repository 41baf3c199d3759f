"""How do minutes come out of the record, and who signs them?"""

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.text import tidy
from jinlin.domains.consultations.actions.papers import minutes_of
from jinlin.domains.consultations.actions.steps import keep_meeting
from jinlin.domains.consultations.lifecycle import MeetingState
from jinlin.domains.consultations.models import Meeting
from jinlin.domains.consultations.permissions import MEETING_RULES, can_decide, can_keep

LONGEST_NOTE = 3000


@transaction.atomic
def write_note(meeting: Meeting, *, note: str, actor: Actor) -> Meeting:
    """The minutes say this beyond what the record holds; a signature given before is void."""
    meeting = Meeting.objects.locked(meeting)
    require(can_keep(actor, meeting))
    if meeting.state not in {MeetingState.SITTING, MeetingState.HELD}:
        raise NotNow(_("The minutes are signed, or the meeting has not begun."))
    meeting.note = tidy(note)[:LONGEST_NOTE]
    meeting.chair_signed = None
    keep_meeting(meeting, "write_note", actor=actor)
    return meeting


@transaction.atomic
def sign_first(meeting: Meeting, *, actor: Actor) -> Meeting:
    """The chair signed the minutes as they stand; a second one signs as scribe."""
    meeting = Meeting.objects.locked(meeting)
    require(can_decide(actor, meeting))
    if meeting.state != MeetingState.HELD:
        raise NotNow(_("Minutes are signed when the meeting is over."))
    meeting.chair_signed_id = actor.user_id
    keep_meeting(meeting, "sign_first", actor=actor)
    return meeting


@transaction.atomic
def sign(meeting: Meeting, *, actor: Actor) -> Meeting:
    """The minutes are signed by two, numbered, and fixed; whoever was invited can read them.

    Raises NotNow before the chair has signed, and for the chair's own second signature.
    """
    meeting = MEETING_RULES.begin(meeting, "sign", actor)
    chair = meeting.chair_signed
    if chair is None:
        raise NotNow(_("The chair signs first."))
    if chair.pk == actor.user_id:
        raise NotNow(_("The second signature is somebody else's."))
    names = {"chair": chair.name, "scribe": actor.name}
    paper = minutes_of(meeting, names, actor=actor)
    keep_meeting(meeting, "sign", actor=actor, number=paper.number, **names)
    return meeting
