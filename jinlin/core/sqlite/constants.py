"""Which values does SQLite better find in the text of a statement than beside it?

Those that never change. An index of some rows only (`state = 'asked'`) serves a statement that says
the same. Where the statement leaves that to a value beside it, SQLite does not know until the value
is there: it then prepares the whole statement anew, each time it is sent.
"""

import re
from collections.abc import Collection, Sequence
from typing import Any

VALUE = re.compile(r"(?<!%)%s")  # as Django marks one
# a state or a kind, as models name them; no key and no code of a place
WORD = re.compile(r"[a-z_]*")


def with_constants(
    text: str, params: Sequence[Any], *, unless: Collection[Any] = ()
) -> tuple[str, list[Any]]:
    """The same statement with its words and numbers written out, but for these, and what stays
    beside it.
    """
    if not any(map(is_constant, params)):
        return text, list(params)
    written, beside, last = list[str](), list[Any](), 0
    for mark, value in zip(VALUE.finditer(text), params, strict=True):
        if is_constant(value) and value not in unless:
            written += (text[last : mark.start()], _written(value))
            last = mark.end()
        else:
            beside.append(value)
    return "".join((*written, text[last:])), beside


def is_constant(value: Any) -> bool:
    """Whether it says what a statement is about, and not of whom or of which moment."""
    return isinstance(value, int) or (isinstance(value, str) and bool(WORD.fullmatch(value)))


def _written(value: int | str) -> str:
    return f"'{value}'" if isinstance(value, str) else str(int(value))
