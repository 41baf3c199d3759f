"""How is something found in one box, whatever domain it belongs to?

A domain brings shelves: which rows, how a line of them looks, and which of them belong to people.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from jinlin.core.actor import Actor
from jinlin.core.search import matching, squeezed

FIRST = 10  # of each shelf: whoever needs more narrows the words, or opens the domain's board
NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Hit:
    """One line of what was found."""

    url: str
    title: str
    number: str = ""
    place: str = ""


@dataclass(frozen=True)
class Shelf:
    """What one domain lets staff find.

    `rows` gives only what this actor sees; `of_people` only where the actor may know whose a row
    is; `order` begins with the newest.
    """

    name: Any
    rows: Callable[[Actor], "QuerySet[Any]"]
    hit: Callable[[Any], Hit]
    order: tuple[str, ...] = ("-id",)
    of_people: Callable[[Actor, Collection[UUID]], Q] | None = None
    numbered: bool = True
    words: Callable[[str], Q] | None = None  # where the rows keep no words of their own


@dataclass(frozen=True)
class Found:
    """The first lines of one shelf. `more`: there are further ones."""

    name: Any
    hits: list[Hit]
    more: bool


def numbered(shelves: Collection[Shelf], actor: Actor, typed: str) -> list[Hit]:
    """What has exactly this number, however it is typed."""
    if not (wanted := squeezed(typed)) or not any(letter.isdigit() for letter in wanted):
        return []
    hits = [
        (row.number, shelf.hit(row))
        for shelf in shelves
        if shelf.numbered
        for row in _words(shelf, actor, typed)[:FIRST]
    ]
    return [hit for number, hit in hits if squeezed(number) == wanted]


def found(
    shelves: Collection[Shelf], actor: Actor, typed: str, people: Collection[UUID] = ()
) -> list[Found]:
    """What each shelf holds for these words, or for these people; empty shelves are left out."""
    return [
        Found(shelf.name, [shelf.hit(row) for row in rows[:FIRST]], len(rows) > FIRST)
        for shelf in shelves
        if (rows := list(_any(shelf, actor, typed, people)[: FIRST + 1]))
    ]


def _any(shelf: Shelf, actor: Actor, typed: str, people: Collection[UUID]) -> "QuerySet[Any]":
    words = _words(shelf, actor, typed)
    if not people or shelf.of_people is None:
        return words
    rows = shelf.rows(actor)
    condition = _matching(shelf, rows.model, typed)
    return rows.filter(condition | shelf.of_people(actor, people)).order_by(*shelf.order)


def _words(shelf: Shelf, actor: Actor, typed: str) -> "QuerySet[Any]":
    rows = shelf.rows(actor)
    return rows.filter(_matching(shelf, rows.model, typed)).order_by(*shelf.order)


def _matching(shelf: Shelf, model: Any, typed: str) -> Q:
    if not squeezed(typed):
        return NOBODY
    return shelf.words(typed) if shelf.words else matching(model, typed)
