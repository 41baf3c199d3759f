"""How is a page read of rows that only a look at each can tell, however few of them there are?

No more than so many are looked at. Then the page ends as it is, says how far was looked, and goes
on from there: nothing is lost, nothing shown twice, and no page takes longer than such a look.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Model, Q

from jinlin.core.keyed import rows_of
from jinlin.core.paging import Key, Page, Parts, Start, keys_of, page_from, until

Row = TypeVar("Row", bound=Model)
STEPS = (2_000, 9_000)  # rows that are looked at: most pages are full after the first


def page_of_sifted(
    wanted: Parts[Row],
    all_rows: Parts[Row],
    *,
    order: tuple[str, ...],
    after: str = "",
    size: int = 50,
    steps: Sequence[int] = (),
) -> Page[Row]:
    """A page of `wanted`, which a look at each row decides, read in its order. `all_rows`: the same
    parts with all rows that their indexes give, and what the order needs of each. Where it ends
    before it is full there may be further rows all the same: `reached` is then set, and `next` goes
    on. `steps`: so many rows are looked at (else STEPS), and so many more where the page is not
    full by then.
    """
    keys = keys_of(wanted.shown, order)

    def ask(start: Start, limit: int) -> tuple[list[Row], list[Any]]:
        found: list[Row] = []
        stop: list[Any] = []
        for step in steps or STEPS:
            stop = _place(all_rows, keys, start, step)
            found += _up_to(wanted, keys, start, stop, limit - len(found))
            if len(found) == limit or not stop:
                break
            start = replace(start, values=stop, is_with=False)
        return found, stop

    return page_from(ask, keys, after=after, size=size)


def _place(rows: "Parts[Any]", keys: Sequence[Key], start: Start, step: int) -> list[Any]:
    """Where the last of so many rows stands; nothing where there are fewer."""
    found = list(rows.beyond(keys, start, slice(step - 1, step)))
    return [key.read(found[0]) for key in keys] if found else []


def _up_to(
    wanted: Parts[Row], keys: Sequence[Key], start: Start, stop: list[Any], limit: int
) -> list[Row]:
    bound = until(keys, stop, back=start.back) if stop else Q()
    near = replace(wanted, each=[part.filter(bound) for part in wanted.each])
    return rows_of(near.beyond(keys, start, slice(limit)))
