"""How is a form that was sent down read, known again, and given back filled?"""

from jinlin.metrics.returns.layouts.grid import Cell, Field, Layout, Table
from jinlin.metrics.returns.layouts.reading import read
from jinlin.metrics.returns.layouts.writing import filled

__all__ = ["Cell", "Field", "Layout", "Table", "filled", "read"]
