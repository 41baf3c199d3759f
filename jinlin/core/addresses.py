"""From which address does a request come, and was its way there encrypted?

The address of the connection is the truth, unless it is that of a proxy which this house trusts:
then it is the last one in `X-Forwarded-For` that is no such proxy. Whatever stands to the left of
it was written by somebody whom nobody vouches for.
"""

from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
UNKNOWN = "0.0.0.0"  # noqa: S104 - a name for 'nobody knows'; nothing listens on it


def client_address(request: HttpRequest) -> str:
    """The asker's address in its plain form.

    Where a trusted proxy handed on what nobody can read, that proxy's own.
    """
    here = read(request.META.get("REMOTE_ADDR", ""))
    for each in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        found = read(each.strip()) if is_trusted(here) else None
        if found is None:
            break
        here = found
    return str(here or UNKNOWN)


def came_secretly(request: HttpRequest) -> bool:
    """Whether a proxy of ours says that the asker's own connection to it was encrypted."""
    scheme = request.META.get("HTTP_X_FORWARDED_PROTO", "")
    return scheme == "https" and is_trusted(read(request.META.get("REMOTE_ADDR", "")))


def is_trusted(address: Address | None) -> bool:
    return address is not None and any(
        address in _network(each) for each in settings.TRUSTED_PROXIES
    )


@lru_cache(maxsize=100)
def _network(text: str) -> IPv4Network | IPv6Network:
    return ip_network(text)


@lru_cache(maxsize=1000)
def read(text: str) -> Address | None:
    """An address as a proxy may write it: with a port, in brackets, as IPv4 inside IPv6."""
    bare = (
        text[1:].partition("]")[0]
        if text.startswith("[")
        else text.partition(":")[0]
        if text.count(":") == 1
        else text
    )
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
