"""How is a pact voted on by all who may vote, and how does the result come back to it?

The pact waits for its vote and stays what it is; a topic of its own carries the vote. Once the
result is published the house enters it: adopted from the next day on, or not.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Refusal, require
from jinlin.core.time import clock
from jinlin.domains.consultations import actions as consultations
from jinlin.domains.consultations.actions import Ask, Raised
from jinlin.domains.consultations.lifecycle import VoteState
from jinlin.domains.consultations.models import Topic, Vote
from jinlin.domains.consultations.models.topics import Origin
from jinlin.domains.pacts import actions as pacts
from jinlin.domains.pacts.deadlines import Tally
from jinlin.domains.pacts.lifecycle import State as PactState
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.permissions import can_decide

READER, RULE = "journeys.pact_to_consultation", "half-present"


@transaction.atomic
def ask_everybody(pact: Pact, ask: Ask, *, actor: Actor) -> Pact:
    """A vote on the pact's text is prepared, by the rule that pacts have: over half take part, and
    over half of these agree. The pact waits for it.

    Raises NotNow while the pact is not put to the vote, or a vote on it is under way.
    """
    pact = Pact.objects.locked(pact)
    require(can_decide(actor, pact))
    if pact.state != PactState.VOTING:
        raise NotNow(_("The pact is not put to the vote yet."))
    if _under_way(pact):
        raise NotNow(_("A vote on it is under way already."))
    clauses = pact.clauses.values_list("text", flat=True)
    text = "\n".join(f"{number}. {each}" for number, each in enumerate(clauses, 1))
    proposal = Raised(
        place=pact.place,
        title=pact.title,
        text=text,
        origin=Origin.PACT,
        origin_id=pact.pk,
        origin_number=_("version {number}").format(number=pact.edition),
    )
    topic = consultations.raise_topic(proposal, actor=actor)
    topic = consultations.take_up(topic, actor=actor)
    consultations.prepare(topic, ask=ask, actor=actor)
    return pact


def carry_results_back() -> int:
    """Every pact on which a result was published since the last run is adopted, or may be changed
    again. Safe to run twice.
    """
    news = timeline.news(READER, of=Vote._meta.label_lower)
    votes = Vote.objects.filter(state=VoteState.PUBLISHED, topic__origin=Origin.PACT)
    batches = [votes] if news.is_first else [votes.filter(pk__in=keys) for keys in news.subjects()]
    done, is_whole = 0, True
    for vote in (each for rows in batches for each in rows.select_related("topic")):
        try:
            done += _enter(vote)
        except Refusal:
            is_whole = False  # it moved on meanwhile: the next run sees how it stands then
    if is_whole:
        news.was_read()
    return done


def _under_way(pact: Pact) -> bool:
    open_ones = (VoteState.PREPARED, VoteState.OPEN, VoteState.CLOSED)
    return Vote.objects.filter(topic__origin_id=pact.pk, state__in=open_ones).exists()


def _enter(vote: Vote) -> int:
    origin = vote.topic.origin_id
    if origin is None:
        return 0
    pact = Pact.objects.filter(pk=origin, state=PactState.VOTING).first()
    last = Topic.objects.filter(origin_id=origin).order_by("-pk").first()
    if pact is None or last is None or last.pk != vote.topic_id:
        return 0
    counts = vote.counts or {}
    numbers = {
        "in_favour": counts.get("for", 0),
        "against": counts.get("against", 0),
        "abstained": counts.get("abstain", 0),
    }
    tally = Tally(eligible=vote.eligible, present=vote.took_part or 0, **numbers)
    if tally.is_carried:
        since = clock.today() + timedelta(days=1)
        pacts.adopt(pact, tally=tally, since=since, actor=SYSTEM)
    elif tally.fits:
        pacts.turn_down(pact, tally=tally, actor=SYSTEM)
    else:
        return 0  # nobody voted: whoever keeps the pact says how it goes on
    return 1
