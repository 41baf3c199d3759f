"""Which figures do pacts offer?"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.pacts.models import Comment, Review, Version
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import stood_in


def neighbourhoods(window: Window) -> "QuerySet[Any]":
    """The neighbourhoods that there are on the window's last day."""
    rows: QuerySet[Any] = Place.objects.filter(
        within([window.place_code], "code"), level=Level.NEIGHBOURHOOD
    )
    return rows.filter(
        Q(valid_to=None) | Q(valid_to__gt=window.as_of), valid_from__lte=window.as_of
    )


def with_a_pact(window: Window) -> Q:
    """A text held there on the window's last day: the last one that began by then is no repeal."""
    begun = Version.objects.filter(since__lte=window.as_of)
    later = begun.filter(pact=OuterRef("pact"), number__gt=OuterRef("number"))
    held = begun.filter(is_repeal=False).exclude(Exists(later))
    return stood_in(held, "pact__place")


def commented(window: Window) -> "QuerySet[Any]":
    return Comment.objects.filter(within([window.place_code]), between("written_on", window))


def reviews_due(window: Window) -> "QuerySet[Any]":
    return Review.objects.filter(within([window.place_code]), between("due_on", window))


MEASURES = [
    Measure(
        key="pacts.in_force",
        name=_("Neighbourhoods with a pact in force"),
        question=_("In how many neighbourhoods does a pact hold?"),
        shape=Shape.RATE,
        unit="%",
        rows=neighbourhoods,
        met=with_a_pact,
        denominator=_("all neighbourhoods on the last day of the period"),
        numerator=_("those in which a text held on that day"),
        exclusions=_("none"),
        day_field="valid_from",
        place_field="code",
    ),
    Measure(
        key="pacts.comments",
        name=_("Comments on pacts"),
        question=_("How often did neighbours say what they think of a draft?"),
        shape=Shape.COUNT,
        unit=_("comments"),
        rows=commented,
        denominator=_("all comments written in the period, online or at a station"),
        exclusions=_("taps on 'fine as it is'"),
        day_field="written_on",
    ),
    Measure(
        key="pacts.answered_rate",
        name=_("Comments answered"),
        question=_("Of the comments on drafts, how many have an answer?"),
        shape=Shape.RATE,
        unit="%",
        rows=commented,
        met=lambda window: Q(answered_on__lte=window.as_of),
        denominator=_("all comments written in the period"),
        numerator=_("those answered by its last day: taken, not taken with a reason, or later"),
        exclusions=_("none"),
        day_field="written_on",
    ),
    Measure(
        key="pacts.reviewed_rate",
        name=_("Reviews kept in time"),
        question=_("Of the reviews that were due, how many were made in time?"),
        shape=Shape.RATE,
        unit="%",
        rows=reviews_due,
        met=lambda _window: Q(done_on__lte=F("due_on")),
        denominator=_("reviews of pacts in force that were due in the period"),
        numerator=_("those made by their day; a new text or a repeal counts as one"),
        exclusions=_("none"),
        day_field="due_on",
    ),
]

OPENINGS = {
    "pacts.pact": Opening("pacts:desk_pact", ("place",)),
    "pacts.comment": Opening("", ("pact__place",)),
    "pacts.review": Opening("", ("pact__place",)),
}
