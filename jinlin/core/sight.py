"""How is one row found within what somebody may see, without writing that question anew each time?

What somebody may see follows from their grants and from who they are; written by Django, the
question takes longer than its answer. Of all who hold the same grants its text is kept once, and
only the row's key, who asks and the moment are sent with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import DateTimeField, QuerySet, UUIDField

from jinlin.core.actor import Actor
from jinlin.core.prepared import NOBODY, NotKept, Prepared
from jinlin.core.time import clock

Row = TypeVar("Row")
MANY_READERS = 2_000  # questions, of all kinds of rows and all grants that differ


class Sight(Generic[Row]):
    """The rows among which one is looked for by its key.

    `rows` gives those that an actor may see (`is_timed`: at a moment, its second argument); it may
    look at the grants and at what the actor is, and name the user. They come with these `joins`, or
    as what stands in these `columns`. What cannot be kept is asked in Django's own way: what
    depends on the day in another way, what reads something first, and for whoever holds tracking
    codes.
    """

    def __init__(
        self,
        rows: Callable[..., QuerySet[Any]],
        *,
        joins: tuple[str, ...] = (),
        columns: tuple[str, ...] = (),
        is_timed: bool = False,
    ) -> None:
        self.rows, self.joins, self.columns, self.is_timed = rows, joins, columns, is_timed

    def first(self, actor: Actor, pk: object) -> Row | None:
        """The row, if it exists for this actor."""
        values: dict[str, Any] = {"pk": pk, "user": actor.user_id, "moment": clock.now()}
        if actor.tracks:
            return self.question(actor).queryset("default", **values).first()
        kept = _kept(self, _like(actor))
        if kept.is_text:
            try:
                return kept.question.first(**values)
            except NotKept:
                kept.is_text = False
        return kept.question.queryset("default", **values).first()

    def question(self, reader: Actor) -> Prepared[Row]:
        """What such a reader asks, whoever of them it is."""

        def ask(pk: UUID, user: UUID, moment: datetime) -> QuerySet[Any]:
            own = _as(reader, user)
            seen = self.rows(own, moment) if self.is_timed else self.rows(own)
            return seen.filter(pk=pk)

        return Prepared(
            ask,
            columns=self.columns,
            joins=self.joins,
            may_lack=frozenset({"user", "moment"}),
            is_kept=False,
            pk=UUIDField(),
            user=UUIDField(),
            moment=DateTimeField(),
        )


@dataclass
class _Kept:
    """The question of all who hold the same grants. `is_text`: its text can be kept."""

    question: Prepared[Any]
    is_text: bool = True


@lru_cache(MANY_READERS)
def _kept(sight: Sight[Any], reader: Actor) -> _Kept:
    return _Kept(sight.question(reader))


def _like(actor: Actor) -> Actor:
    """All who may see the same, but for what is their own."""
    return _as(actor, NOBODY)


def _as(actor: Actor, user: UUID) -> Actor:
    """Somebody with the same grants, under this key where they are signed in at all. A page's actor
    is asked for piece by piece: what it is, it becomes only then.
    """
    return Actor(
        actor.kind,
        user if actor.user_id else None,
        grants=actor.grants,
        scopes=actor.scopes,
        tracks=actor.tracks,
    )
