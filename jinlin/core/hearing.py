"""Who else reads what a resident writes, in the moment it comes in? Whoever asked to."""

from collections.abc import Callable

from jinlin.core.rows import MovingRow

Reader = Callable[[MovingRow, str], None]

_readers: list[Reader] = []


def let_read(reader: Reader) -> None:
    """From now on `reader` gets every new matter, and what residents add to one, with the words
    that are new, in the transaction that writes them down.
    """
    _readers.append(reader)


def be_read(matter: MovingRow, words: str) -> None:
    """Everybody who asked to has read these words."""
    for reader in _readers if words else ():
        reader(matter, words)
