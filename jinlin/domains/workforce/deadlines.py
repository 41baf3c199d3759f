"""By when is the next step due, and until when does a registration hold? Plain arithmetic."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jinlin.core.time import clock
from jinlin.core.time.months import last_of_term, months_later
from jinlin.core.time.workdays import WorkCalendar


class RegistrationState(StrEnum):
    """How a certificate stands with its registration on a day."""

    FRESH = "fresh"  # passed a short while ago, to be registered
    MISSED = "missed"  # not registered in time
    VALID = "valid"
    RENEWABLE = "renewable"  # in the last months of the cycle
    EXPIRED = "expired"
    UNKNOWN = "unknown"  # no day is known


@dataclass(frozen=True)
class Terms:
    """The numbers of a rule, as far as registrations go."""

    register_within: int = 12
    cycle_years: int = 3
    renew_months: int = 3


@dataclass(frozen=True)
class Status:
    """A standing, and the day on which it ends by itself."""

    standing: RegistrationState
    until: date | None = None


def due(after: date, days: int, calendar: WorkCalendar) -> datetime:
    """The end of the n-th working day."""
    day, _provisional = calendar.workday_after(after, days)
    return clock.end_of(day)


def expires(registered: date, terms: Terms) -> date:
    """The last day on which a registration holds: the one before its day comes round, which for
    29 February is 28 February also in a year that has no other.
    """
    return last_of_term(registered, terms.cycle_years * 12)


def status_on(day: date, *, issued: date | None, registered: date | None, terms: Terms) -> Status:
    """How a certificate stands on a day, by its last registration until then."""
    if registered is not None and registered <= day:
        last = expires(registered, terms)
        if day > last:
            return Status(RegistrationState.EXPIRED, last)
        opens = months_later(last, -terms.renew_months)
        return Status(RegistrationState.RENEWABLE if day > opens else RegistrationState.VALID, last)
    if issued is None:
        return Status(RegistrationState.UNKNOWN)
    last = months_later(issued, terms.register_within)
    return Status(RegistrationState.FRESH if day <= last else RegistrationState.MISSED, last)
