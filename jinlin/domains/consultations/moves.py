"""How does a posted form move a topic, a meeting, a vote or an action item?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.consultations.forms.moves import (
    FORMS,
    ITEM_FORMS,
    MEETING_FORMS,
    VOTE_FORMS,
)
from jinlin.domains.consultations.models import ActionItem, Meeting, Topic, Vote
from jinlin.domains.consultations.permissions import (
    ITEM_RULES,
    MEETING_RULES,
    RULES,
    VOTE_RULES,
)
from jinlin.domains.consultations.queries.story import (
    story,
    story_of_item,
    story_of_meeting,
    story_of_vote,
)
from jinlin.shell.moves import Moves


def fetch(actor: Actor, pk: UUID) -> Topic | None:
    rows = Topic.objects.for_desk(actor).select_related("place__parent", "unit", "meeting", "into")
    return rows.filter(pk=pk).first()


def fetch_own(actor: Actor, pk: UUID) -> Topic | None:
    """The topic that this resident raised."""
    rows = Topic.objects.raised_by_user(actor).select_related("place__parent", "unit", "raised_by")
    return rows.filter(pk=pk).first()


def fetch_meeting(actor: Actor, pk: UUID) -> Meeting | None:
    rows = Meeting.objects.for_desk(actor).select_related("place__parent", "unit", "seats")
    return rows.filter(pk=pk).first()


def fetch_vote(actor: Actor, pk: UUID) -> Vote | None:
    rows = Vote.objects.for_desk(actor).select_related(
        "place__parent", "unit", "topic", "teller_one", "teller_two"
    )
    return rows.filter(pk=pk).first()


def fetch_item(actor: Actor, pk: UUID) -> ActionItem | None:
    rows = ActionItem.objects.for_desk(actor).select_related("topic__place", "owner")
    return rows.filter(pk=pk).first()


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
OWN_MOVES = Moves(rules=RULES, forms={"withdraw": FORMS["withdraw"]}, fetch=fetch_own, story=story)
MEETING_MOVES = Moves(
    rules=MEETING_RULES, forms=MEETING_FORMS, fetch=fetch_meeting, story=story_of_meeting
)
VOTE_MOVES = Moves(rules=VOTE_RULES, forms=VOTE_FORMS, fetch=fetch_vote, story=story_of_vote)
ITEM_MOVES = Moves(rules=ITEM_RULES, forms=ITEM_FORMS, fetch=fetch_item, story=story_of_item)
