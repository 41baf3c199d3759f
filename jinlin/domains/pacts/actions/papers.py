"""Which paper is born when a pact is adopted? The sheet for the station's door, on one page."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core import spoken
from jinlin.core.actor import SYSTEM, Actor
from jinlin.domains.pacts.models import Pact, Version
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

PACT = "pacts.version"
KINDS = (
    Kind(
        PACT,
        gettext_lazy("Pact of a neighbourhood"),
        "pact",
        "公约",
        about="pacts.pact",
        public_fields={
            "title": gettext_lazy("Pact"),
            "version": gettext_lazy("Version"),
            "since": gettext_lazy("In force from"),
        },
        is_for_residents=True,
    ),
)


def register_kinds() -> None:
    """The paper can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


def paper_of(pact: Pact, version: Version, *, actor: Actor) -> Document:
    """The clauses, the day from which they hold, and by how many hands they were adopted."""
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=pact.county,
            kind=PACT,
            title=version.title,
            about=pact,
            data=_content(pact, version),
            actor=actor,
        )


def revoke_paper(pact: Pact, since: date) -> None:
    """The sheet on the door holds no longer from a day on: whoever checks it is told so."""
    rows = Document.objects.filter(kind=PACT, about_id=pact.pk, revoked_at=None)
    last = rows.order_by("issued_at").last()
    if last:
        with override(settings.LANGUAGE_CODE):
            words = _("From %(day)s on another text holds, or none. The house says which.")
            documents.revoke(last, actor=SYSTEM, reason=words % {"day": spoken.day(since)})


def _content(pact: Pact, version: Version) -> dict[str, Any]:
    return {
        "issuer": pact.unit.name,
        "title": version.title,
        "place": pact.place.name,
        "version": version.number,
        "since": spoken.day(version.since),
        "decided_on": spoken.day(version.decided_on),
        "eligible": version.eligible,
        "present": version.present,
        "in_favour": version.in_favour,
        "clauses": [
            {"number": number, "text": text} for number, text in enumerate(version.clauses, 1)
        ],
    }
