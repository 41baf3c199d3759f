"""What would become of the rows of a roster, page by page?"""

import json
from dataclasses import dataclass

from jinlin.core.books.stream import letter_of
from jinlin.core.paging import Numbered
from jinlin.domains.workforce.models import Roster, RosterPage
from jinlin.domains.workforce.roster.kinds import WORDS, Kind


@dataclass(frozen=True)
class Fault:
    """One problem, where it stands, and what becomes of its row ("": it is nobody's)."""

    sheet: str
    row: int
    column: str
    kind: str
    was: str
    proposed: str
    outcome: str

    @property
    def words(self) -> str:
        return str(WORDS[Kind(self.kind)]) if self.kind in set(Kind) else self.kind


@dataclass(frozen=True)
class Preview(Numbered):
    """One page; `columns`: of each sheet letter, heading and what it was taken for."""

    counts: Roster
    faults: list[Fault]
    columns: list[tuple[str, list[tuple[str, str, str]]]]
    number: int
    pages: int


def preview(roster: Roster, page_number: str) -> Preview | None:
    """The page that was asked for (else the first): one statement. None while nobody looked."""
    if roster.looked_at is None:
        return None
    number = (
        int(page_number)
        if page_number.isascii() and page_number.isdigit() and len(page_number) < 9
        else 1
    )
    number = max(1, min(number, roster.pages_count))
    page = RosterPage.objects.filter(roster=roster, number=number).first()
    lines = json.loads(page.lines) if page else []
    columns = [
        (sheet, [(letter_of(place), heading, field) for place, heading, field in layout])
        for sheet, layout in roster.columns
    ]
    faults = [Fault(*line) for line in lines]
    return Preview(roster, faults, columns, number, max(roster.pages_count, 1))
