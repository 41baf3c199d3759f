"""Which code proves that somebody stands before the screen now?

A code is a keyed hash of the unit and of the half minute: what was photographed and sent on is
worth nothing a minute later. Whoever opened a code in time gets a pass of a few minutes, bound to
them, with a nonce that counts once.
"""

import hmac
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol

from django.core import signing
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable

STEP = 30  # seconds that a code is shown
GRACE = 1  # steps for which it still opens
PASS_HOLDS = timedelta(minutes=10)  # time to sign in on a slow line
LENGTH, SALT = 10, "jinlin.seats.pass"


class Coded(Protocol):
    """What a screen stands for: a unit with seats, or whatever else has a key and a secret."""

    @property
    def pk(self) -> Any: ...
    @property
    def secret(self) -> str: ...


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def shown(unit: Coded, now: datetime) -> str:
    """The code that the screen shows at this moment."""
    return _code(unit, _window(now))


def seconds_left(now: datetime) -> int:
    return STEP - int(now.timestamp()) % STEP


def is_shown(unit: Coded, code: str, now: datetime) -> bool:
    """Whether this code is on the screen, or was a moment ago; whatever letters it was typed in."""
    window, typed = _window(now), code.upper().encode()
    return any(
        hmac.compare_digest(_code(unit, window - back).encode(), typed) for back in range(GRACE + 1)
    )


@dataclass(frozen=True)
class Pass:
    """What somebody got for a code: good for one scan of theirs."""

    unit: str
    whose: str
    nonce: str


def give_pass(unit: Coded, *, whose: str) -> str:
    content = {"unit": str(unit.pk), "whose": whose, "nonce": secrets.token_urlsafe(12)}
    return signing.dumps(content, salt=SALT)


def read_pass(raw: str, unit: Coded, *, whose: str) -> Pass:
    """Raises Unusable for a pass of another unit or person, and for one that is over."""
    try:
        found = Pass(**signing.loads(raw, salt=SALT, max_age=PASS_HOLDS))
    except (signing.BadSignature, TypeError):
        found = Pass("", "", "")
    if (found.unit, found.whose) != (str(unit.pk), whose):
        raise Unusable(_("This code is over. Please scan the one on the screen again."))
    return found


def _window(now: datetime) -> int:
    return int(now.timestamp()) // STEP


def _code(unit: Coded, window: int) -> str:
    text = f"{unit.pk}:{window}".encode()
    return b32encode(hmac.digest(unit.secret.encode(), text, sha256)).decode()[:LENGTH]
