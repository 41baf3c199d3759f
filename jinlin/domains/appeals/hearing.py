"""Who else reads an appeal in the moment it comes in? Nobody, until a floor above says so."""

from collections.abc import Callable

from jinlin.domains.appeals.models import Appeal

Reader = Callable[[Appeal], None]

_readers: list[Reader] = []


def let_read(reader: Reader) -> None:
    """From now on `reader` gets every new appeal, in the transaction that writes it down."""
    _readers.append(reader)


def be_read(appeal: Appeal) -> None:
    """Everybody who asked to has read it."""
    for reader in _readers:
        reader(appeal)
