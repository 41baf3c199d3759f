"""In which rows does this stand, as somebody types it?

`SearchedRow` makes a model searched, `matching` finds its rows, `index` takes over changed words,
`fill` serves migrations. How: decision 0019.
"""

from jinlin.core.search.grams import squeezed
from jinlin.core.search.rows import SearchedRow, Sought, fill, forget, index, matching

__all__ = ["SearchedRow", "Sought", "fill", "forget", "index", "matching", "squeezed"]
