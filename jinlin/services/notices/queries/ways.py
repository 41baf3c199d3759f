"""By which ways does a county send, and where do they lead?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time

from django.conf import settings

from jinlin.ground.identities import queries as identities
from jinlin.ground.identities.models import Kind
from jinlin.services.notices.deadlines import QUIET_FROM, QUIET_TO
from jinlin.services.notices.models import APPS, Channel, CountyChannel, is_for
from jinlin.services.notices.queries.kept import KnownChannel, ways

HOUSES = {
    Channel.WECHAT: Kind.WECHAT,
    Channel.WECOM_APP: Kind.WECOM,
    Channel.DING_APP: Kind.DINGTALK,
}  # where whoever is told there bound their identity


@dataclass(frozen=True)
class Way:
    """Where one channel of a county leads: the address of a text-message gateway, or the sender of
    its mail.
    """

    address: str = field(repr=False)
    secret: str = field(default="", repr=False)


def way(county: str, kind: str) -> Way | None:
    """None: the county does not send by this channel."""
    row = CountyChannel.objects.filter(county=county, kind=kind).first()
    return _way(kind, row)


def open_kinds(counties: Iterable[str], event: str = "") -> frozenset[str]:
    """The channels by which any of these counties sends events of this name (of some name, when
    empty).
    """
    known = ways().channels
    pairs = (
        (kind.value, known.get((county, kind.value)))
        for county in set(counties)
        for kind in (Channel.SMS, Channel.EMAIL)
    )
    direct = {kind for kind, row in pairs if _leads(kind, row) and _is_sent(row, event)}
    return frozenset(direct | {kind for county in set(counties) for kind in _apps(county, event)})


def _apps(county: str, event: str) -> Iterator[str]:
    """The apps in which this county says such events: open here, and a house people bind at."""
    known = ways()
    for kind in APPS:
        row = known.channels.get((county, kind.value))
        if row is None or not row.is_open or not _is_sent(row, event):
            continue
        if kind == Channel.WECHAT and not known.says_in_wechat(county, event):
            continue
        if identities.known(county, HOUSES[kind]):
            yield kind.value


def quiet_hours(county: str) -> tuple[time, time]:
    return ways().quiet.get(county, (QUIET_FROM, QUIET_TO))


def _way(kind: str, row: CountyChannel | None) -> Way | None:
    if row is not None and not row.is_open:
        return None
    if kind in APPS:
        house = row and identities.known(row.county, HOUSES[Channel(kind)])
        return Way(house.slug) if house else None
    if kind == Channel.EMAIL:
        return (
            Way(row.address or settings.DEFAULT_FROM_EMAIL) if row and settings.EMAIL_HOST else None
        )
    if row is not None and row.address:
        return Way(row.address, row.secret)
    return (
        Way(settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET)
        if settings.SMS_GATEWAY_URL
        else None
    )


def _leads(kind: str, row: KnownChannel | None) -> bool:
    """Whether there is a `Way`, without its address."""
    if row is not None and not row.is_open:
        return False
    if kind == Channel.EMAIL:
        return bool(row and settings.EMAIL_HOST)
    return bool(row and row.has_address) or bool(settings.SMS_GATEWAY_URL)


def _is_sent(row: KnownChannel | None, event: str) -> bool:
    prefixes = row.events if row else ()
    return not event or not prefixes or any(is_for(event, prefix) for prefix in prefixes)
