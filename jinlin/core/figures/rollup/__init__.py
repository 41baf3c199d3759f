"""How is a figure answered at once when a million rows count?

Rows are counted once a minute into cells: one for each measure, place and day; of communities and
neighbourhoods the days of a month lie in one (`below`). A figure is the sum of its cells, and of a
fresh count of the days that were touched since (`fresh`); of days on which something turns at
midnight the evening has counted what they will say (`ahead`). Nothing is defined here: what
counts, and what meets it, is asked of the Measure; a cell is void when its measure's question
changes.

`Watched` (marks) says which tables touch which days, `refresh` (cells) counts anew, `figures`,
`figures_of`, `by_month`, `by_months`, `by_place` (reading) answer exactly as core.answers does; a
page that needs several of them reads the marks once (`one_reading`). `Stood` (past) names a day
that is over of whose end the state is kept too.
"""

from jinlin.core.figures.rollup.cells import Cell, Rolled, begin, is_evening, refresh
from jinlin.core.figures.rollup.fresh import one_reading
from jinlin.core.figures.rollup.marks import Mark, Watched
from jinlin.core.figures.rollup.past import Stood
from jinlin.core.figures.rollup.reading import (
    by_month,
    by_months,
    by_place,
    figures,
    figures_of,
)

__all__ = [
    "Cell",
    "Mark",
    "Rolled",
    "Stood",
    "Watched",
    "begin",
    "by_month",
    "by_months",
    "by_place",
    "figures",
    "figures_of",
    "is_evening",
    "one_reading",
    "refresh",
]
