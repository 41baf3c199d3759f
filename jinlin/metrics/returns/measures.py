"""Which figures do the filled forms themselves give?"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.metrics.returns.models import Answer, Origin


def signed(window: Window) -> "QuerySet[Any]":
    """The fields of forms that were signed in these days."""
    rows = Answer.objects.counted().filter(within([window.place_code]), signed_on__isnull=False)
    return rows.filter(between("signed_on", window))


def by_hand(window: Window) -> "QuerySet[Any]":
    return signed(window).filter(origin=Origin.HAND)


FIELDS = _("fields of the forms that were signed in the period")
LEFT_OUT = _("remarks, room for signatures, and columns of months that have not begun")
MEASURES = [
    Measure(
        key="returns.from_records_rate",
        name=_("Fields of forms filled from records"),
        question=_("Of the fields of forms sent down, how many did nobody have to type?"),
        shape=Shape.RATE,
        unit="%",
        rows=signed,
        met=lambda _window: Q(origin=Origin.RECORDS),
        denominator=FIELDS,
        numerator=_("those that stand as the records gave them"),
        exclusions=LEFT_OUT,
        day_field="signed_on",
        subject_field="filled",
        is_public=True,
    ),
    Measure(
        key="returns.by_hand",
        name=_("Fields of forms filled by hand"),
        question=_("How many fields of forms sent down were typed by hand?"),
        shape=Shape.COUNT,
        unit=_("fields"),
        rows=by_hand,
        denominator=_("fields of signed forms that somebody typed, or changed"),
        exclusions=LEFT_OUT,
        day_field="signed_on",
        subject_field="filled",
        is_public=True,
    ),
]
OPENINGS = {"returns.return": Opening("returns:return")}
