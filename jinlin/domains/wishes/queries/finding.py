"""What of wishes is found in the desk's one box?"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.wishes.models import Wish, WishRows
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> WishRows:
    return Wish.objects.for_desk(actor).select_related("place").defer("text")


def _hit(wish: Wish) -> Hit:
    address = reverse("wishes:desk_wish", args=[wish.pk])
    return Hit(address, wish.title, wish.number, wish.place.name)


def _of_people(_actor: Actor, people: Collection[UUID]) -> Q:
    return Q(for_person_id__in=people) | Q(posted_by_id__in=people)


FOUND = Shelf(_("Wishes"), _rows, _hit, ("-posted_at", "-id"), _of_people)
