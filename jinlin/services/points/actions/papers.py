"""Which paper does a donor get? A numbered one that says what was given and what it is for."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document
from jinlin.services.points.models import Batch
from jinlin.services.points.permissions import can_stock

THANKS = "points.thanks"
KINDS = (
    Kind(
        THANKS,
        gettext_lazy("Thanks to a donor"),
        "donation",
        "捐赠",
        about="points.batch",
        public_fields={
            "item": gettext_lazy("What was given"),
            "quantity": gettext_lazy("How many"),
            "received_on": pgettext_lazy("gift", "Received on"),
        },
    ),
)


def register_kinds() -> None:
    """The paper can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


@transaction.atomic
def thank(batch: Batch, *, actor: Actor) -> Document:
    """The donor's numbered paper stands; asked again, it is the same one."""
    batch = Batch.objects.select_related("item__store", "donor").get(pk=batch.pk)
    require(can_stock(actor, batch))
    if batch.donor is None:
        raise NotNow(gettext_lazy("Nobody gave this batch: there is nobody to thank."))
    known = Document.objects.filter(kind=THANKS, about_id=batch.pk, revoked_at=None).first()
    if known:
        return known
    with override(settings.LANGUAGE_CODE):
        title = _("Thanks for {quantity} × {item}")
        return documents.issue(
            county=batch.county,
            kind=THANKS,
            title=title.format(quantity=batch.quantity, item=batch.item.name),
            about=batch,
            data=_content(batch),
            actor=actor,
        )


def _content(batch: Batch) -> dict[str, Any]:
    donor: Any = batch.donor
    return {
        "donor": donor.name,
        "item": batch.item.name,
        "quantity": batch.quantity,
        "worth": batch.worth,
        "store": batch.item.store.name,
        "received_on": spoken.day(batch.received_on),
    }
