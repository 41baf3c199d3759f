"""What of consultations is a resident's own: topics they raised, votes they may take part in?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.consultations.lifecycle import OPEN, State, VoteState
from jinlin.domains.consultations.models import Door, Topic, Vote
from jinlin.domains.consultations.models.votes import electors_of
from jinlin.domains.consultations.queries.listed import TONES, VOTE_TONES
from jinlin.domains.consultations.queries.public import vote_card
from jinlin.shell.one_list import Source

MINE_ORDER = ("-raised_at", "-id")
VOTES_ORDER = ("-opened_at", "-id")
LATE, RUNNING = 1, 2
OPEN_VOTES = frozenset({VoteState.OPEN, VoteState.CLOSED})


@dataclass(frozen=True)
class OwnTopic:
    """A topic that the reader raised, as 'my matters' shows it."""

    topic: Topic

    @property
    def rank(self) -> int:
        if self.topic.state not in OPEN:
            return 3
        return LATE if self.topic.due_at < clock.now() else RUNNING

    @property
    def sentence(self) -> str:
        """What is done by when; of what nobody looked at in time, that it is late."""
        is_raised, is_late = self.topic.state == State.RAISED, self.rank == LATE
        if is_raised and is_late:
            words = _("was to be looked at by %(due)s and is late")
        elif is_raised:
            words = _("is looked at by %(due)s")
        else:
            words = (
                _("next step late, it was due by %(due)s") if is_late else _("next step by %(due)s")
            )
        return words % {"due": spoken.deadline(self.topic.due_at)}

    @property
    def tone(self) -> str:
        return TONES.get(State(self.topic.state), "ended")


@dataclass(frozen=True)
class OwnVote:
    """A vote on whose roll the reader stands."""

    vote: Vote

    @property
    def is_open(self) -> bool:
        return vote_card(self.vote).is_open

    @property
    def rank(self) -> int:
        has_voted = getattr(self.vote, "own_door", "") != Door.NONE
        return 0 if self.is_open and not has_voted else 2 if self.vote.state in OPEN_VOTES else 3

    @property
    def tone(self) -> str:
        return VOTE_TONES.get(VoteState(self.vote.state), "ended")


def own(actor: Actor) -> Source:
    """What this person raised."""
    rows = Topic.objects.raised_by_user(actor).select_related("place", "unit").defer("text")
    return Source(
        rows,
        MINE_ORDER,
        lambda found: [OwnTopic(each) for each in found],
        "consultations/portal/own_line.html",
    )


def own_votes(actor: Actor) -> Source:
    """The votes that this person may take part in, from their opening on."""
    rows = Vote.objects.shown().for_voter(actor).filter(opened_at__isnull=False)
    return Source(
        rows.select_related("place"),
        VOTES_ORDER,
        lambda found: _own_votes(found, actor),
        "consultations/portal/own_vote_line.html",
    )


def _own_votes(found: list[Vote], actor: Actor) -> list[OwnVote]:
    electors = electors_of(actor).filter(vote__in=found).values_list("vote", "door")
    waits = {vote for vote, door in electors if door == Door.NONE}
    for vote in found:
        vote.own_door = Door.NONE if vote.pk in waits else Door.ONLINE  # type: ignore[attr-defined]
    return [OwnVote(vote) for vote in found]
