"""Does the person at this browser hold that phone?

The code is sent for known and unknown numbers alike, and kept as a keyed hash in the session of the
browser that asked: nobody else can try it, and the answer never tells whether a number is known.
"""

import secrets
import unicodedata
from dataclasses import dataclass

from allauth.core import ratelimit
from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from jinlin.core import limits
from jinlin.core.errors import NotNow, TooOften, Unusable
from jinlin.core.salted import salted
from jinlin.core.secrets.fields import lock, match_key, unlock
from jinlin.core.time import clock
from jinlin.ground.accounts import sms
from jinlin.shell.requests import Request

STATE = "sign_in_code"
WRONG_TOO_OFTEN = _("The code was wrong too often. Please ask for a new one.")
NO_LONGER = _("This code is no longer valid. Please ask for a new one.")


@dataclass(frozen=True)
class Waiting:
    """A code on its way. `shown` is the code itself, in a demo without a gateway only."""

    phone: str
    shown: str


def send(request: Request, phone: str) -> None:
    """A fresh code is on its way to the phone; an earlier one no longer counts.

    Raises TooOften, or NotSent.
    """
    if not ratelimit.consume(request, action="sign_in_code", key=match_key(phone, "phone")):
        raise TooOften(
            _(
                "Several codes were sent to this number already. Please wait a few minutes before "
                "you ask for another."
            )
        )
    code = f"{secrets.randbelow(1_000_000):06d}"
    sms.send(phone, "sign_in_code", {"code": code, "minutes": str(settings.SIGN_IN_CODE_MINUTES)})
    request.session[STATE] = {
        "phone": lock(phone),
        "hash": _hash(phone, code),
        "at": clock.now().timestamp(),
        "shown": code if sms.shows_codes() else "",
    }


def waiting(request: Request) -> Waiting | None:
    """The code that this browser waits for, unless its time is over."""
    state = request.session.get(STATE)
    if not state or clock.now().timestamp() - state["at"] > settings.SIGN_IN_CODE_MINUTES * 60:
        return None
    return Waiting(phone=unlock(state["phone"]), shown=state["shown"])


def check(request: Request, typed: str) -> str:
    """The phone that this browser has proved to hold; the code is used up.

    Raises Unusable for a wrong code, NotNow when a new one is needed.
    """
    found = waiting(request)
    if found is None:
        request.session.pop(STATE, None)
        raise NotNow(NO_LONGER)
    state = request.session[STATE]
    if not limits.take(
        STATE,
        state["hash"],
        limit=settings.SIGN_IN_CODE_TRIES,
        seconds=settings.SIGN_IN_CODE_MINUTES * 120,  # longer than the code holds
    ):
        raise NotNow(WRONG_TOO_OFTEN)
    if constant_time_compare(state["hash"], _hash(found.phone, _digits(typed))):
        del request.session[STATE]
        return found.phone
    return _refuse_wrong(request, state)


def _refuse_wrong(request: Request, state: dict[str, object]) -> str:
    left = settings.SIGN_IN_CODE_TRIES - limits.used(STATE, str(state["hash"]))
    if left <= 0:
        request.session.pop(STATE, None)
        raise NotNow(WRONG_TOO_OFTEN)
    raise Unusable(
        _("This code is not right. You can try %(left)d more times.") % {"left": left}, field="code"
    )


def _digits(typed: str) -> str:
    return "".join(unicodedata.normalize("NFKC", typed).split())


def _hash(phone: str, code: str) -> str:
    return salted("jinlin.ground.accounts.codes", f"{phone}:{code}").hex()
