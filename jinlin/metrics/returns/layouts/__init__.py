"""How is a form that was sent down read, known again, and given back filled?"""

from jinlin.metrics.returns.layouts.cells import Cell, Table
from jinlin.metrics.returns.layouts.grid import Field, Layout
from jinlin.metrics.returns.layouts.reading import read
from jinlin.metrics.returns.layouts.rosters import Column, Roster
from jinlin.metrics.returns.layouts.writing import filled

__all__ = ["Cell", "Column", "Field", "Layout", "Roster", "Table", "filled", "read"]
