"""How does the history of an account read?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken
from jinlin.core.timeline import Entry
from jinlin.ground.accounts.roles import LABELS, Role

SENTENCES: dict[str, Any] = {
    "staff_added": _("Account opened"),
    "role_granted": _("Role granted: %(role)s, %(where)s, %(days)s"),
    "role_revoked": _("Role ended: %(role)s, %(where)s"),
    "locked": _("Account locked"),
    "unlocked": _("Account open again"),
    "locked_out": _("Sign-in shut for a while after too many wrong passwords"),
    "password_renewed": _("New password given"),
    "second_factor_removed": _("Second step removed"),
    "signed_out_everywhere": _("Signed out on every phone and computer"),
    "password_changed": _("Changed the password"),
    "second_factor_on": _("Turned on the second step"),
    "second_factor_off": _("Turned off the second step"),
    "recovery_codes_renewed": _("Made new recovery codes"),
    "identity_bound": _("Bound another way to sign in: %(name)s"),
    "identity_unbound": _("Gave up another way to sign in: %(name)s"),
    "token_issued": _("Token issued: %(name)s"),
    "token_revoked": _("Token revoked: %(name)s"),
}


@dataclass(frozen=True)
class Line:
    words: str
    at: datetime
    face: str
    reason: str


def line_of(entry: Entry) -> Line:
    data = entry.data
    values = {
        "name": data.get("name", ""),
        "where": data.get("unit") or data.get("place", ""),
        "role": "",
        "days": "",
    }
    if "role" in data:
        values["role"], values["days"] = (
            str(LABELS[Role(data["role"])]),
            days(_day(data["from"]), _day(data["until"])),
        )
    return Line(
        words=str(SENTENCES[entry.verb]) % values,
        at=entry.at,
        face=entry.face,
        reason=entry.internal,
    )


def days(since: date | None, until: date | None) -> str:
    """From a day on, or with the last day that still counts."""
    if since is None:
        return ""
    if until is None:
        return gettext("from %(day)s on") % {"day": spoken.day(since)}
    return gettext("%(first)s to %(last)s") % {
        "first": spoken.day(since),
        "last": spoken.day(until - timedelta(days=1)),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
