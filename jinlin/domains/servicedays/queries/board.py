"""三定三有: which neighbourhood's next day lacks what?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.servicedays.models import Series, Session, Shift, Stall

BY_PLACE = ("place_code", "id")
SIX = (
    ("time", _("Time")),
    ("people", _("People who serve")),
    ("duty", pgettext_lazy("service day", "Duty")),
    ("place", _("Venue")),
    ("carrier", _("Carrier")),
    ("incentive", _("Incentive")),
)


@dataclass(frozen=True)
class Row:
    """One neighbourhood: its series, its next day, and which of the six are settled."""

    series: Series
    session: Session | None
    settled: dict[str, bool]

    @property
    def is_complete(self) -> bool:
        return all(self.settled.values())

    @property
    def missing(self) -> list[Any]:
        return [word for name, word in SIX if not self.settled[name]]

    @property
    def cells(self) -> list[tuple[Any, bool]]:
        return [(word, self.settled[name]) for name, word in SIX]


def series_of(actor: Actor) -> "QuerySet[Series]":
    rows = Series.objects.visible_to(actor).current(clock.today())
    return rows.select_related("place", "organiser", "team", "in_charge")


def lacking(series: "QuerySet[Series]") -> "QuerySet[Series]":
    """Those whose next day lacks at least one of the six."""
    return _followed(series).exclude(_settled())


def settled(series: "QuerySet[Series]") -> tuple[int, int]:
    """How many of them have all six settled, and how many there are: one statement."""
    found = _followed(series).aggregate(complete=Count("pk", filter=_settled()), whole=Count("pk"))
    return found["complete"], found["whole"]


def _followed(series: "QuerySet[Series]") -> "QuerySet[Series]":
    coming = Session.objects.live().filter(series=OuterRef("pk"), on__gte=clock.today())
    return series.annotate(following=Subquery(coming.order_by("on").values("pk")[:1]))


def _settled() -> Q:
    """`six` below, as the database asks it of many."""
    duties, offers = (
        Exists(table.objects.filter(session=OuterRef("following"))) for table in (Shift, Stall)
    )
    return (
        Q(following__isnull=False, team__ended_on=None, in_charge__is_active=True)
        & Q(team__isnull=False)
        & (~Q(duty="") | Q(duties))
        & ~Q(venue="")
        & (~Q(carrier="") | Q(offers))
        & ~Q(incentive="")
    )


def rows_of(series: list[Series]) -> list[Row]:
    """The board's rows: two statements, however many."""
    coming = (
        Session.objects.live()
        .filter(series__in=series, on__gte=clock.today())
        .annotate(duties=Count("shifts", distinct=True), offers=Count("stalls", distinct=True))
        .order_by("-on")
    )
    following = {session.series_id: session for session in coming}
    return [Row(each, following.get(each.pk), six(each, following.get(each.pk))) for each in series]


def _is_served(series: Series) -> bool:
    """A team that stands, and somebody in charge who still works here."""
    team, in_charge = series.team, series.in_charge
    return bool(team and team.ended_on is None and in_charge and in_charge.is_active)


def six(series: Series, session: Any) -> dict[str, bool]:
    """定时定人定责, 有阵地有载体有激励, of the next day."""
    return {
        "time": session is not None,
        "people": _is_served(series),
        "duty": bool(series.duty or (session and session.duties)),
        "place": bool(series.venue),
        "carrier": bool(series.carrier or (session and session.offers)),
        "incentive": bool(series.incentive),
    }
