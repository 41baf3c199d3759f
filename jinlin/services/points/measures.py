"""Which figures do points offer?"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.core.figures.rollup.marks import Watched
from jinlin.services.points.models import ChangeKind, StockChange, Transfer
from jinlin.services.points.models.transfers import EARNED, SPENT

WATCHED = Watched.of(Transfer, "on")


def posted(which: Q) -> Any:
    """Transfers of this kind, or what stays of them, in the window; those left out were reversed by
    its last day.
    """

    def rows(window: Window) -> "QuerySet[Any]":
        found = Transfer.objects.filter(within([window.place_code]), between("on", window))
        undone = Q(reversed_by__on__lte=window.as_of)
        return found.filter(which).exclude(undone)

    return rows


def handed_out(window: Window) -> "QuerySet[Any]":
    return StockChange.objects.filter(
        within([window.place_code]), between("on", window), kind=ChangeKind.HANDED_OUT
    )


MEASURES = [
    Measure(
        key="points.earned",
        name=_("Points earned"),
        question=_("How many points did service earn?"),
        shape=Shape.SUM,
        unit=_("points"),
        rows=posted(EARNED),
        value_field="amount",
        denominator=_("points posted for service in the period"),
        exclusions=_("what was reversed by the last day"),
        day_field="on",
        is_public=True,
    ),
    Measure(
        key="points.spent",
        name=_("Points spent"),
        question=_("How many points were spent in the stores?"),
        shape=Shape.SUM,
        unit=_("points"),
        rows=posted(SPENT),
        value_field="amount",
        denominator=_("points posted for what was handed out in the period"),
        exclusions=_("what was reversed by the last day; orders not picked up"),
        day_field="on",
        is_public=True,
    ),
    Measure(
        key="points.given",
        name=_("Handed out for points"),
        question=_("How often was something handed out for points?"),
        shape=Shape.COUNT,
        unit=_("times"),
        rows=handed_out,
        denominator=_("times that something left a store for points in the period"),
        exclusions=_("orders not picked up; what was missing at a stock-taking"),
        day_field="on",
        is_public=True,
    ),
]

OPENINGS = {
    "points.transfer": Opening("points:transfer", ("origin",)),
    "points.stockchange": Opening("", ("item__store",)),
}
