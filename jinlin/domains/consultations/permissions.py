"""Who may do what with topics, meetings, votes and action items?

Whoever looks after the place keeps them, its lead answers for decisions, and whoever opens a vote
never holds its key. What nobody granted is not allowed.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When, is_the_house
from jinlin.core.time import clock
from jinlin.domains.consultations.lifecycle import (
    ITEM_LIFECYCLE,
    LIFECYCLE,
    MEETING_LIFECYCLE,
    VOTE_LIFECYCLE,
    MeetingState,
)
from jinlin.domains.consultations.models import (
    ActionItem,
    ConsultationRule,
    Door,
    Elector,
    Meeting,
    Objection,
    PrintedCode,
    Resolution,
    Topic,
    Vote,
)
from jinlin.domains.consultations.models.outcomes import own_units
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place

SCOPE = "consultations:write"


def can_write_down(actor: Actor, place: Place) -> bool:
    """Staff of the place raise topics for residents, and plan meetings."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=place.code)


def can_speak(actor: Actor) -> bool:
    """Raise, support, state: whoever is signed in."""
    return actor.is_system or (
        actor.is_signed_in and (actor.scopes is None or SCOPE in actor.scopes)
    )


def is_keeper(actor: Actor, row: Any) -> bool:
    """Whoever looks after its place."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=row.place_code)


def is_raiser(actor: Actor, topic: Topic) -> bool:
    """Whoever raised it."""
    by = topic.raised_by
    return actor.user_id is not None and by is not None and by.user_id == actor.user_id


def can_keep(actor: Actor, row: Any) -> bool:
    return is_keeper(actor, row)


def can_decide(actor: Actor, row: Any) -> bool:
    """The lead answers for what was decided."""
    return actor.is_system or actor.holds(Role.LEAD, at=row.place_code)


def can_withdraw(actor: Actor, topic: Topic) -> bool:
    """Who raised it, and whoever keeps it for them."""
    is_theirs = topic.raised_by is not None and topic.raised_by.user_id == actor.user_id
    return is_keeper(actor, topic) or (actor.is_signed_in and is_theirs)


def is_teller(actor: Actor, vote: Vote) -> bool:
    return actor.user_id is not None and actor.user_id in {vote.teller_one_id, vote.teller_two_id}


def can_count_box(actor: Actor, vote: Vote) -> bool:
    return is_teller(actor, vote)


def can_run(actor: Actor, vote: Vote) -> bool:
    """Open, close, publish: the lead, who is none of its tellers."""
    return can_decide(actor, vote) and not is_teller(actor, vote)


def can_do(actor: Actor, item: ActionItem) -> bool:
    """Whoever keeps the topic, and whoever works for the unit that took it on."""
    return is_keeper(actor, item) or item.owner_id in own_units(actor)


def can_read_internal(actor: Actor, row: Any) -> bool:
    is_looking_on = is_keeper(actor, row) or actor.holds(Role.SUPERVISOR, at=row.place_code)
    return actor.is_staff and is_looking_on


def _is_talked_over(topic: Topic) -> bool:
    return topic.meeting is not None and topic.meeting.state == MeetingState.SITTING


def _objections(topic: Topic) -> bool:
    return Objection.objects.filter(
        resolution__topic=topic, resolution__is_reopened=False, answered_on=None
    ).exists()


def _is_at_an_end(topic: Topic) -> bool:
    held = Resolution.objects.filter(topic=topic, is_reopened=False).first()
    is_told = held is not None and held.followed_up_on is not None
    is_past = held is not None and held.objections_until < clock.today()
    open_items = ActionItem.objects.filter(resolution=held, ended_on=None)
    return is_told and is_past and not open_items.exists() and not _objections(topic)


def _is_over(vote: Vote) -> bool:
    """Its time is up, or everybody who may vote has: whoever took a printed code has not voted
    before it is used.
    """
    if vote.due_at < clock.now():
        return True
    roll = Elector.objects.filter(vote=vote)
    used = PrintedCode.objects.filter(vote=vote, is_used=True).count()
    return not roll.filter(door="").exists() and used >= roll.filter(door=Door.CODE).count()


MAY: dict[str, Callable[[Actor, Topic], bool]] = {
    "take_up": can_keep,
    "put_on_agenda": can_keep,
    "take_off": can_keep,
    "decide": can_decide,
    "go_to_vote": can_decide,
    "carry": is_the_house,
    "fall_through": is_the_house,
    "reopen": can_decide,
    "stand_by": can_decide,
    "report": can_keep,
    "settle": is_the_house,
    "combine": can_keep,
    "refuse": can_keep,
    "withdraw": can_withdraw,
}
NO_OBJECTION = _("Nobody has objected, or every objection is answered.")
WHEN: dict[str, tuple[When[Topic], ...]] = {
    "decide": (When(_is_talked_over, _("The room decides while the meeting sits.")),),
    "reopen": (When(_objections, NO_OBJECTION),),
    "stand_by": (When(_objections, NO_OBJECTION),),
    "settle": (When(_is_at_an_end, _("Something of it is still open.")),),
}
RULES = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)

MEETING_MAY: dict[str, Callable[[Actor, Meeting], bool]] = {
    "invite": can_keep,
    "begin": can_keep,
    "enter_afterwards": can_keep,
    "end": can_keep,
    "sign": can_keep,
    "cancel": can_keep,
}


def _is_late(meeting: Meeting) -> bool:
    return clock.today() > meeting.on


def _is_in_time(meeting: Meeting) -> bool:
    today = clock.today()
    return (today - meeting.on).days <= ConsultationRule.of(meeting.county, today).late_days


MEETING_WHEN: dict[str, tuple[When[Meeting], ...]] = {
    "invite": (
        When(
            lambda meeting: meeting.invitees.exists(),
            _("Nobody is on the list yet. Please write down who must and who may come."),
        ),
    ),
    "begin": (
        When(
            lambda meeting: not _is_late(meeting),
            _("Its day is over: please enter it afterwards, from the list signed in the room."),
        ),
    ),
    "enter_afterwards": (
        When(_is_late, _("It can be entered afterwards once its day is over.")),
        When(
            lambda meeting: meeting.entered_on is None,
            _("It was entered afterwards already."),
        ),
        When(
            _is_in_time,
            _("The days for entering it afterwards are over. It can be called off."),
        ),
    ),
    "end": (
        When(
            lambda meeting: not Topic.objects.filter(meeting=meeting, state="on_agenda").exists(),
            _("A topic still stands on the agenda: decide it, put it to the vote or take it off."),
        ),
    ),
}
MEETING_RULES = Rules(MEETING_LIFECYCLE, MEETING_MAY, MEETING_WHEN, scope=SCOPE)

VOTE_MAY: dict[str, Callable[[Actor, Vote], bool]] = {
    "open_": can_run,
    "close": can_run,
    "publish": can_run,
    "declare_void": can_run,
}
VOTE_WHEN: dict[str, tuple[When[Vote], ...]] = {
    "open_": (
        When(
            lambda vote: Elector.objects.filter(vote=vote).exists(),
            _("Nobody stands on the roll yet."),
        ),
        When(
            lambda vote: not vote.is_secret or bool(vote.key_one and vote.key_two),
            _("Both tellers have to make their keys first."),
        ),
    ),
    "close": (When(_is_over, _("It is still open: its day is not over and not all have voted.")),),
}
VOTE_RULES = Rules(VOTE_LIFECYCLE, VOTE_MAY, VOTE_WHEN, scope=SCOPE)

ITEM_MAY: dict[str, Callable[[Actor, ActionItem], bool]] = {
    "pass_on": can_keep,
    "finish": can_do,
    "come_back": is_the_house,
    "put_off": can_keep,
    "drop": can_decide,
}
ITEM_WHEN: dict[str, tuple[When[ActionItem], ...]] = {}
ITEM_RULES = Rules(ITEM_LIFECYCLE, ITEM_MAY, ITEM_WHEN, scope=SCOPE)
