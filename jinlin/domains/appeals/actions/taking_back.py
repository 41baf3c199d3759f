"""What if it was handed to the wrong unit, and whoever did it sees that themselves?

For a few minutes it is taken back as if it had not happened; afterwards it is given to another
unit, with a reason.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.appeals.actions.steps import drop_extension, give, keep, share
from jinlin.domains.appeals.actions.tickets import HANDOVER, ticket_of_handover
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import RULES
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Organisation
from jinlin.services.documents import actions as documents
from jinlin.services.documents.models import Document


@transaction.atomic
def take_back(appeal: Appeal, *, actor: Actor) -> Appeal:
    """Where it was before it was handed over a moment ago; its ticket no longer holds, and the unit
    is told. The promise to the resident stands.
    """
    appeal = RULES.begin(appeal, "take_back", actor)
    former = appeal.unit
    give(appeal, places.intake_unit(appeal.place) or former)
    share(appeal)
    keep(appeal, "take_back", actor=actor, unit=former.name, former=former.pk)
    _revoke_ticket(appeal, _("Handed over by mistake and taken back."))
    return appeal


@transaction.atomic
def reassign(appeal: Appeal, *, actor: Actor, unit: Organisation, reason: str) -> Appeal:
    """Another unit owns it, with a ticket of its own; the promise to the resident stands."""
    appeal = RULES.begin(appeal, "reassign", actor)
    former = appeal.unit
    if unit.county != appeal.county or not unit.is_open:
        raise Unusable(
            _("This unit does not work in this county. Please choose another."), field="unit"
        )
    if unit == former:
        raise Unusable(_("This unit has it already. Please choose another."), field="unit")
    reason = needed(reason, field="reason", words=_("Please say why another unit gets it."))
    drop_extension(appeal, clock.now())
    give(appeal, unit)
    share(appeal)
    keep(
        appeal,
        "reassign",
        actor=actor,
        internal=reason,
        unit=unit.name,
        before=former.name,
        former=former.pk,
        due=appeal.due_at.isoformat(),
    )
    _revoke_ticket(appeal, _("Given to another unit."))
    ticket_of_handover(appeal, actor=actor, before=former)
    return appeal


def _revoke_ticket(appeal: Appeal, reason: Any) -> None:
    """The last handover ticket no longer holds."""
    rows = Document.objects.filter(kind=HANDOVER, about_id=appeal.pk, revoked_at=None)
    if ticket := rows.order_by("-issued_at", "-id").first():
        with override(settings.LANGUAGE_CODE):  # it is stored, like a person's words
            documents.revoke(ticket, actor=SYSTEM, reason=str(reason))
