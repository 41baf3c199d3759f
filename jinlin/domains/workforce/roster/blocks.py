"""Do several people stand side by side on one line, and which columns are whose?

姓名 | 身份证号 | 姓名 | 身份证号 is two people on each line, 姓名 | 电话 | 姓名 | 电话 too: who has no id
waits for whoever keeps the register. Columns outside of the blocks that come
again, such as one unit in front of both, hold for each of them.
"""

from collections.abc import Sequence
from itertools import pairwise

from jinlin.core.books import Value
from jinlin.domains.workforce.roster.headings import Column

FIRST_OF_A_PERSON = ("name", "citizen_id")


def blocks_of(columns: Sequence[Column]) -> list[list[Column]]:
    """The columns of each person on a line, from left to right; one block where names stand once.

    Names and ids take turns, or something else of each person comes again with the name: a name
    that comes again alone is a doubled column.
    """
    turns = [c for c in columns if c.field in FIRST_OF_A_PERSON]
    names = [c.place for c in turns if c.field == "name"]
    if len(names) < 2:
        return [list(columns)]
    starts = _starts(columns, names)
    if [c.field for c in turns] == [c.field for c in turns[:2]] * len(names):
        end = starts[-1] + max(names[1] - names[0], 1)
    elif not (end := _end_without_ids(columns, starts)):
        return [list(columns)]
    around = [c for c in columns if c.place < starts[0] or c.place >= end]
    bounds = [*starts[1:], end]
    own = [
        [c for c in columns if start <= c.place < stop]
        for start, stop in zip(starts, bounds, strict=True)
    ]
    return [sorted([*around, *block], key=lambda c: c.place) for block in own]


def _end_without_ids(columns: Sequence[Column], starts: list[int]) -> int:
    """Where the last of several blocks ends of which not each has an id; 0 where nothing but the
    name comes again in each.
    """
    bounds = [*starts, max(c.place for c in columns) + 1]
    kinds = [
        {(c.field, c.level) for c in columns if left <= c.place < right and c.field}
        for left, right in pairwise(bounds)
    ]
    if {field for field, _level in set.intersection(*kinds)} <= set(FIRST_OF_A_PERSON):
        return 0
    again = set.union(*kinds[:-1])
    last = [c.place for c in columns if c.place >= starts[-1] and (c.field, c.level) in again]
    return max(last) + 1


def _starts(columns: Sequence[Column], names: list[int]) -> list[int]:
    """Where each block begins: as far left of its name as the block before has the same columns."""
    fields = {c.place: (c.field, c.level) for c in columns}
    step = names[1] - names[0]
    ahead = 0
    while _is_twin(fields, names[1] - ahead - 1, step) and ahead + 1 < step:
        ahead += 1
    return [name - ahead for name in names]


def _is_twin(fields: dict[int, tuple[str, str]], place: int, step: int) -> bool:
    return place in fields and fields.get(place - step) == fields[place]


def cells_of(
    cells: Sequence[Value], block: Sequence[Column], blocks: Sequence[Sequence[Column]]
) -> list[Value]:
    """The line as this person's alone: what is another's is left empty."""
    own = {c.place for c in block}
    others = {c.place for each in blocks for c in each} - own
    return [None if place in others else cell for place, cell in enumerate(cells)]
