"""What of volunteers is found in the desk's one box?"""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.ground.people.queries import person_matches
from jinlin.services.volunteers.models import Volunteer
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> "QuerySet[Volunteer]":
    return Volunteer.objects.for_desk(actor).select_related("person", "place")


def _hit(row: Any) -> Hit:
    address = reverse("volunteers:one", args=[row.pk])
    return Hit(address, row.person.shown_name(), place=row.place.name)


FOUND = Shelf(
    _("Volunteers"), _rows, _hit, ("place_code", "id"), numbered=False, words=person_matches
)
