"""What of visits is found in the desk's one box? Rounds, by what they are called."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.visits.models import Round
from jinlin.domains.visits.models.round import VisitRoundRows
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> VisitRoundRows:
    return Round.objects.for_desk(actor).select_related("place")


def _hit(round_: Round) -> Hit:
    return Hit(reverse("visits:round", args=[round_.pk]), round_.title, "", round_.place.name)


FOUND = Shelf(_("Rounds of visits"), _rows, _hit, ("-planned_at", "-id"), numbered=False)
