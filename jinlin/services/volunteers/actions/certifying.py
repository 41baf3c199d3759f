"""Which paper says what a volunteer did?

志愿服务记录证明: numbered, with the hours that somebody saw and the volunteer checked, who recorded
them, and a code that verifies for ever. What was written afterwards stands on no certificate.
"""

from datetime import date
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.time import clock
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document
from jinlin.services.volunteers.actions.steps import rule_of, span_words
from jinlin.services.volunteers.lifecycle import State
from jinlin.services.volunteers.models import ServiceRecord, Volunteer
from jinlin.services.volunteers.permissions import can_certify

CERTIFICATE, MOST_LINES = "volunteers.certificate", 60
PUBLIC = {
    "person": pgettext_lazy("paper", "Volunteer"),
    "hours": gettext_lazy("Hours of service"),
    "since": gettext_lazy("First service"),
    "until": gettext_lazy("Last service"),
    "recorder": gettext_lazy("Recorded by"),
    "standing": gettext_lazy("Standing of the record"),
}


def register_kinds() -> None:
    """Certificates can be issued; called before a kind is first asked for."""
    register(
        Kind(
            CERTIFICATE,
            gettext_lazy("Certificate of volunteer service"),
            "service",
            "志愿",
            about="volunteers.volunteer",
            public_fields=PUBLIC,
            is_for_residents=True,
            holder=attrgetter("person"),
        )
    )


@transaction.atomic
def certify(volunteer: Volunteer, *, actor: Actor) -> Document:
    """The hours that the volunteer checked and somebody saw are on paper, as they are now."""
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(can_certify(actor, volunteer))
    rows = list(
        ServiceRecord.objects.trusted()
        .filter(volunteer=volunteer, state=State.VERIFIED)
        .order_by("begins_at")
    )
    if not rows:
        raise NotNow(_("There are no checked hours yet. Please check your hours first."))
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=volunteer.county,
            kind=CERTIFICATE,
            title=_("Certificate of volunteer service"),
            about=volunteer,
            data=_contents_of(volunteer, rows),
            actor=actor,
        )


def _contents_of(volunteer: Volunteer, rows: list[ServiceRecord]) -> dict[str, Any]:
    unit, minutes = rule_of(volunteer.county).recording_unit, sum(row.minutes for row in rows)
    recorder = unit or rows[-1].organiser
    return {
        "issuer": recorder,
        "recorder": recorder,
        "person": volunteer.person.shown_name(),
        "hours": _hours(minutes),
        "minutes": minutes,
        "since": _day(rows[0].served_on),
        "until": _day(rows[-1].served_on),
        "standing": _("As the law on volunteer records asks")
        if unit
        else _("Record of this platform, not yet entered in the national system"),
        "services": [_line(row) for row in rows[-MOST_LINES:]],
        "left_out": max(len(rows) - MOST_LINES, 0),
        "issued": _day(clock.today()),
    }


def _line(row: ServiceRecord) -> dict[str, str]:
    return {
        "when": span_words(row.begins_at, row.ends_at),
        "what": row.title,
        "where": row.where,
        "minutes": str(row.minutes),
        "by": row.in_charge or row.organiser,
    }


def _hours(minutes: int) -> str:
    """Hours are only how minutes are printed: to a tenth, rounded down."""
    return f"{minutes * 10 // 60 / 10:.1f}"


def _day(day: date) -> str:
    return spoken.day(day)
