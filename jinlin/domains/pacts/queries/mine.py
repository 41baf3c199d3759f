"""What did this person say of pacts, and what was answered?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.domains.pacts.lifecycle import WORKED_ON
from jinlin.domains.pacts.models import Answer, Comment
from jinlin.shell.one_list import Source

LATE, OPEN, REST = 1, 2, 3
ORDER = ("-written_at", "-id")


@dataclass(frozen=True)
class Own:
    """One comment as whoever said it reads it on a list."""

    comment: Comment

    @property
    def is_open(self) -> bool:
        """Its answer is still to come: the text that it speaks of is worked on."""
        pact = self.comment.pact
        is_of_this_text = self.comment.edition == pact.edition and pact.state in WORKED_ON
        return is_of_this_text and self.comment.answered_at is None

    @property
    def rank(self) -> int:
        if not self.is_open:
            return REST
        return LATE if self.comment.pact.is_late else OPEN

    @property
    def tone(self) -> str:
        if self.is_open:
            return "waiting"
        return "done" if self.comment.answer == Answer.TAKEN else "ended"

    @property
    def word(self) -> Any:
        return self.comment.get_answer_display()

    @property
    def sentence(self) -> str:
        if self.comment.answered_at:
            return self.comment.reason
        if self.is_open:
            return _("Everybody who spoke gets an answer before the vote.")
        return _("This draft was not pursued.")


def own(actor: Actor) -> Source:
    """What this person said of drafts, the newest first."""
    rows = Comment.objects.own(actor).select_related("pact__place")
    return Source(
        rows, ORDER, lambda found: [Own(each) for each in found], "pacts/portal/line.html"
    )
