"""What became of those who learned something: with what is not known, and how many answered?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.training.deadlines import Share
from jinlin.domains.training.models import (
    READERS,
    Employment,
    FollowUp,
    Placement,
    Rung,
    TrainingRule,
)
from jinlin.ground.places.queries import counties


@dataclass(frozen=True)
class Row:
    """So many months after: each answer a column of its own, and those who did not answer another.

    The rate is of those who answered, and never stands without how many did.
    """

    months: int
    people: int
    employed: int
    own: int
    none: int
    away: int

    @property
    def answered(self) -> int:
        return self.employed + self.own + self.none + self.away

    @property
    def unknown(self) -> int:
        return self.people - self.answered

    @property
    def response(self) -> Share:
        return Share(self.answered, self.people)

    @property
    def at_work(self) -> Share:
        return Share(self.employed + self.own, self.employed + self.own + self.none)


def outcomes(actor: Actor) -> list[Row]:
    """One line for each distance, of everybody whose day has come, and those asked at today."""
    due: Any = followed(actor)
    counted = {
        row.pop("months"): row
        for row in due.order_by()
        .values("months")
        .annotate(
            people=Count("pk"),
            **{each.value: Count("pk", filter=Q(answer=each)) for each in Employment if each.value},
        )
    }
    empty = {"people": 0, "employed": 0, "own": 0, "none": 0, "away": 0}
    return [
        Row(months, **counted.get(months, empty))
        for months in sorted({*counted, *_months_of_today(actor)})
    ]


def _months_of_today(actor: Actor) -> set[int]:
    """After how many months the reader's counties ask today."""
    rules = [TrainingRule.of(code, clock.today()) for code in counties(actor.codes(*READERS))]
    return {months for rule in rules for months in rule.months}


def ladder(actor: Actor) -> list[tuple[Any, int]]:
    """How many have work, by the highest rung of what proves it."""
    rows = Placement.objects.standing().filter(within(actor.codes(*READERS))).order_by()
    counted = dict(rows.values_list("rung").annotate(number=Count("pk")))
    return [(each.label, counted.get(each.value, 0)) for each in Rung]


def followed(actor: Actor) -> Any:
    """Everybody whose day has come to be asked; whoever lists them reads `WITH_PERSON` along."""
    rows = FollowUp.objects.standing().filter(within(actor.codes(*READERS)))
    return rows.filter(due_on__lte=clock.today())


def unanswered(actor: Actor) -> Any:
    """Whom staff may ring up: asked a while ago and silent."""
    return followed(actor).filter(answer="")
