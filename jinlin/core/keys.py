"""What key does a new row get?"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_given: ContextVar[dict[str, UUID]] = ContextVar("_given")


def uuid7() -> UUID:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 of their fraction, then 62 random bits.

    Sorts by time, also what one process makes within a millisecond; cannot be guessed, may be made
    offline.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    return _version7(milliseconds, fraction << 64 | secrets.randbits(62))


def beside(key: UUID, drawn: bytes) -> UUID:
    """Another key of the same moment; what was drawn decides which."""
    return _version7(key.int >> 80, int.from_bytes(drawn[:10]))


def is_key(text: str) -> bool:
    """Whether this could be some row's key."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _version7(milliseconds: int, bits: int) -> UUID:
    value = milliseconds << 80 | bits
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


@contextmanager
def given(label: str, key: UUID) -> Iterator[None]:
    """The first new row of this kind that is made in here has this key, its client's; whichever
    verb makes it.
    """
    token = _given.set({label: key})
    try:
        yield
    finally:
        _given.reset(token)


def key_for(label: str) -> UUID:
    """The client's key for a new row of this kind, once; else a new one."""
    return _given.get({}).pop(label, None) or uuid7()
