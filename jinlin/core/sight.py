"""How is one row found within what somebody may see, without writing that question anew each time?

What somebody may see follows from their grants and from who they are; written by Django, the
question takes longer than its answer. Of all who hold the same grants its text is kept once, and
only the row's key, who asks and the moment are sent with it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
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

    `rows` gives those that an actor may see at a moment; it may look at the grants and at what the
    actor is, and name the user. They come with these `joins`, or as what stands in these `columns`.
    What cannot be kept is asked in Django's own way: what depends on the day beyond that moment,
    what reads something first, and for whoever holds tracking codes.
    """

    def __init__(
        self,
        rows: Callable[[Actor, datetime], QuerySet[Any]],
        *,
        joins: tuple[str, ...] = (),
        columns: tuple[str, ...] = (),
    ) -> None:
        self.rows, self.joins, self.columns = rows, joins, columns

    def first(self, actor: Actor, pk: object) -> Row | None:
        """The row, if it exists for this actor."""
        asked = {"pk": pk, "user": actor.user_id, "moment": clock.now()}
        if actor.tracks:
            return self.question(actor).queryset("default", **asked).first()
        kept = _kept(self, _like(actor))
        if kept.is_text:
            try:
                return kept.question.first(**asked)
            except NotKept:
                kept.is_text = False
        return kept.question.queryset("default", **asked).first()

    def question(self, reader: Actor) -> Prepared[Row]:
        """What such a reader asks, whoever of them it is."""

        def ask(pk: UUID, user: UUID, moment: datetime) -> QuerySet[Any]:
            own = replace(reader, user_id=user) if reader.user_id else reader
            return self.rows(own, moment).filter(pk=pk)

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
    return replace(actor, name="", face="", user_id=NOBODY if actor.user_id else None)
