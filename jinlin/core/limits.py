"""How often may somebody do this before they have to wait?

What is counted stands in the database and grows by one conditional update, so that thirty guesses
at the same moment are counted as thirty. Whoever guesses takes a try before it is looked at; a
right one gives it back. While the database takes no writing, each process counts for itself.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jinlin.core import state
from jinlin.core.actor import Actor
from jinlin.core.addresses import client_address, read
from jinlin.core.errors import TooOften
from jinlin.core.kept_cursors import cursor_of
from jinlin.core.prepared import Prepared
from jinlin.core.salted import salted
from jinlin.core.time import clock

FILES, FILES_SECONDS = 60, 600  # sent from one address by people who are not signed in
OWN_FILES = 300

_counted_here: dict[str, tuple[datetime, int]] = {}
_door = threading.Lock()


class Tally(models.Model):
    """How often one thing was done by one asker since the spell began that ends at `until`.

    `key` is a keyed hash: the table tells nobody who did what.
    """

    key = models.CharField(max_length=64, primary_key=True)
    used = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


def take(what: str, who: str, *, limit: int, seconds: int) -> bool:
    """One more is counted, unless there were `limit` of them in this spell already."""
    now = clock.now()
    key, until = _key(what, who), now + timedelta(seconds=seconds)
    if state.now().trouble:
        return _count_here(key, until, limit)
    adapted = connection.ops.adapt_datetimefield_value
    moments = {"now": adapted(now), "until": adapted(until)}
    cursor = cursor_of(connection)
    cursor.execute(_TAKE, {"key": key, "limit": limit, **moments})
    return bool(cursor.rowcount == 1)


# Begins a spell, or counts one more in the one that goes on: the same words for both databases.
_TAKE = """
INSERT INTO core_tally (key, used, until) VALUES (%(key)s, 1, %(until)s)
ON CONFLICT (key) DO UPDATE SET
used = CASE WHEN core_tally.until <= %(now)s THEN 1 ELSE core_tally.used + 1 END,
until = CASE WHEN core_tally.until <= %(now)s THEN excluded.until ELSE core_tally.until END
WHERE core_tally.until <= %(now)s OR core_tally.used < %(limit)s
"""


@dataclass
class Later:
    """One more that is counted with what it brings, in that transaction, or else by itself when it
    brought nothing: it counts either way, and what it brings is written once.
    """

    what: str
    who: str
    limit: int
    seconds: int
    is_counted: bool = False

    def take(self) -> bool:
        """As `take`, now. The transaction that goes on may still be undone, and this with it."""
        return take(self.what, self.who, limit=self.limit, seconds=self.seconds)

    def settle(self) -> None:
        """It is over: counted now, unless what it brought stands."""
        if not self.is_counted:
            self.take()
            self.is_counted = True


@contextmanager
def counted_with(request: HttpRequest) -> Iterator[Callable[[], None]]:
    """What comes in here is written in one transaction, and the call that is given counts who sent
    it in the same one: near its end, so that others of the same address hardly wait. Where the
    transaction is undone, nothing was counted yet. Raises TooOften when they were too many.
    """
    later: Later | None = getattr(request, "counted_later", None)
    taken = False

    def count() -> None:
        nonlocal taken
        if later is None or later.is_counted:
            return
        if not later.take():
            raise TooOften
        taken = True

    yield count
    if later is not None and taken:
        later.is_counted = True


def give_back(what: str, who: str) -> None:
    """The last one does not count."""
    if state.now().trouble:
        _give_back_here(_key(what, who))
        return
    Tally.objects.filter(key=_key(what, who)).update(used=Greatest(F("used") - 1, 0))


def used(what: str, who: str) -> int:
    """How many were counted in the spell that goes on."""
    return _USED.first(key=_key(what, who), now=clock.now()) or 0


_USED = Prepared[int](
    lambda key, now: Tally.objects.filter(key=key, until__gt=now),
    columns=("used",),
    key=models.CharField(),
    now=models.DateTimeField(),
)


def name_of(what: str, who: str) -> str:
    """Under which name it is counted, for a statement that looks at it by the way."""
    return _key(what, who)


def by_address(request: HttpRequest) -> str:
    """The asker's address, of IPv6 the network: what can be had by the million is no asker."""
    address = client_address(request)
    if ip_address(address).version == 6:
        address = str(ip_network(f"{address}/64", strict=False))
    return address


def times(request: HttpRequest) -> int:
    """How many times as much as from others may come from the asker's address: the county named its
    network as one behind which many people share an address. Never asked where something can be
    guessed.
    """
    here = read(client_address(request))
    shared = settings.SHARED_NETWORKS.items()
    return max((many for network, many in shared if here in ip_network(network)), default=1)


def take_a_file(request: HttpRequest, actor: Actor) -> None:
    """One more file was sent. Raises TooOften."""
    own = str(actor.user_id) if actor.user_id else ""
    limit = OWN_FILES if own else FILES * times(request)
    if not take("file", own or by_address(request), limit=limit, seconds=FILES_SECONDS):
        raise TooOften(
            _("Many files were sent from here. Please wait ten minutes; what you typed is kept."),
            field="photos",
        )


def forget(now: datetime) -> int:
    """What was counted in spells that are over is gone. Safe to run twice."""
    return Tally.objects.filter(until__lt=now).delete()[0]


def _count_here(key: str, until: datetime, limit: int) -> bool:
    now = clock.now()
    with _door:
        for old in [each for each, (ends, _used) in _counted_here.items() if ends <= now]:
            del _counted_here[old]
        ends, used_here = _counted_here.get(key, (until, 0))
        if used_here < limit:
            _counted_here[key] = (ends, used_here + 1)
    return used_here < limit


def _give_back_here(key: str) -> None:
    with _door:
        if key in _counted_here:
            ends, used_here = _counted_here[key]
            _counted_here[key] = (ends, max(0, used_here - 1))


def _key(what: str, who: str) -> str:
    return salted("jinlin.core.limits", f"{what}:{who}").hex()
