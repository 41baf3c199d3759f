"""How is it said what the cells of a form ask for?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.papers.signing import held, stepped
from jinlin.metrics.returns.matching import Meaning
from jinlin.metrics.returns.matching.meanings import Kind as Asks
from jinlin.metrics.returns.models import Blank, Wording


@transaction.atomic
def match(blank: Blank, meanings: Mapping[str, Meaning], *, version: int, actor: Actor) -> Blank:
    """These cells ask for what a person says they do."""
    blank = held(Blank.objects.all(), blank, version, actor)
    for meaning in meanings.values():
        _check(meaning, blank)
    known = {each["ref"] for each in blank.fields}
    if not meanings or meanings.keys() - known:
        raise Unusable(_("Please choose a cell of this form."), field="ref")
    for each in blank.fields:
        if (own := meanings.get(each["ref"])) is not None:
            each["meaning"], each["surely"], each["by_hand"] = own.stored(), 1.0, True
            each["offers"] = []
    _remember(blank, meanings, actor)
    return _kept(blank, "match", actor, data={"cells": sorted(meanings)[:50]})


def _remember(blank: Blank, refs: Iterable[str], actor: Actor) -> None:
    """The county knows what these words mean, where all cells with them ask for the same."""
    touched = {each.get("wording", "") for each in blank.fields if each["ref"] in refs} - {""}
    for wording in sorted(touched):
        cells = [
            each
            for each in blank.fields
            if each.get("wording") == wording and each["surely"]  # others are asked one by one
        ]
        meanings = [Meaning.of(each["meaning"]) for each in cells if each.get("by_hand")]
        figures = {(each.kind, each.key, each.part) for each in meanings}
        if len(figures) == 1 and len(meanings) == len(cells):
            _know(blank, wording, replace(meanings[0], place="", change="").stored(), actor)


def _remember_list(blank: Blank, kept: Mapping[str, Any], actor: Actor) -> None:
    """The county knows what a list under such headings asks for, in whichever form it stands."""
    asks = [column["asks"] for column in kept["columns"]]
    if kept.get("wording") and kept["key"] in MEASURES:
        meaning = {"key": kept["key"], "period": kept["period"], "asks": asks}
        _know(blank, kept["wording"], meaning, actor)


def _know(blank: Blank, wording: str, meaning: Mapping[str, Any], actor: Actor) -> None:
    Wording.objects.update_or_create(
        county=blank.county,
        wording=wording,
        defaults={"meaning": meaning, "said_at": clock.now(), "said_by": actor.user_id},
    )


@transaction.atomic
def agree(
    blank: Blank, wording: str, meaning: Meaning | None, *, version: int, actor: Actor
) -> Blank:
    """Every cell that was asked about with these words asks for this figure, each for its own place
    and period; for none of the house's where there is no meaning. So it is in the county's later
    forms.
    """
    chosen = meaning or Meaning()
    meanings = {
        each["ref"]: replace(
            _offered(each, chosen) or Meaning.of(each["meaning"]),
            kind=chosen.kind,
            key=chosen.key,
            part=chosen.part,
        )
        for each in blank.fields
        if each.get("wording") == wording and each.get("offers")
    }
    return match(blank, meanings, version=version, actor=actor)


def _offered(field: Mapping[str, Any], chosen: Meaning) -> Meaning | None:
    """The offer of this figure, with the period in which it is counted."""
    offers = (Meaning.of(each) for each in field["offers"])
    return next(
        (each for each in offers if (each.key, each.part) == (chosen.key, chosen.part)), None
    )


@transaction.atomic
def arrange(
    blank: Blank, ref: str, kept: Mapping[str, Any], *, version: int, actor: Actor
) -> Blank:
    """A list of the form asks for these records, and each of its columns for what a person says:
    `kept` has key, period, and the asks of the columns in their order.
    """
    blank = held(Blank.objects.all(), blank, version, actor)
    own = next((each for each in blank.rosters or () if each["ref"] == ref), None)
    if own is None or kept["key"] not in MEASURES:
        raise Unusable(_("Please choose a figure from the list."), field="key")
    own["key"], own["period"], own["by_hand"] = kept["key"], kept["period"], True
    for column, asks in zip(own["columns"], kept["asks"], strict=True):
        column["asks"] = asks
    _remember_list(blank, own, actor)
    return _kept(blank, "match", actor, data={"cells": [ref]})


@transaction.atomic
def confirm(blank: Blank, *, version: int, actor: Actor) -> Blank:
    """What the cells ask for holds from now on, for this form of every month."""
    blank = held(Blank.objects.all(), blank, version, actor)
    blank.confirmed_at, blank.confirmed_by = clock.now(), actor.user_id
    for each in blank.rosters or ():
        each["by_hand"] = True
        _remember_list(blank, each, actor)
    return _kept(blank, "confirm", actor)


def _check(meaning: Meaning, blank: Blank) -> None:
    if meaning.kind == Asks.MEASURE and meaning.key not in MEASURES:
        raise Unusable(_("Please choose a figure from the list."), field="key")
    if meaning.place and not meaning.place.startswith(blank.place_code):
        raise Unusable(_("Please choose a place of your own."), field="place")


def _kept(blank: Blank, verb: str, actor: Actor, *, data: Any = None) -> Blank:
    stepped(blank, verb, actor, "fields", "rosters", "confirmed_at", "confirmed_by", data=data)
    return blank
