"""How does a calendar program read somebody's days, and by which secret address?

RFC 5545: an entry keeps its UID for ever; what is moved or cancelled has a higher SEQUENCE.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

from jinlin.core import limits, site
from jinlin.core.errors import NotHere, TooOften
from jinlin.core.salted import salted
from jinlin.core.time import clock

if TYPE_CHECKING:  # most processes write no calendar, and the library takes long to load
    from icalendar import Event, Timezone

BEHIND, AHEAD = timedelta(days=62), timedelta(days=400)
ZONE, EIGHT_HOURS = "Asia/Shanghai", timedelta(hours=8)
MEDIA_TYPE = "text/calendar; charset=utf-8"
KEPT_FOR = 900  # seconds
TOKEN_BYTES, LONGEST_TOKEN = 32, 100
UNKNOWN, MOST_UNKNOWN, UNKNOWN_SECONDS = "feed", 30, 600


class SecretAddress(models.Model):
    """The secret address of one person's own calendar.

    Of its secret only the keyed hash is kept; a person has at most one that holds.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at=None),
                name="%(app_label)s_one_feed_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at}"


Address = TypeVar("Address", bound=SecretAddress)


@dataclass(frozen=True)
class Span:
    """From when until when: moments, or whole days of which the last is the day before `until`."""

    since: date
    until: date | None = None


@transaction.atomic
def make(model: type[Address], user_id: UUID) -> str:
    """The person's calendar has a new secret address, and an earlier one no longer opens it.

    The secret is returned here and kept nowhere.
    """
    revoke(model, user_id)
    raw = secrets.token_urlsafe(TOKEN_BYTES)
    rows: Any = model._default_manager
    rows.create(user_id=user_id, token_key=key_of(model, raw), made_at=clock.now())
    return raw


def revoke(model: type[Address], user_id: UUID) -> int:
    """The person's calendar has no address any more. Returns how many held."""
    rows = model._default_manager.filter(user_id=user_id, revoked_at=None)
    return rows.update(revoked_at=clock.now())


def owner_of(model: type[Address], raw: str, *, who: str) -> Any:
    """Whose calendar this secret opens. Raises NotHere for an unknown or revoked one, TooOften for
    somebody (`who`) who tries many.
    """
    if limits.used(UNKNOWN, who) >= MOST_UNKNOWN:
        raise TooOften
    rows = model._default_manager.select_related("user")
    known = {"token_key": key_of(model, raw), "revoked_at": None, "user__is_active": True}
    found: Any = rows.filter(**known).first()
    if found is None:
        limits.take(UNKNOWN, who, limit=MOST_UNKNOWN, seconds=UNKNOWN_SECONDS)
        raise NotHere
    return found.user


def key_of(model: type[models.Model], raw: str) -> str:
    """What is kept of a secret: enough to know it again, not to say it."""
    salt = getattr(model, "salt", "") or f"jinlin.feeds.{model._meta.label_lower}"
    return salted(salt, raw[:LONGEST_TOKEN]).hex()


def entry(
    uid: str, says: str, span: Span, *, page: str, stamp: datetime, sequence: int | None = None
) -> "Event":
    """One entry as every calendar of the house begins it: its name for ever, what it says, when,
    and the page that tells more. A domain adds what only its own entries have.
    """
    from icalendar import Event  # noqa: PLC0415 - with the first that is written

    event = Event()
    event.add("uid", uid)
    if sequence is not None:
        event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", _local(span.since))
    if span.until is not None:
        event.add("dtend", _local(span.until))
    event.add("summary", says)
    event.add("url", site.whole(page))
    return event


def _local(when: date) -> date:
    return when.astimezone(clock.CHINA) if isinstance(when, datetime) else when


def written(name: str, events: "Iterable[Event]", *, product: str) -> bytes:
    """A calendar of these entries, as it is sent."""
    from icalendar import Calendar  # noqa: PLC0415 - the same

    calendar = Calendar()
    calendar.add("prodid", f"-//Jinlin//{product}//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add_component(zone())
    for event in events:
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def zone() -> "Timezone":
    """China as it has been since 1992: eight hours ahead all year.

    The library would write the summers before that, and take a second to find them.
    """
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415 - the same

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1992, 1, 1))  # noqa: DTZ001 - in a zone's own definition a wall clock is meant
    standard.add("tzname", "CST")
    standard.add("tzoffsetfrom", EIGHT_HOURS)
    standard.add("tzoffsetto", EIGHT_HOURS)
    found = Timezone()
    found.add("tzid", ZONE)
    found.add_component(standard)
    return found


def sent(request: Any, content: bytes, *, is_public: bool) -> HttpResponseBase:
    """The calendar, or 304 when the program has it already."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["ETag"] = f'"{sha256(content).hexdigest()[:32]}"'
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, max_age=KEPT_FOR, **{"public" if is_public else "private": True})
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
