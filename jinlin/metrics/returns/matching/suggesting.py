"""Which measure, place and period do the words around a cell name, and how surely?

A cell is certain when all its words are understood and name one figure; or when this county said
before what they mean. Of any other it is asked: what is most alike is offered, none of it filled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from jinlin.core.figures.measures import Shape
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.returns.layouts import Field
from jinlin.metrics.returns.matching import words
from jinlin.metrics.returns.matching.around import Around, around, axes_of
from jinlin.metrics.returns.matching.changes import change_of
from jinlin.metrics.returns.matching.labels import period_of, without_number
from jinlin.metrics.returns.matching.meanings import Kind, Meaning, Suggestion
from jinlin.metrics.returns.matching.naming import certain, ranked

SURE: Final = 1.0
OFFERED: Final = 3


def suggestions(
    fields: Iterable[Field], *, places: Mapping[str, str], known: Mapping[str, Meaning]
) -> dict[str, Suggestion]:
    """By ref, what each field asks for. `places`: codes by name; `known`: what this county said
    that these words mean.
    """
    fields = tuple(fields)
    axes = axes_of(fields, places)
    return {each.ref: _suggestion(each, around(each, places, axes), known) for each in fields}


def period_named(text: str) -> str:
    """The period that a title names; empty for none."""
    return period_of(text)


def _suggestion(field: Field, found: Around, known: Mapping[str, Meaning]) -> Suggestion:
    if plain := _plain_word(field):
        return Suggestion(plain, SURE)
    before = known.get(found.wording) if found.wording and found.is_whole else None
    if before is not None:
        if before.kind != Kind.MEASURE:
            return Suggestion(before, SURE, wording=found.wording)
        own = _meaning(before.key, before.part, found, before)
        if own is not None:
            return Suggestion(own, SURE, wording=found.wording)
    elif (name := certain(found)) and (own := _meaning(name.key, name.part, found)):
        return Suggestion(own, SURE, wording=found.wording)
    open_ = _when(found) if found.is_clear else Meaning()
    offered = tuple(_offers(found)) if found.is_clear else ()
    best = ranked(found)[0][0] if offered else 0.0
    return Suggestion(open_, min(best, 0.99), offered, found.wording)


def _offers(found: Around) -> Iterable[Meaning]:
    """What the words may mean, best first, each for the cell's own place and period."""
    for _score, name in ranked(found)[:OFFERED]:
        yield meant(name.key, name.part, found)


def _meaning(key: str, part: str, found: Around, before: Meaning | None = None) -> Meaning | None:
    """What the cell asks for, when place, period and change leave no doubt."""
    if not found.is_clear:
        return None
    is_stock, own = key in words.STOCKS, found.period
    if is_stock and own not in {"", "ever"}:
        return None  # what there is now is not counted by months
    if not is_stock and own == "ever":
        return None
    if _change_of(key, part, found) is None:
        return None  # in per cent, or in points?
    made = meant(key, part, found)
    if before is not None:
        made = replace(made, per=max(made.per, before.per))
        if not own and not found.title_period:
            made = replace(made, period=before.period)
    return made


def meant(key: str, part: str, found: Around) -> Meaning:
    period = found.period
    if not period:
        stock = key in words.STOCKS
        period = "ever" if stock else (found.title_period or "month")
    meaning = replace(_when(found), kind=Kind.MEASURE, key=key, part=part, period=period)
    change = _change_of(key, part, found)
    return meaning if change is None else replace(meaning, change=change)


def _change_of(key: str, part: str, found: Around) -> str | None:
    is_share = MEASURES[key].shape == Shape.RATE and part == "value"
    return change_of(found.change, found.changed_in, is_share=is_share)


def _when(found: Around) -> Meaning:
    """Place, period and change of a cell of which it is open what it counts."""
    return Meaning(
        place=found.place,
        period=found.period or found.title_period or "month",
        change=found.change.strip("?"),
        per=found.per,
    )


def _plain_word(field: Field) -> Meaning | None:
    """What stands in the head and the foot of a form, or is left empty."""
    nearest = without_number(field.left[0]) if field.left else ""
    for name, line in words.PLAIN.items():
        if nearest in line.split():
            return Meaning(Kind.WORD, name)
    empty = words.LEFT_EMPTY.split()
    if nearest in empty or any(without_number(text) in empty[:3] for text in field.above[:1]):
        return Meaning(Kind.BLANK)
    return None
