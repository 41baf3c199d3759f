"""Why can somebody not have a seat? Every refusal names one of these."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import NotNow
from jinlin.core.time import clock
from jinlin.services.seats.models import Unit


class Reason(models.TextChoices):
    FULL = "full", _("All seats are taken.")
    ENDED = "ended", _("It is over.")
    CLOSED = "closed", _("It does not take place.")
    OVERLAP = "overlap", _("You have something else at this time.")
    TOO_YOUNG = "too_young", _("You are too young for it.")
    AGE_UNKNOWN = (
        "age_unknown",
        _(
            "There is a minimum age, and the year of birth is not known here. Staff ask for it and "
            "note it; then the seat is open."
        ),
    )
    QUALIFICATION = "qualification", _("It needs a qualification that is not on your record.")
    INSURANCE = "insurance", _("It needs an accident insurance that is not on your record.")
    FOR_THE_PLACE = "for_the_place", _("It is only for people who live there.")
    NOT_KNOWN = "not_known", _("Please register as a volunteer first.")


def why_not(unit: Unit) -> Reason | None:
    """What stands in the way of whoever asks; None when nothing does. Full is no reason before it
    begins: one can wait.
    """
    if unit.closed_at:
        return Reason.CLOSED
    if clock.now() >= unit.ends_at:
        return Reason.ENDED
    if clock.now() >= unit.starts_at and unit.free <= 0:
        return Reason.FULL
    return None


def require_open(unit: Unit) -> None:
    if reason := why_not(unit):
        raise NotNow(reason.label, detail={"reason": reason.value})
