"""Does an address lead out of this house, and not to a machine that only the house may reach?

Whoever may name an address for the house to call could otherwise make it call its own database, or
the neighbour's. What was looked up and found to lie outside is what is connected to: a name that
answers otherwise the second time gains nothing.
"""

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable

_CARRYING = [
    ipaddress.ip_network(block)
    for block in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96")
]  # an IPv4 address in the last 32 bits
MOST_TRIED = (
    3  # of the addresses that a name has: all of them together must not outlast a worker's lease
)

LONGEST_ADDRESS = 500

Found = tuple[Any, ...]  # what getaddrinfo says of one address


class Inside(OSError):
    """The name leads to an address of the house itself, or of its network."""


def check_address(url: str, *, field: str = "url") -> None:
    """The address can be called, and leads out of the house.

    Looked up now for a clear word at once; what counts is what is looked up at each call.
    """
    try:
        parts = urlsplit(url)
        host, port, is_secure = parts.hostname or "", parts.port or 443, parts.scheme == "https"
    except ValueError:
        host, port, is_secure = "", 0, False
    if (
        not host
        or len(url) > LONGEST_ADDRESS
        or not (url.isascii() and url.isprintable() and " " not in url)
        or "@" in parts.netloc
    ):
        raise Unusable(
            _(
                "This is no address that can be called. Please write it in full, without user "
                "name and password."
            ),
            field=field,
        )
    if settings.WEBHOOKS_PRIVATE and parts.scheme == "http":
        return
    if not is_secure:
        raise Unusable(_("Please enter an address that begins with https://."), field=field)
    if not settings.WEBHOOKS_PRIVATE and _leads_inside(host, port):
        raise Unusable(
            _(
                "This address leads into the county's own network, to which no events are sent. "
                "Please enter one on the internet."
            ),
            field=field,
        )


def _leads_inside(host: str, port: int) -> bool:
    try:
        looked_up(host, port)
    except Inside:
        return True
    except OSError:
        return False  # it may not be there yet; every call looks again
    return False


def looked_up(host: str, port: int) -> list[Found]:
    """Where the name leads.

    Raises Inside when any of it is not outside, OSError when it leads nowhere.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise OSError("no such name") from None
    if not all(is_outside(str(where[4][0])) for where in found):
        raise Inside("inside")
    return found


def is_outside(address: str) -> bool:
    """Whether a numeric address belongs to the open internet: not private, loopback, link-local,
    shared, reserved, nor one to many.
    """
    number = _carried(ipaddress.ip_address(address))
    kept_back = number.is_multicast or number.is_reserved or getattr(number, "is_site_local", False)
    return number.is_global and not kept_back


def connect(address: tuple[str, int], timeout: float, source: Any = None) -> socket.socket:
    """A connection to what lies outside, as socket.create_connection makes them. Raises Inside."""
    trouble: OSError = OSError("no such name")
    for family, kind, protocol, _name, where in looked_up(*address)[:MOST_TRIED]:
        try:
            return _connected(socket.socket(family, kind, protocol), where, timeout)
        except OSError as problem:
            trouble = problem
    raise trouble


def _connected(to: socket.socket, where: Any, timeout: float) -> socket.socket:
    try:
        to.settimeout(timeout)
        to.connect(where)
    except OSError:
        to.close()
        raise
    return to


def _carried(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for; else the address itself."""
    if isinstance(number, IPv4Address):
        return number
    if any(number in block for block in _CARRYING):
        return IPv4Address(int(number) & 0xFFFFFFFF)
    teredo = number.teredo[1] if number.teredo else None
    return number.ipv4_mapped or number.sixtofour or teredo or number
