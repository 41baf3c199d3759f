"""What did one person enter that holds only once another one has confirmed it?"""

from datetime import UTC
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Stale
from jinlin.core.time import clock

NOT_ONES_OWN = _("Whoever entered it does not confirm it. Please ask another administrator.")
SETTLED = _("Nothing waits here any more: it was confirmed or refused.")


class Seconded(models.Model):
    """A row of which something waits for a second person, as long as `proposed_by` is set. Whoever
    entered it never confirms it; what the house itself enters waits for nobody.
    """

    proposed_by = models.UUIDField(null=True, editable=False)
    proposed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_proposed(self) -> bool:
        return self.proposed_by is not None

    @property
    def seen_as(self) -> str:
        """Names this very proposal: whoever confirms says which one they read."""
        return self.proposed_at.astimezone(UTC).isoformat() if self.proposed_at else ""

    def check_seen(self, seen_as: str) -> None:
        """What somebody read is what still waits. Raises NotNow or Stale."""
        if not self.is_proposed:
            raise NotNow(SETTLED)
        if seen_as != self.seen_as:
            raise Stale

    def propose(self, actor: Actor) -> None:
        self.proposed_by, self.proposed_at = actor.user_id or UUID(int=0), clock.now()

    def settle_proposal(self) -> None:
        self.proposed_by = self.proposed_at = None


def waiting(rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    return rows.filter(proposed_by__isnull=False)
