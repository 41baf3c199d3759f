"""Which doors wait for somebody who looks after a household and works nowhere here?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.visits.lifecycle import TO_DO
from jinlin.domains.visits.models import Door
from jinlin.domains.visits.permissions import can_take_over
from jinlin.domains.visits.queries.listed import DoorLine, listed_doors
from jinlin.shell.one_list import Source

WAITS = 0
MOST = 200


@dataclass(frozen=True)
class Carried:
    """One door of a household that somebody looks after: on their list, or still on another's."""

    door: Door
    line: DoorLine
    is_mine: bool
    may_take: bool

    @property
    def pk(self) -> Any:
        return self.door.pk

    @property
    def groups(self) -> list[str]:
        return self.line.groups

    @property
    def tone(self) -> str:
        return self.line.tone

    @property
    def label(self) -> Any:
        return self.line.label


@dataclass(frozen=True)
class Own:
    """One door as whoever is to go there reads it among their own matters."""

    door: Door
    rank: int = WAITS
    tone: str = "waiting"

    @property
    def word(self) -> Any:
        return self.door.get_state_display()

    @property
    def sentence(self) -> str:
        days = (clock.local_day(self.door.due_at) - clock.today()).days
        if days < 0:
            return _("The round is over soon: please go there, or tell the community.")
        return _("Please go there within {days} days.").format(days=days + 1)


def carried_by(actor: Actor) -> list[Carried]:
    """The doors of the households this person looks after, in rounds that go on: two statements."""
    rows = Door.objects.of_carer(actor) | Door.objects.of_visitor(actor)
    found = rows.select_related("round", "household__place", "visitor").distinct()
    lines = listed_doors(found.order_by("due_at", "pk")[:MOST], actor=actor)
    return [
        Carried(
            line.door,
            line,
            line.door.visitor_id == actor.user_id,
            line.door.state in TO_DO and can_take_over(actor, line.door),
        )
        for line in lines
    ]


def own(actor: Actor) -> Source:
    """The doors that are still on this person's list, for the households they look after."""
    rows = Door.objects.of_carer(actor).filter(visitor=actor.user_id).to_do()
    return Source(
        rows.select_related("round", "household__place"),
        ("-due_at", "-id"),
        lambda found: [Own(each) for each in found],
        "visits/portal/line.html",
    )
