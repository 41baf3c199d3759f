"""What of service days is found in the desk's one box? The series, by its name or neighbourhood."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.servicedays.models import Series
from jinlin.domains.servicedays.queries.days import called
from jinlin.shell.finding import Hit, Shelf

MOST_WORDS = 5


def _rows(actor: Actor) -> "QuerySet[Series]":
    return Series.objects.visible_to(actor).select_related("place")


def _hit(row: Any) -> Hit:
    return Hit(reverse("servicedays:series_one", args=[row.pk]), row.name, place=row.place.name)


def _words(typed: str) -> Q:
    found = Q()
    for word in typed.split()[:MOST_WORDS]:
        found &= called(word, way="")
    return found


FOUND = Shelf(_("Service days"), _rows, _hit, ("place_code", "id"), numbered=False, words=_words)
