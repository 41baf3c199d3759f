"""How does a roster come in through a page: sent, looked at, landed, its refused rows fetched?

What would become of each row is found once and kept in pages, so that a page of the preview costs
the same for ten rows and for a hundred thousand. A roster of many rows is looked at, and lands, by
the worker; a smaller one at once.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.books import opened
from jinlin.core.books.stream import letter_of
from jinlin.core.errors import NotNow, TooLarge, require
from jinlin.core.time import clock
from jinlin.domains.workforce.actions.rosters import Counts, Intake, look_at, take_in
from jinlin.domains.workforce.models import Roster, RosterPage
from jinlin.domains.workforce.permissions import can_take_back, can_take_in
from jinlin.domains.workforce.roster.clinic import Reading
from jinlin.domains.workforce.roster.facts import Row
from jinlin.domains.workforce.roster.returning import Returning

LARGEST = 10 * 1024 * 1024
AT_ONCE = 1_000  # lines of a file that are looked at while somebody waits
LINES = 200  # problems on one page of the preview


def _scratch() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8")


@dataclass
class Kept:
    """What is heard of each row: problems as they come in a file, refused rows in another."""

    folder: Path
    problems: IO[str] = field(default_factory=_scratch)
    refused: Returning | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, at: TracebackType | None
    ) -> None:
        self.problems.close()
        self._close_refused()

    def _close_refused(self) -> None:
        if self.refused is not None:
            self.refused.__exit__(None, None, None)
            self.refused = None

    def hear(self, reading: Reading, row: Row, outcome: str) -> None:
        for problem in row.problems:
            letter = "" if problem.column is None else letter_of(problem.column)
            place = (row.sheet, row.number, letter, problem.kind, problem.was, problem.proposed)
            self.problems.write(json.dumps([*place, outcome], ensure_ascii=False) + "\n")
        if outcome == "refused":
            if self.refused is None:
                self.refused = Returning(self.folder / "refused.xlsx")
                self.refused.__enter__()
            self.refused.add(reading, row)

    def pages(self) -> Iterator[list[Any]]:
        self.problems.seek(0)
        lines: list[Any] = []
        for line in self.problems:
            lines.append(json.loads(line))
            if len(lines) >= LINES:
                yield lines
                lines = []
        if lines:
            yield lines

    def refused_file(self) -> str:
        """In base64; empty when no row is refused."""
        if self.refused is None:
            return ""
        self._close_refused()
        return base64.b64encode((self.folder / "refused.xlsx").read_bytes()).decode()


@transaction.atomic
def send_in(file: "File[bytes]", *, county: str, actor: Actor) -> Roster:
    """The file waits, locked, to be landed; nothing of it stands in the register. What would become
    of its rows is known at once, or soon when there are many.
    """
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
        roster.rows = book.height
    roster.save(force_insert=True)
    return roster if roster.rows > AT_ONCE else look(roster, actor=actor)


@transaction.atomic
def look(roster: Roster, *, actor: Actor) -> Roster:
    """What would become of each row now is kept, page by page; nothing of it has landed."""
    require(can_take_in(actor, roster.county))
    roster = Roster.objects.held(roster.pk)
    _require_sent(roster)
    with standing_file(roster) as path, Kept(path.parent) as kept:
        intake = Intake(path, roster.county, hand=kept.hear)
        counts = look_at(intake, actor=actor)
        _keep(roster, kept, intake, counts)
    roster.looked_at, roster.trouble = clock.now(), ""
    roster.save()
    return roster


def look_if_small(roster: Roster, *, actor: Actor) -> Roster:
    """One that nobody looked at yet is looked at, unless it is left to the worker."""
    is_due = bool(roster.content) and roster.looked_at is None and roster.rows <= AT_ONCE
    is_due = is_due and roster.state == Roster.State.SENT
    return look(roster, actor=actor) if is_due else roster


@transaction.atomic
def ask_again(roster: Roster, *, actor: Actor) -> Roster:
    """The file is compared with the register as it is now: at once, or soon when it is large."""
    require(can_take_in(actor, roster.county))
    roster = Roster.objects.held(roster.pk)
    _require_sent(roster)
    if roster.rows <= AT_ONCE:
        return look(roster, actor=actor)
    roster.looked_at = None
    roster.save(update_fields=["looked_at"])
    return roster


@transaction.atomic
def ask_to_land(roster: Roster, *, actor: Actor) -> Roster:
    """The sure rows stand in the register; of a large file soon, by the worker."""
    require(can_take_in(actor, roster.county))
    roster = Roster.objects.held(roster.pk)
    _require_sent(roster)
    if roster.rows <= AT_ONCE:
        return land(roster, actor=actor)
    roster.landing_asked_at, roster.landing_asked_by = clock.now(), actor.user_id
    roster.save(update_fields=["landing_asked_at", "landing_asked_by"])
    return roster


def land(roster: Roster, *, actor: Actor) -> Roster:
    """The sure rows of the file that was sent stand in the register; what became of each row is
    kept, page by page.
    """
    with transaction.atomic():
        roster = Roster.objects.held(roster.pk)
        _require_sent(roster)
        with standing_file(roster) as path, Kept(path.parent) as kept:
            intake = Intake(path, roster.county, roster.name, hand=kept.hear)
            roster = take_in(intake, actor=actor, roster=roster)
            _keep(roster, kept, intake, None)
        roster.landing_asked_at, roster.looked_at = None, clock.now()
        roster.save()
    return roster


def write_refused(roster: Roster, file: IO[bytes], *, actor: Actor) -> None:
    """The refused rows, in the layout that came in, with the reason beside."""
    require(can_take_back(actor, roster))
    content = roster.refused_content or _refused_of(roster, actor)
    if not content:
        raise NotNow(_("No row of this roster was refused."))
    file.write(base64.b64decode(content))
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


def _refused_of(roster: Roster, actor: Actor) -> str:
    """Of a roster that came before its refused rows were kept."""
    with standing_file(roster) as path, Kept(path.parent) as kept:
        look_at(Intake(path, roster.county, hand=kept.hear), actor=actor)
        return kept.refused_file()


def _keep(roster: Roster, kept: Kept, intake: Intake, counts: Counts | None) -> None:
    """Counts, columns, pages and the file of refused rows; those of an earlier look are gone."""
    if counts is not None:
        for name in ("landed", "changed", "unchanged", "refused", "problems"):
            setattr(roster, name, getattr(counts, name))
    roster.columns = [[sheet, columns] for sheet, columns in intake.columns.items()]
    roster.refused_content = kept.refused_file()
    roster.pages.all().delete()
    roster.pages_count = 0
    for number, lines in enumerate(kept.pages(), 1):
        RosterPage.objects.create(
            county=roster.county,
            roster=roster,
            number=number,
            lines=json.dumps(lines, ensure_ascii=False),
        )
        roster.pages_count = number


def _require_sent(roster: Roster) -> None:
    if roster.state != Roster.State.SENT:
        raise NotNow(_("This roster has landed already."))
