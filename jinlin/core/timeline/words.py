"""What of an entry is words, which can be erased, and what is fact, which stays in the chain?"""

import re
import secrets
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from jinlin.core.timeline.chain import ALGORITHM, digest, plain
from jinlin.core.timeline.entries import Words

KEY_OR_DAY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d(T[\d:.+Z-]+)?")


def parted(data: Mapping[str, Any], *, face: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts (keys, days, numbers, choices of the house, the unit's own face) and the words."""
    facts = {str(name): plain(value) for name, value in data.items() if _is_fact(value, face)}
    words = {str(name): plain(value) for name, value in data.items() if not _is_fact(value, face)}
    return facts, words


def commitment(words: Mapping[str, Any]) -> str:
    """What the chain holds of these words: it proves them, and tells nothing of them."""
    return digest({name: words[name] for name in Words.COMMITTED}, ALGORITHM)


def salt() -> str:
    return secrets.token_hex(16)


def _is_fact(value: Any, face: str) -> bool:
    if isinstance(value, list | tuple | set | frozenset):
        return all(_is_fact(each, face) for each in value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return value in {"", face} or KEY_OR_DAY.fullmatch(value) is not None
    return value is None or isinstance(value, bool | int | date | UUID | Enum)
