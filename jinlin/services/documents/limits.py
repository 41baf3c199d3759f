"""How often may somebody try codes and links that are not theirs?"""

from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from jinlin.core.addresses import client_address
from jinlin.core.errors import TooOften
from jinlin.core.time import clock
from jinlin.shell.requests import Request

WINDOW_SECONDS = 600
LOOKS = 120  # a whole office behind one address may check its pile of papers
MISSES = 10


def may_look(request: Request, action: str) -> None:
    """Counts one look.

    Raises TooOften after too many of them, or after too many misses, from one address.
    """
    if (
        _count(request, action, "miss", add=0) >= MISSES
        or _count(request, action, "look", add=1) > LOOKS
    ):
        raise TooOften


def missed(request: Request, action: str) -> None:
    """Counts one try that found nothing: whoever guesses is stopped soon,
    whoever mistypes is not.
    """
    _count(request, action, "miss", add=1)


def _count(request: Request, action: str, what: str, *, add: int) -> int:
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    key = f"documents:{action}:{what}:{window}:{_mark(request)}"
    cache.add(key, 0, WINDOW_SECONDS)
    if add:
        try:
            return cache.incr(key, add)
        except ValueError:  # thrown out between the two: this try is the first again
            cache.set(key, add, WINDOW_SECONDS)
            return add
    return int(cache.get(key, 0))


def _mark(request: Request) -> str:
    """The asker's address (of IPv6 the network), so that the cache alone tells nobody who asked."""
    address = client_address(request)
    if ip_address(address).version == 6:
        address = str(ip_network(f"{address}/64", strict=False))
    return salted_hmac("jinlin.services.documents.limits", address, algorithm="sha256").hexdigest()
