"""What does somebody read of a visit to their own home: that it was, and what came of it?

Never what the visitor wrote down, nor what concerns another member of the household, nor a danger:
who brings it about may live there too.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.domains.visits.models import Finding, FindingKind, FindingState, Outcome, Visit
from jinlin.ground.people.models import Membership
from jinlin.shell.one_list import Source

REST = 3
KINDS_SHOWN = (FindingKind.APPEAL, FindingKind.WISH, FindingKind.CARE)


@dataclass(frozen=True)
class Came:
    """What one thing became that was found for this person."""

    kind: FindingKind
    state: FindingState
    number: str

    @property
    def words(self) -> str:
        if self.state == FindingState.LEFT:
            return _("It was looked at and needs nothing more.")
        if self.kind == FindingKind.CARE:
            is_done = self.state != FindingState.WAITING
            return _("Your need of care was seen to.") if is_done else _("Your carers were told.")
        if not self.number:
            return _("It is being passed on.")
        is_wish = self.kind == FindingKind.WISH
        return _("It became a wish.") if is_wish else _("It became an appeal.")


@dataclass(frozen=True)
class OwnVisit:
    """One visit among the matters of somebody who lives there."""

    visit: Visit
    came: list[Came] = field(default_factory=list)
    rank: int = REST
    tone: str = "done"

    @property
    def word(self) -> Any:
        return self.visit.get_outcome_display()

    @property
    def sentence(self) -> str:
        unit = self.visit.door.round.unit.name
        return _("{unit} came to see you.").format(unit=unit)

    @property
    def numbers(self) -> str:
        return "、".join(each.number for each in self.came if each.number)


def visits_to(user_id: UUID | None) -> QuerySet[Visit]:
    """The visits that count to homes where this person lived on that day and still does."""
    if user_id is None:
        return Visit.objects.none()
    here = Membership.objects.filter(person__user=user_id, until=None)
    then = here.filter(household=OuterRef("door__household"), since__lte=OuterRef("happened_on"))
    rows = Visit.objects.standing().filter(
        Exists(then), door__household__in=here.values("household"), outcome=Outcome.VISITED
    )
    return rows.select_related("door__round__unit", "door__household__place")


def own_visits(actor: Actor) -> Source:
    """Visits to one's own home, the newest first; one statement more for what came of them."""
    return Source(
        visits_to(actor.user_id),
        ("-happened_at", "-id"),
        lambda found: _as_own(found, actor),
        "visits/portal/told_line.html",
    )


def own_visit(pk: UUID, actor: Actor) -> OwnVisit:
    """One visit to one's own home. Raises NotHere."""
    found = visits_to(actor.user_id).filter(pk=pk).first()
    if found is None:
        raise NotHere
    (line,) = _as_own([found], actor)
    return line


def _as_own(visits: Iterable[Visit], actor: Actor) -> list[OwnVisit]:
    visits = list(visits)
    came: dict[UUID, list[Came]] = defaultdict(list)
    rows = Finding.objects.filter(
        visit__in=visits, kind__in=KINDS_SHOWN, person__user=actor.user_id
    )
    for row in rows.order_by("found_at", "pk"):
        came[row.visit_id].append(Came(FindingKind(row.kind), FindingState(row.state), row.number))
    return [OwnVisit(visit, came[visit.pk]) for visit in visits]
