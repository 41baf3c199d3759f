"""Which tables does core have?

Each model stands in the file of its topic; this file only gathers them, so that Django finds them.
"""

from jinlin.core.burden import Burden
from jinlin.core.editions import Edition
from jinlin.core.figures.rollup.ahead import AheadBelow, AheadCell
from jinlin.core.figures.rollup.cells import BelowCell, Cell, Rolled
from jinlin.core.figures.rollup.marks import Mark
from jinlin.core.figures.rollup.past import Past, PastBelow, PastCell
from jinlin.core.files.uploads import Upload
from jinlin.core.idempotency import Answer
from jinlin.core.known_fields import KnownField
from jinlin.core.limits import Tally
from jinlin.core.offline import Conflict, Made
from jinlin.core.rows import CountyRow
from jinlin.core.search.rows import Sought
from jinlin.core.time.calendar import CalendarDay, Counted, PublishedYear
from jinlin.core.timeline.cursors import Cursor
from jinlin.core.timeline.entries import Access, Entry, Words
from jinlin.core.timeline.seals import Seal

__all__ = [
    "Access",
    "AheadBelow",
    "AheadCell",
    "Answer",
    "BelowCell",
    "Burden",
    "CalendarDay",
    "Cell",
    "Conflict",
    "Counted",
    "CountyRow",
    "Cursor",
    "Edition",
    "Entry",
    "KnownField",
    "Made",
    "Mark",
    "Past",
    "PastBelow",
    "PastCell",
    "PublishedYear",
    "Rolled",
    "Seal",
    "Sought",
    "Tally",
    "Upload",
    "Words",
]
