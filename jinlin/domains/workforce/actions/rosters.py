"""How is a roster taken in, looked at before, and taken back?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.books import opened
from jinlin.core.errors import NotNow, require
from jinlin.core.time import clock
from jinlin.domains.workforce.actions.known import County
from jinlin.domains.workforce.actions.landing import (
    CHANGED,
    FACTS,
    LANDED,
    REFUSED,
    UNCHANGED,
    Landing,
)
from jinlin.domains.workforce.actions.seen import Seen
from jinlin.domains.workforce.actions.steps import hold_county
from jinlin.domains.workforce.models import Professional, Roster
from jinlin.domains.workforce.permissions import can_take_back, can_take_in
from jinlin.domains.workforce.roster.clinic import Reading
from jinlin.domains.workforce.roster.facts import Row
from jinlin.domains.workforce.roster.kinds import Kind

AT_ONCE = 500
LONGEST_NAME = 120
Hand = Callable[[Reading, Row, str], None]  # what is done with a row: "" when it is no person's


@dataclass
class Counts:
    """What became of the rows of a roster."""

    rows: int = 0
    landed: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: int = 0

    def count(self, outcome: str) -> None:
        self.rows += 1
        setattr(self, outcome, getattr(self, outcome) + 1)


@dataclass
class Intake:
    """A roster on its way in: who hears of each row, and of how many lines were read."""

    path: Path
    county: str
    name: str = ""
    hand: Hand = lambda _reading, _row, _outcome: None
    advance: Callable[[int], None] = lambda _lines: None
    measured: Callable[[int], None] = lambda _lines: None
    columns: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)


def take_in(intake: Intake, *, actor: Actor, roster: Roster | None = None) -> Roster:
    """The rows of the file that are sure stand in the register; the others wait, each with its
    reason. The same file again changes nothing.
    """
    require(can_take_in(actor, intake.county))
    with transaction.atomic():
        hold_county(intake.county)
        roster = roster or _entered(intake, actor)
        if roster.state != Roster.State.SENT:
            raise NotNow(_("This roster has landed already."))
        _read(intake, roster, actor=actor)
        roster.state = Roster.State.LANDED
        if not roster.refused:
            roster.content = ""
        roster.save()
        timeline.record(
            roster,
            "landed",
            actor=actor,
            audience="staff",
            data={name: getattr(roster, name) for name in (LANDED, CHANGED, UNCHANGED, REFUSED)},
        )
    return roster


def look_at(intake: Intake, *, actor: Actor) -> Counts:
    """What would become of each row; nothing has changed."""
    require(can_take_in(actor, intake.county))
    with transaction.atomic():
        hold_county(intake.county)
        roster = _entered(intake, actor)
        counts = _read(intake, roster, actor=actor)
        transaction.set_rollback(True)
    return counts


@transaction.atomic
def take_back(roster: Roster, *, actor: Actor) -> int:
    """What this roster brought is gone again, and what it filled in is empty again; what was built
    upon since (an application, an award, a decision) stays. How many people stayed for that.
    """
    roster = Roster.objects.held(roster.pk)
    require(can_take_back(actor, roster))
    if roster.state != Roster.State.LANDED:
        raise NotNow(_("Only a roster that has landed can be taken back."))
    for label, key, column in roster.filled:
        _empty(label, key, column)
    for kind in reversed(FACTS):
        _drop(kind.objects.filter(source=roster))
    stayed = _drop(Professional.objects.filter(source=roster))
    roster.state, roster.content, roster.filled = Roster.State.TAKEN_BACK, "", []
    roster.refused_content = ""
    roster.pages.all().delete()
    roster.save()
    timeline.record(roster, "taken_back", actor=actor, audience="staff", data={"stayed": stayed})
    return stayed


def _read(intake: Intake, roster: Roster, *, actor: Actor) -> Counts:
    counts, county = Counts(), County(intake.county)
    with opened(intake.path) as book, Seen() as seen:
        intake.measured(book.height)
        landing = Landing(county, roster, seen, actor=actor)
        for sheet in book.sheets:
            reading = Reading(sheet, county.known)
            for rows in _portions(reading, intake.advance):
                _hand_on(intake, reading, rows, landing, counts)
            intake.columns[sheet.name] = [(c.place, c.heading, c.field) for c in reading.columns]
    for name in ("rows", LANDED, CHANGED, UNCHANGED, REFUSED, "problems"):
        setattr(roster, name, getattr(counts, name))
    return counts


def _hand_on(
    intake: Intake, reading: Reading, rows: list[Row], landing: Landing, counts: Counts
) -> None:
    """A portion of rows lands, and each is told of in its order."""
    people = [row for row in rows if row.facts is not None]
    for row in people:
        _name_town(row, landing.county)
    outcomes = dict(zip((id(row) for row in people), landing.land(people), strict=True))
    for row in rows:
        outcome = outcomes.get(id(row), "")
        if outcome:
            counts.count(outcome)
        counts.problems += len(row.problems)
        intake.hand(reading, row, outcome)


def _portions(reading: Reading, advance: Callable[[int], None]) -> Iterator[list[Row]]:
    rows: list[Row] = []
    last = 0
    for row in reading.rows():
        rows.append(row)
        if len(rows) >= AT_ONCE:
            yield rows
            advance(max(row.number - last, 0))
            last, rows = row.number, []
    yield rows
    advance(max(reading.sheet.height - last, 0))


def _name_town(row: Row, county: County) -> None:
    """A town that the county does not have."""
    if row.facts and row.facts.town and row.facts.town not in county.places:
        row.note(row.facts.places.get("town"), Kind.TOWN_UNKNOWN, row.facts.town)


def _entered(intake: Intake, actor: Actor) -> Roster:
    digest = sha256()
    with intake.path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return Roster.objects.create(
        county=intake.county,
        name=(intake.name or intake.path.name)[:LONGEST_NAME],
        digest=digest.hexdigest(),
        sent_at=clock.now(),
        sent_by=actor.user_id,
    )


def _drop(rows: Any) -> int:
    """The rows are gone, except those that something was built upon; how many stayed."""
    try:
        with transaction.atomic():
            rows.delete()
            return 0
    except ProtectedError:
        pass
    stayed = 0
    for row in rows:
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            stayed += 1
    return stayed


def _empty(label: str, key: str, column: str) -> None:
    model = apps.get_model("workforce", label)
    place = model._meta.get_field(column.removesuffix("_id"))
    if column.endswith("_known") or column == "counted_on":
        return
    empty = None if place.null else ""
    model.objects.filter(pk=key).update(**{column: empty})
