"""What are figures about? By the domain that counts them."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jinlin.core.figures.measures import Measure
from jinlin.metrics.catalogue import MEASURES

NAMES: Final[dict[str, Any]] = {
    "appeals": _("Appeals"),
    "wishes": _("Wishes"),
    "receptions": _("Reception days"),
    "consultations": _("Consultations"),
    "pacts": _("Pacts"),
    "visits": _("Door visits"),
    "servicedays": _("Service days"),
    "volunteers": _("Volunteers"),
    "points": _("Points and the store"),
    "talents": _("Talents and craftsmen"),
    "training": _("Training"),
    "workforce": _("Social workers"),
    "projects": _("Projects and key tasks"),
    "casework": _("Social work services"),
    "people": _("Care"),
    "places": _("Places and stations"),
    "returns": _("Forms from above"),
    "core": _("Forms that burden"),
}
OTHERS = _("Further figures")


def about(measure: Measure) -> str:
    """The domain's label."""
    return measure.key.partition(".")[0]


def group_of(measure: Measure) -> Any:
    return NAMES.get(about(measure), OTHERS)


def present() -> list[str]:
    """The labels of the domains that count something here, in the order of NAMES."""
    known = {about(measure) for measure in MEASURES.values()}
    return [label for label in NAMES if label in known] + sorted(known - NAMES.keys())
