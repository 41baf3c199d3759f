"""Which tables does core have?

Each model stands in the file of its topic; this file only gathers them, so that Django finds them.
"""

from jinlin.core.burden import Burden
from jinlin.core.calendar import CalendarDay, PublishedYear
from jinlin.core.idempotency import Answer
from jinlin.core.rollup.cells import Cell, Rolled
from jinlin.core.rollup.marks import Mark
from jinlin.core.rows import CountyRow
from jinlin.core.timeline.entries import Access, Entry
from jinlin.core.timeline.seals import Seal
from jinlin.core.uploads import Upload

__all__ = ["Access", "Answer", "Burden", "CalendarDay", "Cell", "CountyRow", "Entry", "Mark", "PublishedYear", "Rolled", "Seal", "Upload"]
