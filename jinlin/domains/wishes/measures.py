"""Which figures do wishes offer?

State is asked as it was at the end of a window's last day, from the stored business days.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import IN_DAYS, Measure, Opening, Shape, Window, between
from jinlin.core.figures.rollup.marks import Watched
from jinlin.domains.wishes.lifecycle import KEPT, State
from jinlin.domains.wishes.models import Wish

WATCHED = Watched.of(Wish, "posted_on", "published_on", "fulfilled_on", "claimed_on")


def inbetween(field: str) -> Any:
    return lambda window: Wish.objects.filter(within([window.place_code]), between(field, window))


def due(window: Window) -> "QuerySet[Any]":
    """Published in the window and decided: fulfilled by its last day, or past the days to claim and
    to fulfil. What ended before without a fault is left out.
    """
    rows: QuerySet[Any] = inbetween("published_on")(window)
    ended_before = Q(
        state__in=(State.WITHDRAWN, State.DECLINED, State.TRANSFERRED), ended_on__lte=window.as_of
    )
    return rows.filter(
        Q(promised_on__lte=window.as_of) | Q(fulfilled_on__lte=window.as_of)
    ).exclude(ended_before)


def fulfilled(window: Window) -> Q:
    return Q(fulfilled_on__lte=window.as_of)


def handed_over(window: Window) -> "QuerySet[Any]":
    rows: QuerySet[Any] = inbetween("fulfilled_on")(window)
    # In an order: in that of a set, each process would hash another question and share no sums.
    return rows.filter(state__in=sorted(KEPT))


MEASURES = [
    Measure(
        key="wishes.posted",
        name=_("Wishes said"),
        question=_("How many wishes were said?"),
        shape=Shape.COUNT,
        unit=_("wishes"),
        rows=inbetween("posted_on"),
        denominator=_(
            "all wishes said in the period, online, at stations, at doors and on reception days"
        ),
        exclusions=_("none"),
        day_field="posted_on",
        watched=WATCHED,
        published="wishes.posted",
        is_public=True,
    ),
    Measure(
        key="wishes.published",
        name=_("Wishes published"),
        question=_("How many wishes were put on the wish wall?"),
        shape=Shape.COUNT,
        unit=_("wishes"),
        rows=inbetween("published_on"),
        denominator=_("wishes that were read and put on the wall in the period"),
        exclusions=_("wishes that were not published, with the reason on their trail"),
        day_field="published_on",
        watched=WATCHED,
        published="wishes.published",
        is_public=True,
    ),
    Measure(
        key="wishes.fulfilled",
        name=_("Wishes fulfilled"),
        question=_("How many wishes came true?"),
        shape=Shape.COUNT,
        unit=_("wishes"),
        rows=handed_over,
        denominator=_("wishes whose hand-over is on record in the period"),
        exclusions=_("hand-overs of which the person said that nothing arrived"),
        day_field="fulfilled_on",
        watched=WATCHED,
        published="wishes.fulfilled",
        is_public=True,
    ),
    Measure(
        key="wishes.fulfilled_rate",
        name=_("Wishes fulfilled, of those due"),
        question=_("Of the published wishes whose time is over, how many came true?"),
        shape=Shape.RATE,
        unit="%",
        rows=due,
        met=fulfilled,
        denominator=_(
            "wishes published in the period that were fulfilled or whose days to claim and to "
            "fulfil are over"
        ),
        numerator=_("those with a hand-over on record"),
        exclusions=_(
            "wishes taken back, taken off the wall with a reason, or handled as an appeal; those "
            "still within their days"
        ),
        day_field="published_on",
        watched=WATCHED,
        published="wishes.fulfilled_rate",
        is_public=True,
    ),
    Measure(
        key="wishes.days_to_claim",
        name=_("Time until somebody takes a wish on"),
        question=_("How long does a published wish wait until somebody takes it on?"),
        shape=Shape.MEDIAN,
        unit=_("minutes"),
        shown=IN_DAYS,
        rows=lambda window: inbetween("claimed_on")(window).filter(claim_minutes__isnull=False),
        value_field="claim_minutes",
        denominator=_(
            "wishes first taken on in the period; the median of the time since they were published"
        ),
        exclusions=_("wishes that nobody has taken on yet"),
        day_field="claimed_on",
        watched=WATCHED,
    ),
]

OPENINGS = {"wishes.wish": Opening("wishes:desk_wish", ("place",), numbered=True)}
