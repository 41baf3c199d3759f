"""What came of the session before this one? Nothing here says who said it, or in which words:
everybody may read it.
"""

from dataclasses import dataclass
from typing import Any

from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import CONVERSATION_LABELS, ConversationState, State
from jinlin.domains.receptions.models import Conversation, Session

SOLVED, IN_HAND, LATE, OVER = "solved", "in_hand", "late", "over"


@dataclass(frozen=True)
class Came:
    """What came of one conversation: its topic, how it stands, the appeal that it became.

    Read without its text and without its person.
    """

    conversation: Conversation

    @property
    def topic(self) -> str:
        return str(self.conversation.get_topic_display())

    @property
    def word(self) -> Any:
        return CONVERSATION_LABELS[ConversationState(self.conversation.state)]

    @property
    def group(self) -> str:
        """Solved in the resident's own words, in hand until its day, late after it, or over without
        that.
        """
        row = self.conversation
        if row.is_solved:
            return SOLVED
        if row.state in {
            ConversationState.PASSED_ON,
            ConversationState.DISPUTED,
            ConversationState.ANSWERED,
            ConversationState.OPEN,
        }:
            return LATE if row.due_at < clock.now() else IN_HAND
        return OVER


@dataclass(frozen=True)
class Last:
    """The session that was held before, and what came of each conversation in it, in the order of
    their numbers.
    """

    session: Session
    came: list[Came]

    @property
    def all(self) -> int:
        return len(self.came)

    @property
    def solved(self) -> int:
        return self._count(SOLVED)

    @property
    def in_hand(self) -> int:
        return self._count(IN_HAND)

    @property
    def late(self) -> int:
        return self._count(LATE)

    def _count(self, group: str) -> int:
        return sum(each.group == group for each in self.came)


def what_came_of_last(session: Session) -> Last | None:
    """The session of the same series that was held last before this one; None when there was none.

    Two statements.
    """
    before = Session.objects.filter(
        series=session.series_id, state=State.HELD, starts_at__lt=session.starts_at
    )
    held = before.exclude(pk=session.pk).order_by("-starts_at", "-id").first()
    return what_came_of(held) if held else None


def what_came_of(session: Session) -> Last:
    """One statement. Withdrawn conversations are nobody's business any more."""
    rows = session.conversations.exclude(state=ConversationState.WITHDRAWN)
    shown = rows.only(
        "session",
        "number",
        "state",
        "topic",
        "outcome",
        "is_solved",
        "due_at",
        "due_on",
        "settled_on",
        "appeal_number",
    )
    return Last(session, [Came(row) for row in shown.order_by("number")])
