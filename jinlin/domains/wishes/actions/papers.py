"""Which paper is born when a wish is handed over, and what stands on it?

圆愿记录单: numbered, a snapshot of that moment. The person wished for stands on it masked; whoever took
it on as what they are, an organisation by its name.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core import spoken
from jinlin.core.actor import SYSTEM, Actor
from jinlin.domains.wishes.models import Handover, Wish
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

HANDOVER = "wishes.handover"
PUBLIC = {
    "wish_number": gettext_lazy("Wish number"),
    "kind": gettext_lazy("Kind of wish"),
    "handed_on": gettext_lazy("Handed over on"),
}
KINDS = (
    Kind(
        HANDOVER,
        gettext_lazy("Record of a fulfilled wish"),
        "wish",
        "圆愿",
        about="wishes.wish",
        public_fields=PUBLIC,
        is_for_residents=True,
    ),
)


def register_kinds() -> None:
    """The record can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


def paper_of_handover(wish: Wish, handover: Handover, *, actor: Actor) -> Document:
    """What was wished, what was handed over, by whom and to whom, with room to sign."""
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=wish.county,
            kind=HANDOVER,
            title=wish.public_title,
            about=wish,
            data=_contents_of(wish, handover),
            actor=actor,
        )


def revoke_paper(wish: Wish) -> None:
    """The latest record no longer holds: it was said that nothing arrived."""
    with override(settings.LANGUAGE_CODE):
        last = (
            Document.objects.filter(kind=HANDOVER, about_id=wish.pk, revoked_at=None)
            .order_by("issued_at")
            .last()
        )
        if last:
            documents.revoke(
                last, actor=SYSTEM, reason=_("The person it was for says that it has not arrived.")
            )


def _contents_of(wish: Wish, handover: Handover) -> dict[str, Any]:
    claims = [handover.claim, *handover.claim.shares.filter(ended_at=None)]
    return {
        "issuer": wish.unit.name,
        "wish_number": wish.number,
        "kind": str(wish.get_kind_display()),
        "title": wish.public_title,
        "text": wish.public_text,
        "place": wish.place.name,
        "person": wish.for_person.shown_name(),
        "published_on": spoken.day(wish.published_on) if wish.published_on else "",
        "claimers": [
            {
                "who": str(
                    claim.organisation.name if claim.organisation else claim.get_capacity_display()
                ),
                "brings": claim.brings,
            }
            for claim in claims
        ],
        "handed_on": spoken.day(handover.handed_on),
        "what": handover.what,
        "received_by": str(handover.get_received_by_display()),
        "meeting": str(wish.get_meeting_display()),
        "cost": handover.cost if handover.cost is not None else "",
    }
