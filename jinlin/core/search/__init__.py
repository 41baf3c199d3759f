"""In which rows does this stand, as somebody types it?

`SearchedRow` makes a model searched, `matching` finds its rows, `row_test` is what it asks of each
of very many, `index` takes over changed words, `fill` serves migrations. How: decision 0019.
"""

from jinlin.core.search.grams import squeezed
from jinlin.core.search.rows import SearchedRow, Sought, fill, forget, index, matching, row_test

__all__ = ["SearchedRow", "Sought", "fill", "forget", "index", "matching", "row_test", "squeezed"]
