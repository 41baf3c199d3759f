"""Which key for a short time does this house hold at another one?

All processes share it: a second one fetched at WeChat would end the first.
"""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

from jinlin.core.gateways import NotTaken
from jinlin.core.time import clock
from jinlin.ground.identities.clients.calls import text
from jinlin.ground.identities.models import Pass, Provider

EARLIER = timedelta(minutes=5)  # before its end it is renewed
LONGEST = 7200


def held(
    provider: Provider, what: str, ask: Callable[[], dict[str, Any]], *, named: str, lasts: str
) -> str:
    """The key that holds now, asked for when there is none. `named` and `lasts` are where the
    answer says it.
    """
    known = Pass.objects.filter(provider=provider, what=what, until__gt=clock.now()).first()
    if known is not None:
        return known.value
    answer = ask()
    value, seconds = text(answer, named, longest=1000), answer.get(lasts)
    lasting = min(seconds, LONGEST) if isinstance(seconds, int) else 0
    until = clock.now() + timedelta(seconds=lasting) - EARLIER
    Pass.objects.update_or_create(
        provider=provider, what=what, defaults={"value": value, "until": until}
    )
    return value


def drop(provider: Provider) -> None:
    """The next one is asked for anew: the other side no longer knows this one."""
    Pass.objects.filter(provider=provider).delete()


def renewed(
    provider: Provider, ask: Callable[[], dict[str, Any]], *, stale: Collection[int]
) -> dict[str, Any]:
    """What the other side answers to somebody who waits. Where it says by one of these codes that
    it no longer knows our key, it is asked once more with a fresh one.
    """
    try:
        return ask()
    except NotTaken as refused:
        if refused.detail not in map(str, stale):
            raise
    drop(provider)
    return ask()
