"""How is a row turned into a hash, so that the same row gives the same hash on any engine, for
ever?
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

ALGORITHM = "sha256-words"  # of entries: over a commitment to the words, which can be erased
WHOLE = "sha256"  # as entries and seals were hashed at first: over everything they said
TREE = "sha256-tree"  # of seals: over the root of a tree of heads, so that one head can be shown
ALGORITHMS = {ALGORITHM: hashlib.sha256, WHOLE: hashlib.sha256, TREE: hashlib.sha256}


def digest(row: Mapping[str, Any], algorithm: str) -> str:
    """The hash of a row's fields as canonical JSON: keys sorted, no spaces, moments in UTC to the
    microsecond.
    """
    return ALGORITHMS[algorithm](canonical(row)).hexdigest()


def canonical(value: Any) -> bytes:
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        default=_text,
    ).encode()


def plain(value: Any) -> Any:
    """The value as it will come back from a JSON column. Fractions are refused: engines print them
    differently, and then the hash would not hold.
    """
    if isinstance(value, float):
        raise TypeError("a timeline entry's data takes whole numbers and text, no float")
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [
            plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)
        ]
    return _text(value) if isinstance(value, date) else str(value)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")
