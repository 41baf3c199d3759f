"""How does a roster come in through a page: sent, looked at, landed, its refused rows fetched?"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.books import opened
from jinlin.core.errors import NotNow, TooLarge, require
from jinlin.core.time import clock
from jinlin.domains.workforce.actions.rosters import Counts, Intake, look_at, take_in
from jinlin.domains.workforce.models import Roster
from jinlin.domains.workforce.permissions import can_take_back, can_take_in
from jinlin.domains.workforce.roster.clinic import Reading
from jinlin.domains.workforce.roster.facts import Row
from jinlin.domains.workforce.roster.returning import Returning

LARGEST = 10 * 1024 * 1024
MOST_ROWS = 5_000  # more are taken in on the console, with a progress bar
MOST_SHOWN = 400


@dataclass
class Look:
    """What would become of a roster: counts, the rows with problems, what its columns hold."""

    counts: Counts = field(default_factory=Counts)
    rows: list[tuple[Row, str]] = field(default_factory=list)
    columns: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    is_cut: bool = False

    def hear(self, _reading: Reading, row: Row, outcome: str) -> None:
        if row.problems and len(self.rows) < MOST_SHOWN:
            self.rows.append((row, outcome))
        elif row.problems:
            self.is_cut = True


@transaction.atomic
def send_in(file: "File[bytes]", *, county: str, actor: Actor) -> Roster:
    """The file waits, locked, to be looked at; nothing of it stands in the register."""
    require(can_take_in(actor, county))
    if not file.size or file.size > LARGEST:
        raise TooLarge(
            _("Please send a file of at most 10 MB; larger ones are taken in on the console."),
            field="file",
        )
    name = PurePosixPath((file.name or "roster.xlsx").replace("\\", "/")).name
    roster = Roster(
        county=county,
        name="".join(letter for letter in name if letter.isprintable())[-120:],
        content=base64.b64encode(file.read()).decode(),
        sent_at=clock.now(),
        sent_by=actor.user_id,
    )
    with standing_file(roster) as path, opened(path) as book:
        if book.height > MOST_ROWS:
            raise TooLarge(
                _("This roster has more than 5,000 rows; please take it in on the console."),
                field="file",
            )
    roster.save(force_insert=True)
    return roster


def look(roster: Roster, *, actor: Actor) -> Look:
    """What would become of each row now; nothing has changed."""
    require(can_take_in(actor, roster.county))
    found = Look()
    with standing_file(roster) as path:
        intake = Intake(path, roster.county, hand=found.hear)
        found.counts = look_at(intake, actor=actor)
    found.columns = intake.columns
    return found


def land(roster: Roster, *, actor: Actor) -> Roster:
    """The sure rows of the file that was sent stand in the register."""
    with transaction.atomic():
        roster = Roster.objects.held(roster.pk)
        with standing_file(roster) as path:
            return take_in(Intake(path, roster.county, roster.name), actor=actor, roster=roster)


def write_refused(roster: Roster, file: IO[bytes], *, actor: Actor) -> None:
    """The rows that are refused now, in the layout that came in, with the reason beside."""
    require(can_take_back(actor, roster))
    with standing_file(roster) as path:
        back = path.with_name("refused.xlsx")
        with Returning(back) as returning:

            def hear(reading: Reading, row: Row, outcome: str) -> None:
                if outcome == "refused":
                    returning.add(reading, row)

            look_at(Intake(path, roster.county, hand=hear), actor=actor)
        file.write(back.read_bytes())
        file.seek(0)


@contextmanager
def standing_file(roster: Roster) -> Iterator[Path]:
    """The file as it came, in a folder that goes away. Raises NotNow when it is no longer kept."""
    if not roster.content:
        raise NotNow(_("The file is not kept any more: nothing of it was refused."))
    suffix = PurePosixPath(roster.name).suffix.lower() or ".xlsx"
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"roster{suffix}"
        path.write_bytes(base64.b64decode(roster.content))
        yield path
