"""What may everybody read of topics, meetings and votes?

Released words and sums only, through classes that know nothing else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import ngettext

from jinlin.core.actor import Actor, within
from jinlin.core.paging import Page
from jinlin.core.search import matching
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.time import clock
from jinlin.domains.consultations.deadlines import FEWEST_SHOWN, in_metres
from jinlin.domains.consultations.lifecycle import (
    ENDED,
    LABELS,
    RELEASED,
    MeetingState,
    State,
    VoteState,
)
from jinlin.domains.consultations.models import (
    Door,
    Elector,
    Meeting,
    Objection,
    Option,
    Resolution,
    Support,
    Topic,
    Vote,
)
from jinlin.domains.consultations.models.meetings import ANNOUNCED
from jinlin.domains.consultations.models.topics import TopicRows, supported
from jinlin.domains.consultations.models.votes import places_of
from jinlin.domains.consultations.queries.belonging import reads_from_elsewhere
from jinlin.domains.consultations.queries.listed import TONES, VOTE_TONES
from jinlin.domains.consultations.queries.opinions import Opinion, opinions_on
from jinlin.ground.places.finding import stands_in_place_called
from jinlin.ground.places.queries import whole

DIGIT = re.compile(r"\d")
ORDER = ("-raised_at", "-id")
WITH_WORDS = frozenset({State.TAKEN_UP, State.ON_AGENDA, State.VOTING})


@dataclass(frozen=True)
class Card:
    """One topic in the list that everybody reads."""

    pk: UUID
    title: str
    place: str
    state: str
    due_at: datetime
    supports: int

    @property
    def label(self) -> Any:
        return LABELS[State(self.state)]

    @property
    def tone(self) -> str:
        return TONES.get(State(self.state), "ended")


@dataclass(frozen=True)
class Agreed:
    """One action item as everybody reads it."""

    what: str
    owner: str
    due_on: date
    label: Any
    outcome: str
    number: str
    is_late: bool
    tone: str


@dataclass(frozen=True)
class Held:
    """What was decided, and what came of it."""

    text: str
    how: str
    decided_on: date
    eligible: int
    present: int
    in_favour: int
    against: int
    abstained: int
    objections_until: date
    takes_objections: bool
    came_of_it: str
    items: list[Agreed]
    answered: list[tuple[str, str]]


@dataclass(frozen=True)
class Sheet:
    """All that everybody reads of one topic."""

    card: Card
    text: str
    unit: str
    options: list[Option]
    opinions: Page[Opinion]
    held: Held | None
    votes: list["VoteCard"]
    meeting: "MeetingCard | None"
    takes_support: bool
    is_supported: bool
    is_from_elsewhere: bool  # the reader


@dataclass(frozen=True)
class MeetingCard:
    """One meeting as everybody reads it."""

    pk: UUID
    title: str
    place: str
    starts_at: datetime
    where: str
    label: Any
    has_ended: bool
    entered_on: date | None


@dataclass(frozen=True)
class VoteCard:
    """One vote in a list."""

    pk: UUID
    question: str
    place: str
    state: str
    label: Any
    due_at: datetime

    @property
    def is_open(self) -> bool:
        return self.state == VoteState.OPEN and self.due_at >= clock.now()

    @property
    def tone(self) -> str:
        return VOTE_TONES.get(VoteState(self.state), "ended")


def cards(place: str) -> TopicRows:
    """The released topics at or below a place; everywhere without one."""
    rows = Topic.objects.released().select_related("place").defer("text")
    return rows.filter(within(whole(place))) if place else rows


def found(place: str, words: str) -> TopicRows:
    """Those of a county in whose words it stands, or whose place is called so. A number is looked
    for in no text: people's numbers are hidden there.
    """
    where = stands_in_place_called(words)
    return cards(place).filter(where if DIGIT.search(words) else where | matching(Topic, words))


def shown(topics: Iterable[Topic]) -> list[Card]:
    """Each as a card: one statement more."""
    topics = list(topics)
    rows = Support.objects.filter(topic__in=topics).order_by()
    supports = dict(rows.values_list("topic").annotate(n=Count("pk")))
    return [_card(each, supports.get(each.pk, 0)) for each in topics]


def released(pk: UUID) -> Topic | None:
    """The topic, if everybody reads it."""
    rows = Topic.objects.released().select_related("place", "unit", "meeting__place")
    return rows.filter(pk=pk).first()


def off_list(pk: UUID, actor: Actor) -> Topic | None:
    """The topic that is not talked over, or not yet: a combined one for everybody, who reads on in
    the other; else for whoever raised it or supported it.
    """
    rows = Topic.objects.filter(pk=pk, state__in={*ENDED, State.RAISED}).select_related(
        "place", "unit", "into"
    )
    own = Topic.objects.raised_by_user(actor)
    if actor.user_id:
        own |= Topic.objects.filter(supported(actor))
    on = Q(state=State.COMBINED, into__state__in=RELEASED)
    return rows.filter(on | Q(pk__in=own.values("pk"))).first()


def sheet(topic: Topic, actor: Actor, *, after: str = "") -> Sheet:
    """The topic, a page of what neighbours think of it, what was decided and what came of it."""
    mine = topic.supports.filter(person__user=actor.user_id) if actor.user_id else None
    takes_support, is_supported = topic.state in WITH_WORDS, mine is not None and mine.exists()
    return Sheet(
        card=shown([topic])[0],
        text=without_numbers(topic.text),
        unit=topic.unit.name,
        options=list(topic.options.all()),
        opinions=opinions_on(topic, actor, after=after),
        held=_held(topic),
        votes=[vote_card(each) for each in Vote.objects.shown().filter(topic=topic)],
        meeting=_meeting_of(topic),
        takes_support=takes_support,
        is_supported=is_supported,
        is_from_elsewhere=takes_support and not is_supported and reads_from_elsewhere(topic, actor),
    )


def _meeting_of(topic: Topic) -> "MeetingCard | None":
    """The meeting it is talked over in, once that was announced."""
    meeting = topic.meeting
    return meeting_card(meeting) if meeting and meeting.state in ANNOUNCED else None


def coming(place: str) -> list[MeetingCard]:
    """The next announced meetings at or above a place."""
    rows = Meeting.objects.announced().filter(on__gte=clock.today()).select_related("place")
    rows = rows.filter(within(whole(place[:12]))) if place else rows
    return [meeting_card(each) for each in rows.order_by("starts_at", "pk")[:5]]


def open_votes(place: str) -> list[VoteCard]:
    rows = Vote.objects.filter(state=VoteState.OPEN, due_at__gte=clock.now())
    rows = rows.filter(within(whole(place[:12]))) if place else rows
    return [vote_card(each) for each in rows.select_related("place").order_by("due_at", "pk")[:5]]


def meeting_card(meeting: Meeting) -> MeetingCard:
    ended = meeting.state in {MeetingState.HELD, MeetingState.SIGNED}
    return MeetingCard(
        meeting.pk,
        meeting.title,
        meeting.place.name,
        meeting.starts_at,
        meeting.where,
        meeting.label,
        ended,
        meeting.entered_on,
    )


def vote_card(vote: Vote) -> VoteCard:
    return VoteCard(vote.pk, vote.question, vote.place.name, vote.state, vote.label, vote.due_at)


def result_of(vote: Vote) -> list[tuple[str, int]]:
    """Each choice in words with its number; nothing before the result is published."""
    counts = vote.counts
    if counts is None:
        return []
    return [(each["words"], counts.get(each["key"], 0)) for each in vote.choices]


def voters_of(vote: Vote) -> list[str]:
    """Who voted, masked, in the order of the roll: after the result, and never of fewer than
    five. While a printed code was not used nobody knows who of those who took one voted.
    """
    if vote.state != VoteState.PUBLISHED:
        return []
    rows = list(Elector.objects.filter(vote=vote).exclude(door=Door.NONE).order_by("number"))
    if len(rows) != vote.took_part:
        rows = [each for each in rows if each.door != Door.CODE]
    return [each.shown_name() for each in rows] if len(rows) >= FEWEST_SHOWN else []


def areas_of(vote: Vote) -> list[tuple[str, str, int]]:
    """Each choice in words with the area behind it and its percent of what took part; nothing
    before the result is published.
    """
    counts, whole = vote.area_counts, vote.area_took_part or 0
    if counts is None:
        return []
    counted = [(each["words"], counts.get(each["key"], 0)) for each in vote.choices]
    return [(words, in_metres(n), n * 100 // whole if whole else 0) for words, n in counted]


@dataclass(frozen=True)
class Place:
    """A place on the roll that the reader votes for. `name` is empty for their own."""

    key: UUID
    name: str
    door: str
    shows_ballot: bool


def places(vote: Vote, actor: Actor) -> list[Place]:
    """The reader's own place on the roll, and that of whoever gave them a written power."""
    card = vote_card(vote)
    return [
        Place(
            each.pk,
            each.shown_name() if each.is_voted_for_by(actor) else "",
            each.door,
            card.is_open
            and (each.door == Door.NONE or (vote.may_change and each.door == Door.ONLINE)),
        )
        for each in places_of(vote, actor)
    ]


def waiting_here(place: str) -> str:
    """What the first page says: how many topics and votes are open at or below a place."""
    voting = Q(votes__state=VoteState.OPEN, votes__due_at__gte=clock.now())
    topics = Topic.objects.filter(within(whole(place)), state__in=WITH_WORDS)
    found = topics.aggregate(all=Count("pk", distinct=True), votes=Count("votes", filter=voting))
    if n := found["votes"]:
        return ngettext("%(n)s vote is open", "%(n)s votes are open", n) % {"n": n}
    n = found["all"]
    return (
        ngettext("%(n)s topic to talk over", "%(n)s topics to talk over", n) % {"n": n} if n else ""
    )


def _card(topic: Topic, supports: int) -> Card:
    title = without_numbers(topic.title)  # residents typed it
    return Card(topic.pk, title, topic.place.name, topic.state, topic.due_at, supports)


def _held(topic: Topic) -> Held | None:
    held = (
        Resolution.objects.filter(topic=topic, is_reopened=False).select_related("meeting").first()
    )
    if held is None:
        return None
    objections = Objection.objects.filter(resolution=held).exclude(answered_on=None)
    items = held.items.select_related("owner").order_by("due_on", "pk")
    return Held(
        text=held.text,
        how=held.how_words,
        decided_on=held.decided_on,
        eligible=held.eligible,
        present=held.present,
        in_favour=held.in_favour,
        against=held.against,
        abstained=held.abstained,
        objections_until=held.objections_until,
        takes_objections=topic.state == State.DECIDED and held.objections_until >= clock.today(),
        came_of_it=held.came_of_it,
        items=[_agreed(each) for each in items],
        answered=[(each.reason, each.answer) for each in objections.order_by("on", "pk")],
    )


def _agreed(item: Any) -> Agreed:
    is_late = item.ended_on is None and item.due_at < clock.now()
    tone = "late" if is_late else {"done": "done", "dropped": "ended"}.get(item.state, "inhand")
    return Agreed(
        what=item.what,
        owner=item.owner.name,
        due_on=item.due_on,
        label=item.label,
        outcome=item.outcome,
        number=item.went_number,
        is_late=is_late,
        tone=tone,
    )
