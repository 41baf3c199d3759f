"""How does a posted form move a topic, a meeting, a vote or an action item?"""

from jinlin.core.sight import Sight
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

fetch = Sight[Topic](
    Topic.objects.for_desk, joins=("place__parent", "unit", "meeting", "into")
).first
fetch_own = Sight[Topic](  # raised by this resident
    Topic.objects.raised_by_user, joins=("place__parent", "unit", "raised_by")
).first
fetch_meeting = Sight[Meeting](
    Meeting.objects.for_desk, joins=("place__parent", "unit", "seats")
).first
fetch_vote = Sight[Vote](
    Vote.objects.for_desk,
    joins=("place__parent", "unit", "topic", "teller_one", "teller_two"),
).first
fetch_item = Sight[ActionItem](ActionItem.objects.for_desk, joins=("topic__place", "owner")).first


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
OWN_MOVES = Moves(rules=RULES, forms={"withdraw": FORMS["withdraw"]}, fetch=fetch_own, story=story)
MEETING_MOVES = Moves(
    rules=MEETING_RULES,
    forms=MEETING_FORMS,
    fetch=fetch_meeting,
    story=story_of_meeting,
    takes_photos=frozenset({"enter_afterwards"}),
)
VOTE_MOVES = Moves(rules=VOTE_RULES, forms=VOTE_FORMS, fetch=fetch_vote, story=story_of_vote)
ITEM_MOVES = Moves(rules=ITEM_RULES, forms=ITEM_FORMS, fetch=fetch_item, story=story_of_item)
