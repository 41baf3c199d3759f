"""What does a unit have in hand when it is to be closed, and how does another go on with it?

The floors above say what units hold with them; nothing of it is shown but how many.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow, MovingRow
from jinlin.core.story import SUCCEEDED
from jinlin.ground.places.models import Organisation, Station

Count = tuple[Any, int]  # what it is called, and how many are open


@dataclass(frozen=True)
class Held:
    """The open rows of one model that a unit has in hand by `field`.

    `pass_on` is for rows that need more than the other unit's name; `about` is the row whose
    history tells of it, where that is not the row itself. `is_counted` False: how many there are is
    nobody's business, they go where the others of their kind go.
    """

    rows: "Callable[[], QuerySet[Any]]"
    field: str = "unit"
    pass_on: Callable[[Any, Organisation, Actor], None] | None = None
    about: Callable[[Any], CountyRow] | None = None
    is_counted: bool = True
    named: Any = ""  # where the model itself is not called as people call it

    @property
    def model(self) -> Any:
        return self.rows().model

    @property
    def kind(self) -> str:
        """How a choice names it: of one kind are rows of one model."""
        return str(self.model._meta.label_lower)

    @property
    def name(self) -> Any:
        return self.named or self.model._meta.verbose_name

    def of(self, unit: Organisation) -> "QuerySet[Any]":
        return self.rows().filter(**{self.field: unit})

    def give(self, unit: Organisation, to: Organisation, *, actor: Actor) -> int:
        """All that the unit has of this is the other's; how many that were."""
        rows = list(self.of(unit).order_by("pk"))
        for row in rows:
            if self.pass_on:
                self.pass_on(row, to, actor)
            else:
                self._follow(row, to, actor)
        return len(rows)

    def _follow(self, row: Any, to: Organisation, actor: Actor) -> None:
        rows: Any = type(row)._default_manager
        held = rows.held(row) if isinstance(row, MovingRow) else row
        words = {"former": getattr(held, self.field).name, "unit": to.name}
        setattr(held, self.field, to)
        if isinstance(held, MovingRow):
            timeline.keep(held, SUCCEEDED, actor=actor, **words)
            return
        held.save(update_fields=[self.field])
        details = {"by": actor.face, **words}
        timeline.keep_on(
            self.about(held) if self.about else held, SUCCEEDED, actor=actor, data=details
        )


OWN = Held(Station.objects.open, "organisation")
_sources: list[Callable[[], Iterable[Held]]] = []
Teller = Callable[[Organisation, Organisation, list[Count]], None]
TELLERS: list[Teller] = []  # who hears of it: the unit that was closed, the one that goes on


def let_name(source: Callable[[], Iterable[Held]]) -> None:
    """From now on closing a unit asks for what `source` names, too."""
    _sources.append(source)


def held() -> list[Held]:
    """All that a unit may have in hand."""
    return [OWN, *(each for source in _sources for each in source())]


def held_by(unit: Organisation) -> list[tuple[str, Any, int]]:
    """What is open with it: its kind, what that is called, and how many, where there is any."""
    counted = (each for each in held() if each.is_counted)
    found = ((each, each.of(unit).count()) for each in counted)
    return [(each.kind, each.name, n) for each, n in found if n]


def give_all(unit: Organisation, to: Mapping[str, Organisation], *, actor: Actor) -> None:
    """Each kind goes on with the unit chosen for it (under "": for all others); those units hear
    how many of what they got.
    """
    got: dict[Any, tuple[Organisation, list[Count]]] = {}
    for each in held():
        heir = to.get(each.kind) or to.get("")
        if heir is None:
            continue
        number = each.give(unit, heir, actor=actor)
        if number and each.is_counted:
            got.setdefault(heir.pk, (heir, []))[1].append((each.name, number))
    for heir, counts in got.values():
        for tell in TELLERS:
            tell(unit, heir, counts)
