"""What if somebody behind an appeal needs a social worker? A case begins; the appeal never learns.

Nothing is written on the appeal, neither entry nor version, and whoever sent it does not see what
became of it. Only the case knows where it came from.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import is_intake
from jinlin.domains.casework.actions import Client, Intake, receive
from jinlin.domains.casework.models import Case, Source
from jinlin.ground.places.models import Organisation, OrganisationKind


@dataclass(frozen=True)
class Helped:
    """Who needs help, with what, and from which agency. `agreed`: they want it."""

    agency: Organisation
    name: str
    phone: str
    field: str
    problem: str
    agreed: bool


@transaction.atomic
def send(appeal: Appeal, helped: Helped, *, actor: Actor) -> Case:
    """The agency has somebody to take on, with what was said; the appeal is as it was."""
    require(is_intake(actor, appeal))
    if not helped.agreed:
        raise Unusable(
            _("Please ask first whether they want a social worker to call."), field="agreed"
        )
    client = Client(helped.name, helped.phone)
    intake = Intake(
        client,
        helped.field,
        appeal.place,
        problem=helped.problem,
        source=Source.APPEAL,
        came_from=appeal.pk,
    )
    return receive(helped.agency, intake, actor=actor)


def agencies_for(appeal: Appeal) -> list[Organisation]:
    """The social work agencies of the county."""
    rows = Organisation.objects.open().filter(kind=OrganisationKind.AGENCY, county=appeal.county)
    return list(rows.order_by("name"))
