"""Which topics, meetings, votes and items does a member of staff see, and what waits for them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.search import matching
from jinlin.core.time import clock
from jinlin.domains.consultations.lifecycle import (
    OPEN,
    ItemState,
    MeetingState,
    State,
    VoteState,
)
from jinlin.domains.consultations.models import (
    ActionItem,
    HandedIn,
    Meeting,
    Objection,
    Resolution,
    Support,
    Topic,
    Vote,
)
from jinlin.domains.consultations.models.meetings import MeetingRows
from jinlin.domains.consultations.models.outcomes import ItemRows, own_units
from jinlin.domains.consultations.models.topics import KEEPERS, TopicRows
from jinlin.domains.consultations.models.votes import VoteRows
from jinlin.domains.consultations.permissions import (
    ITEM_RULES,
    MEETING_RULES,
    RULES,
    VOTE_RULES,
)
from jinlin.ground.places.queries import whole
from jinlin.shell.one_list import Source

ORDERS = {"due": ("due_at", "id"), "newest": ("-raised_at", "-id")}
MEETING_ORDER = ("due_at", "id")
TONES = {
    State.RAISED: "new",
    State.TAKEN_UP: "inhand",
    State.ON_AGENDA: "waiting",
    State.VOTING: "waiting",
    State.DECIDED: "inhand",
    State.DONE: "done",
}
LIKELY = {
    State.RAISED: "take_up",
    State.TAKEN_UP: "put_on_agenda",
}
MEETING_TONES = {
    MeetingState.PLANNED: "new",
    MeetingState.CALLED: "waiting",
    MeetingState.SITTING: "inhand",
    MeetingState.HELD: "waiting",
    MeetingState.SIGNED: "done",
}
MEETING_LIKELY = {
    MeetingState.PLANNED: "invite",
    MeetingState.CALLED: "begin",
    MeetingState.SITTING: "end",
    MeetingState.HELD: "sign",
}
VOTE_TONES = {
    VoteState.PREPARED: "new",
    VoteState.OPEN: "inhand",
    VoteState.CLOSED: "waiting",
    VoteState.PUBLISHED: "done",
}
VOTE_LIKELY = {
    VoteState.PREPARED: "open_",
    VoteState.OPEN: "close",
    VoteState.CLOSED: "publish",
}
ITEM_TONES = {
    ItemState.OPEN: "waiting",
    ItemState.PASSED_ON: "inhand",
    ItemState.DONE: "done",
}
SOON = timedelta(days=3)


@dataclass(frozen=True)
class Filters:
    """What the address bar says. `state` may also be 'open', 'late' or 'all'."""

    state: str = "open"
    place: str = ""
    text: str = ""
    order: str = "due"


@dataclass(frozen=True)
class Line:
    """One row of a list, with the move that this actor most likely makes."""

    row: Any
    tone: str
    likely: Move | None
    supports: int = 0

    @property
    def label(self) -> Any:
        return self.row.label

    @property
    def pk(self) -> Any:
        return self.row.pk


def board(actor: Actor, filters: Filters) -> TopicRows:
    """The topics this actor sees at the desk under these filters."""
    late = Q(due_at__lt=clock.now(), state__in=OPEN)
    states = {"open": Q(state__in=OPEN), "late": late, "all": Q()}
    rows = Topic.objects.for_desk(actor).filter(
        states.get(filters.state, Q(state=filters.state)),
        within(whole(filters.place)) if filters.place else Q(),
        matching(Topic, filters.text) if filters.text else Q(),
    )
    return rows.select_related("place", "unit").defer("text")


def listed(topics: Iterable[Topic], *, actor: Actor) -> list[Line]:
    """The lines of a list: one statement more."""
    topics = list(topics)
    rows = Support.objects.filter(topic__in=topics).order_by()
    supports = dict(rows.values_list("topic").annotate(n=Count("pk")))
    return [
        Line(
            each,
            TONES.get(State(each.state), "ended"),
            _likely(each, actor),
            supports.get(each.pk, 0),
        )
        for each in topics
    ]


def meetings(actor: Actor, state: str = "coming", place: str = "") -> MeetingRows:
    """The meetings this actor sees at the desk."""
    ended = (MeetingState.SIGNED, MeetingState.CANCELLED)
    rows = Meeting.objects.for_desk(actor).select_related("place", "unit")
    rows = rows.filter(within(whole(place))) if place else rows
    return rows.exclude(state__in=ended) if state == "coming" else rows.filter(state=state)


def listed_meetings(found: Iterable[Meeting], *, actor: Actor) -> list[Line]:
    return [
        Line(
            each,
            MEETING_TONES.get(MeetingState(each.state), "ended"),
            _if_could(MEETING_RULES, actor, each, MEETING_LIKELY.get(MeetingState(each.state))),
        )
        for each in found
    ]


def listed_votes(found: Iterable[Vote], *, actor: Actor) -> list[Line]:
    return [
        Line(
            each,
            VOTE_TONES.get(VoteState(each.state), "ended"),
            _if_could(VOTE_RULES, actor, each, VOTE_LIKELY.get(VoteState(each.state))),
        )
        for each in found
    ]


def listed_items(found: Iterable[ActionItem], *, actor: Actor) -> list[Line]:
    return [
        Line(
            each,
            ITEM_TONES.get(ItemState(each.state), "ended"),
            _if_could(ITEM_RULES, actor, each, "finish" if each.state == ItemState.OPEN else None),
        )
        for each in found
    ]


def waiting(actor: Actor) -> Source:
    """Topics whose next step is this person's: screening, an agenda, a meeting that is over, an
    objection to be answered, a follow-up that is due.
    """
    objected = Objection.objects.filter(
        resolution__topic=OuterRef("pk"), resolution__is_reopened=False, answered_on=None
    )
    untold = Resolution.objects.filter(
        topic=OuterRef("pk"),
        is_reopened=False,
        followed_up_on=None,
        follow_up_on__lte=clock.today() + SOON,
    )
    bare = ~Exists(ActionItem.objects.filter(topic=OuterRef("pk")))
    answer = Q(Exists(objected)) | Q(Exists(untold)) | Q(bare)
    due = Q(state__in=(State.RAISED, State.TAKEN_UP, State.ON_AGENDA))
    rows = Topic.objects.filter(within(actor.codes(*KEEPERS)))
    rows = rows.filter(due | Q(state=State.DECIDED) & answer).select_related("place", "unit")
    return Source(
        rows.defer("text"),
        ORDERS["due"],
        lambda found: listed(found, actor=actor),
        "consultations/desk/line.html",
    )


def waiting_meetings(actor: Actor) -> Source:
    """Meetings that somebody has to invite to, begin, end or sign."""
    rows: MeetingRows = Meeting.objects.filter(within(actor.codes(*KEEPERS)))
    rows = rows.exclude(state__in=(MeetingState.SIGNED, MeetingState.CANCELLED))
    return Source(
        rows.select_related("place", "unit"),
        MEETING_ORDER,
        lambda found: listed_meetings(found, actor=actor),
        "consultations/desk/meeting_line.html",
    )


def waiting_votes(actor: Actor) -> Source:
    """Votes to be opened, closed or published by who runs them; keys to be made and boxes to be
    opened by their tellers.
    """
    running = within(actor.codes(*KEEPERS)) & (
        Q(state__in=(VoteState.PREPARED, VoteState.CLOSED))
        | Q(state=VoteState.OPEN, due_at__lt=clock.now())
    )
    rows: VoteRows = Vote.objects.filter(running | _as_teller(actor))
    return Source(
        rows.select_related("place", "unit"),
        MEETING_ORDER,
        lambda found: listed_votes(found, actor=actor),
        "consultations/desk/vote_line.html",
    )


def waiting_items(actor: Actor) -> Source:
    """What is to be done by the unit that took it on, and what its keepers see to: all that is
    open, and what was passed on and is late.
    """
    codes = within(actor.codes(*KEEPERS))
    mine = Q(owner__in=own_units(actor), state=ItemState.OPEN)
    kept = Q(state=ItemState.OPEN) | Q(state=ItemState.PASSED_ON, due_at__lt=clock.now())
    rows: ItemRows = ActionItem.objects.filter(mine | codes & kept)
    return Source(
        rows.select_related("topic__place", "owner"),
        MEETING_ORDER,
        lambda found: listed_items(found, actor=actor),
        "consultations/desk/item_line.html",
    )


def _as_teller(actor: Actor) -> Q:
    if actor.user_id is None:
        return Q(pk__in=[])
    key = Q(state=VoteState.PREPARED)
    box = Q(state=VoteState.CLOSED) & ~Exists(
        HandedIn.objects.filter(vote=OuterRef("pk"), by=actor.user_id)
    )
    without_key = Q(teller_one=actor.user_id, key_one="") | Q(teller_two=actor.user_id, key_two="")
    teller = Q(teller_one=actor.user_id) | Q(teller_two=actor.user_id)
    return key & without_key | box & teller


def _likely(topic: Topic, actor: Actor) -> Move | None:
    return _if_could(RULES, actor, topic, LIKELY.get(State(topic.state)))


def _if_could(rules: Any, actor: Actor, row: Any, name: str | None) -> Move | None:
    """Whether its state and its place let this actor make it; what else it depends on is asked on
    its page, so that a list costs no statement a line.
    """
    found: Move | None = rules.lifecycle.moves[name] if name else None
    return found if found and rules.could_make(actor, row, found.name) else None
