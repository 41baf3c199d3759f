"""How often may somebody try codes and links that are not theirs?"""

from collections.abc import Iterator
from contextlib import contextmanager

from jinlin.core import limits
from jinlin.core.errors import NotHere, TooOften
from jinlin.shell.requests import Request

WINDOW_SECONDS = 600
LOOKS = 120  # a whole office behind one address may check its pile of papers
MISSES = 10


@contextmanager
def one_look(request: Request, action: str) -> Iterator[None]:
    """One look, which counts as a miss when it ends with NotHere: whoever guesses is stopped soon,
    whoever mistypes is not.

    Raises TooOften after too many looks or misses from one address.
    """
    who = limits.by_address(request)
    looks, misses = f"documents:{action}:look", f"documents:{action}:miss"
    if not (
        limits.take(misses, who, limit=MISSES, seconds=WINDOW_SECONDS)
        and limits.take(looks, who, limit=LOOKS, seconds=WINDOW_SECONDS)
    ):
        raise TooOften
    try:
        yield
    except NotHere:
        raise
    except BaseException:
        limits.give_back(misses, who)
        raise
    limits.give_back(misses, who)
