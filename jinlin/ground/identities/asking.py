"""What did this browser ask of another house, and is this the answer to it?

The question stands in the session of the browser that asked, so that nobody else's answer opens
anything here; it is answered once, however many answers come at the same moment. Who was named and
has no account yet waits in the same session, encrypted, until somebody with an account says that it
is they.
"""

import json
import logging
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core import limits, site
from jinlin.core.errors import NotNow, TooOften
from jinlin.core.gateways import NotTaken
from jinlin.core.secrets.fields import lock, unlock
from jinlin.core.time import clock
from jinlin.ground.identities.actions import Person
from jinlin.ground.identities.clients import CLIENTS
from jinlin.ground.identities.clients.calls import Unanswered, UsedUp
from jinlin.ground.identities.clients.handshake import Handshake
from jinlin.ground.identities.models import Provider

HANDSHAKES, WAITING = "asked_elsewhere", "named_elsewhere"  # of a session
SECONDS = 600  # how long an answer, and then whoever was named, is waited for
MOST_HANDSHAKES = 5  # tabs of one browser
_NOT_AGREED = _("Signing in was not agreed to over there. Nothing was opened.")
logger = logging.getLogger(__name__)
TRIES, TRIES_SECONDS = 60, 600  # of one address, behind which a whole office may be


def begin(request: Any, provider: Provider, target: str) -> str:
    """Where the other house asks who this is; its answer comes back to this browser.

    Raises Unanswered, Doubted, TooOften.
    """
    who = limits.by_address(request)
    if not limits.take("asked_elsewhere", who, limit=TRIES, seconds=TRIES_SECONDS):
        raise TooOften
    handshake = Handshake(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        back_to=back_to(provider),
        agent=request.headers.get("User-Agent", ""),
    )
    address = _answered(lambda: CLIENTS[provider.kind].leads_to(provider, handshake))
    kept = dict(list(request.session.get(HANDSHAKES, {}).items())[1 - MOST_HANDSHAKES :])
    kept[handshake.state] = {
        "slug": provider.slug,
        "nonce": lock(handshake.nonce),
        "verifier": lock(handshake.verifier),
        "target": target,
        "user": _user(request),
        "at": clock.now().timestamp(),
    }
    request.session[HANDSHAKES] = kept
    return address


def answered(request: Any, provider: Provider, answer: Mapping[str, str]) -> tuple[Person, str]:
    """Whom the other house names, and where the browser wanted to go. The question is used up.

    Raises UsedUp for an answer that nobody here waits for, NotNow when somebody did not agree,
    Unanswered, Doubted.
    """
    state = answer.get("state", "")
    kept = dict(request.session.get(HANDSHAKES, {}))
    question = kept.pop(state, None)
    request.session[HANDSHAKES] = kept
    if (
        question is None
        or question["slug"] != provider.slug
        or question["user"] != _user(request)
        or clock.now().timestamp() - question["at"] > SECONDS
        or not _first(state)
    ):
        raise UsedUp
    code = answer.get("authCode") or answer.get("code", "")
    if not code or answer.get("error"):
        raise NotNow(_NOT_AGREED)
    if not _first(f"{provider.pk}:{code}"):
        raise UsedUp
    handshake = Handshake(
        state=state,
        nonce=unlock(question["nonce"]),
        verifier=unlock(question["verifier"]),
        back_to=back_to(provider),
    )
    person = _answered(lambda: CLIENTS[provider.kind].identified(provider, handshake, answer))
    return person, question["target"]


def wait_for_account(request: Any, provider: Provider, person: Person, target: str) -> None:
    """Who was named waits until somebody signs in with this browser and says that it is they."""
    request.session[WAITING] = {
        "slug": provider.slug,
        "person": lock(json.dumps(asdict(person))),
        "target": target,
        "at": clock.now().timestamp(),
    }


def waiting(request: Any) -> tuple[str, Person, str] | None:
    """The provider's slug, who was named, and where the browser wanted to go."""
    kept = request.session.get(WAITING)
    if not kept or clock.now().timestamp() - kept["at"] > SECONDS:
        return None
    return kept["slug"], Person(**json.loads(unlock(kept["person"]))), kept["target"]


def forget(request: Any) -> None:
    request.session.pop(WAITING, None)


def back_to(provider: Provider) -> str:
    return site.whole(reverse("identities:back", args=[provider.slug]))


def _first(what: str) -> bool:
    """Whether this is the first time that this is shown to any process of the house."""
    return limits.take("answered_elsewhere", what, limit=1, seconds=2 * SECONDS)


def _answered(call: Any) -> Any:
    try:
        return call()
    except NotTaken as trouble:
        logger.warning("another house did not say who somebody is: %s", trouble)
        raise Unanswered from trouble


def _user(request: Any) -> str:
    return str(request.user.pk) if request.user.is_authenticated else ""
