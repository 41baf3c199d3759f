"""Which cases are found in the desk's one box? Only those of one's own team."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.casework.models import Case, CaseRows
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> CaseRows:
    return Case.objects.for_desk(actor).select_related("place")


def _hit(case: Case) -> Hit:
    return Hit(reverse("casework:case", args=[case.pk]), case.name, case.number, case.place.name)


FOUND = Shelf(_("Cases"), _rows, _hit, ("-opened_at", "-id"))
