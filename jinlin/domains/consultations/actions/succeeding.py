"""What goes on with another unit when one is closed?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.consultations.lifecycle import OPEN, MeetingState, VoteState
from jinlin.domains.consultations.models import ActionItem, Invitee, Meeting, Topic, Vote
from jinlin.ground.places.holding import Held

BEFORE = frozenset({MeetingState.PLANNED, MeetingState.CALLED})
UNSIGNED = BEFORE | {MeetingState.SITTING, MeetingState.HELD}
UNDECIDED = frozenset({VoteState.PREPARED, VoteState.OPEN, VoteState.CLOSED})

HELD = (
    Held(lambda: Topic.objects.filter(state__in=OPEN)),
    Held(lambda: Meeting.objects.filter(state__in=UNSIGNED)),
    Held(lambda: Vote.objects.filter(state__in=UNDECIDED)),
    Held(lambda: ActionItem.objects.filter(ended_on=None), "owner"),
    Held(
        lambda: Invitee.objects.filter(meeting__state__in=BEFORE),
        "organisation",
        about=lambda invitee: invitee.meeting,
        named=_("invitation to a meeting"),
    ),
)
