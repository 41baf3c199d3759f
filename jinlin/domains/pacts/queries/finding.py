"""What of pacts is found in the desk's one box?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.models.pact import PactRows
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> PactRows:
    return Pact.objects.for_desk(actor).select_related("place")


def _hit(pact: Pact) -> Hit:
    return Hit(reverse("pacts:desk_pact", args=[pact.pk]), pact.title, place=pact.place.name)


FOUND = Shelf(_("Pacts"), _rows, _hit, ("-drafted_at", "-id"), numbered=False)
