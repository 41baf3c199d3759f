"""What of the register is found in the desk's one box? Names stand there masked."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.workforce.models import Professional
from jinlin.ground.people.queries import person_matches
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> "QuerySet[Professional]":
    return Professional.objects.for_desk(actor).standing().select_related("person")


def _hit(row: Any) -> Hit:
    return Hit(reverse("workforce:record", args=[row.pk]), row.person.shown_name())


FOUND = Shelf(
    _("Social workers"), _rows, _hit, ("-entered_on", "-id"), numbered=False, words=person_matches
)


def one_person(person: UUID) -> list[UUID]:
    """This person, as often as the register knew them before its records were brought together."""
    own = Professional.objects.filter(person=person)
    kept = own.values_list("merged_into", flat=True)
    whole = Professional.objects.filter(
        Q(pk__in=own.values("pk"))
        | Q(merged_into__in=own.values("pk"))
        | Q(pk__in=kept)
        | Q(merged_into__in=kept.exclude(merged_into=None))
    )
    return list({person, *whole.values_list("person", flat=True)})
