"""Which kinds of documents are there, what are they about, and what may a stranger check?

Each domain says in its AppConfig.ready() how its kinds are registered; this app knows none of them,
and asks for them when it is first asked for one.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from jinlin.core.errors import NotHere


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    `about` is the label of the model that it tells of ("appeals.appeal"): whoever sees that row
    sees its documents. `public_fields` names what the page of verification shows to everybody, with
    a label for each; everything else in the data is for those who see the row.
    """

    key: str  # "appeals.handover": the kind in the database, for ever
    label: Any  # its name on screen and paper: 现场交办单
    template: str  # typst/<template>.typ, and templates/documents/print/<template>.html
    prefix: str  # in its number: 交办 in 德化交办〔2025〕0012号
    about: str
    public_fields: Mapping[str, Any] = field(default_factory=dict)
    is_for_residents: bool = False  # False: only staff read it
    by_domain: bool = False  # only its domain withdraws it; the desk of documents does not
    says_why: bool = False  # everybody who verifies it reads why it was suspended or revoked
    holder: Callable[[Any], Any] | None = None  # of the row: whose certificate it is, a Person


_registered: dict[str, Kind] = {}
_awaited: list[Callable[[], None]] = []


def let_bring(bring: Callable[[], None]) -> None:
    """`bring` registers the kinds of an app, when somebody asks for one; it may be called twice."""
    _awaited.append(bring)


def known() -> Mapping[str, Kind]:
    """All kinds by their keys. Several threads may be the first to ask."""
    for bring in tuple(_awaited):
        bring()
        with suppress(ValueError):  # another thread has brought them, too
            _awaited.remove(bring)
    return _registered


def register(kind: Kind) -> None:
    """The kind can be issued. Raises ValueError when another kind has this key."""
    if _registered.setdefault(kind.key, kind) != kind:
        raise ValueError(f"two kinds of documents are called {kind.key}")


def kind_of(key: str) -> Kind:
    """Raises NotHere for a kind that nobody registered: its domain is not installed."""
    if key not in known():
        raise NotHere
    return known()[key]


@contextmanager
def only(*kinds: Kind) -> Iterator[None]:
    """Inside, there are these kinds and no others: for tests."""
    kept = dict(known())
    _registered.clear()
    _registered.update({kind.key: kind for kind in kinds})
    try:
        yield
    finally:
        _registered.clear()
        _registered.update(kept)
