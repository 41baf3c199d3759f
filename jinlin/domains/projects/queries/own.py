"""What of projects is a resident's own: what they are asked, and what they answered?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.domains.projects.lifecycle import LABELS, State
from jinlin.domains.projects.models import Reply, Word
from jinlin.shell.one_list import Source

ORDER = ("-written_at", "-id")
WAITS, OPEN, REST = 0, 2, 3
TONES = {State.EVALUATED: "done", State.TURNED_DOWN: "ended", State.STOPPED: "ended"}


@dataclass(frozen=True)
class Answered:
    """A questionnaire that the reader answered, and what came of the project since."""

    reply: Reply

    @property
    def project(self) -> Any:
        return self.reply.survey.project

    @property
    def is_published(self) -> bool:
        return self.project.state == State.EVALUATED and self.project.released_on is not None

    @property
    def rank(self) -> int:
        """Published results wait for a word; until then somebody works on it."""
        if self.is_published:
            return REST if getattr(self.reply, "has_said", False) else WAITS
        return REST if self.project.is_ended else OPEN

    @property
    def tone(self) -> str:
        return "waiting" if self.rank == WAITS else TONES.get(State(self.project.state), "inhand")

    @property
    def word(self) -> Any:
        if self.is_published:
            return _("Results are published") if self.rank == REST else _("Say whether it helped")
        return LABELS[State(self.project.state)]

    @property
    def sentence(self) -> str:
        if self.is_published:
            return _("Read what came of what you and your neighbours said.")
        if self.project.is_ended:
            return _("The project does not go on. What you said stays on record without your name.")
        return _("You hear what comes of it when its results are published.")


def own(actor: Actor) -> Source:
    """The questionnaires that this person answered, the newest first."""
    opinions = Word.objects.filter(project=OuterRef("survey__project"), user=actor.user_id)
    rows = Reply.objects.filter(user=actor.user_id, user__isnull=False)
    return Source(
        rows.select_related("survey__project").annotate(has_said=Exists(opinions)),
        ORDER,
        lambda found: [Answered(each) for each in found],
        "projects/portal/own_line.html",
    )
