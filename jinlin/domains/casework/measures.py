"""Which figures do casework and services offer? What is sealed is in none of them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.casework.models import (
    Along,
    Case,
    Field,
    Form,
    Point,
    PointKind,
    Served,
    Service,
)
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import stood_in
from jinlin.services.volunteers.models import Volunteer

SEALED = _("what belongs to a sealed case, to judicial aid to a minor or to a social inquiry")


def cases(window: Window) -> "QuerySet[Any]":
    return Case.objects.counted().filter(within([window.place_code]), between("opened_on", window))


def youth_cases(window: Window) -> "QuerySet[Any]":
    return cases(window).filter(field=Field.YOUTH)


def services(window: Window) -> "QuerySet[Any]":
    return Service.objects.counted().filter(within([window.place_code]), between("on", window))


def elderly_sessions(window: Window) -> "QuerySet[Any]":
    return services(window).filter(field=Field.ELDERLY, form__in=(Form.GROUP, Form.ACTIVITY))


def points(kind: str) -> Any:
    def rows(window: Window) -> "QuerySet[Any]":
        found: QuerySet[Any] = Point.objects.filter(within([window.place_code]), kind=kind)
        return found.filter(Q(until=None) | Q(until__gt=window.as_of), since__lte=window.as_of)

    return rows


def villages(window: Window) -> "QuerySet[Any]":
    """Villages and communities in which somebody was served."""
    served = Service.objects.counted().filter(between("on", window))
    rows: QuerySet[Any] = Place.objects.present().filter(
        within([window.place_code], "code"), level=Level.COMMUNITY
    )
    return rows.filter(stood_in(served, "place"))


def volunteers(window: Window) -> "QuerySet[Any]":
    came = Along.objects.filter(volunteer=OuterRef("pk"), service__in=services(window))
    return Volunteer.objects.filter(Exists(came))


def people_once(window: Window) -> "QuerySet[Any]":
    """The first service in the window of each person who was helped in it; of several on one day
    that of the first place, so that a row's key decides nothing that is counted.
    """
    rows = Served.objects.counted().filter(within([window.place_code]), between("on", window))
    same_day = Q(on=OuterRef("on"))
    same_place = same_day & Q(place_code=OuterRef("place_code"))
    earlier = rows.filter(county=OuterRef("county"), mark=OuterRef("mark")).filter(
        Q(on__lt=OuterRef("on"))
        | (same_day & Q(place_code__lt=OuterRef("place_code")))
        | (same_place & Q(pk__lt=OuterRef("pk")))
    )
    return rows.filter(~Exists(earlier))


def _points(kind: PointKind, name: Any, published: str) -> Measure:
    return Measure(
        key=f"casework.{published.rpartition('.')[2]}",
        name=name,
        question=_("How many of these are there on the last day?"),
        shape=Shape.COUNT,
        unit=_("service points"),
        rows=points(kind),
        denominator=_("those that were open on the last day of the period"),
        exclusions=_("none"),
        day_field="since",
        published=published,
        is_public=True,
    )


MEASURES = [
    Measure(
        key="casework.youth_counselling",
        name=_("Young people counselled"),
        question=_("How many cases of counselling for young people were opened?"),
        shape=Shape.COUNT,
        unit=_("cases"),
        rows=youth_cases,
        denominator=_("all cases of counselling for young people opened in the period"),
        exclusions=SEALED,
        day_field="opened_on",
        published="services.youth_counselling",
        is_public=True,
        counts_people=True,
    ),
    Measure(
        key="casework.elderly_care",
        name=_("Care sessions for the elderly"),
        question=_("How often did older people meet for a session or an activity?"),
        shape=Shape.COUNT,
        unit=_("sessions"),
        rows=elderly_sessions,
        denominator=_("sessions and activities for older people in the period"),
        exclusions=SEALED,
        day_field="on",
        published="services.elderly_care",
        is_public=True,
        counts_people=True,
    ),
    Measure(
        key="casework.person_times",
        name=_("Person-times served"),
        question=_("How many person-times did social workers serve?"),
        shape=Shape.SUM,
        unit=_("person-times"),
        rows=services,
        value_field="person_times",
        denominator=_("everybody who was there, each time again"),
        exclusions=SEALED,
        day_field="on",
        published="services.beneficiaries",
        is_public=True,
        counts_people=True,
    ),
    Measure(
        key="casework.services",
        name=_("Services by social workers"),
        question=_("How many services did social workers give?"),
        shape=Shape.COUNT,
        unit=_("services"),
        rows=services,
        denominator=_("all services of the period, with and without a case"),
        exclusions=SEALED,
        day_field="on",
        published="services.delivered",
        is_public=True,
        counts_people=True,
    ),
    Measure(
        key="casework.people",
        name=_("People served by social workers"),
        question=_("How many people were helped, each counted once?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=people_once,
        denominator=_("people known by a mark whom a service of the period helped, each once"),
        exclusions=_(
            "people of whom too little is known; what belongs to a sealed case, to judicial aid to "
            "a minor or to a social inquiry"
        ),
        day_field="on",
        published="services.people_in_difficulty",
        is_public=True,
        counts_people=True,
    ),
    Measure(
        key="casework.villages",
        name=_("Villages served by social workers"),
        question=_("In how many villages and communities were people served?"),
        shape=Shape.COUNT,
        unit=_("villages"),
        rows=villages,
        denominator=_("villages and communities with a service in the period"),
        exclusions=SEALED,
        day_field="valid_from",
        place_field="code",
        published="services.villages",
        is_public=True,
        counts_people=True,  # of one community it says that somebody there was helped
    ),
    Measure(
        key="casework.volunteers",
        name=_("Volunteers along with social workers"),
        question=_("How many volunteers came along to a service, each counted once?"),
        shape=Shape.COUNT,
        unit=pgettext_lazy("unit", "volunteers"),
        rows=volunteers,
        denominator=_("volunteers who came along to a service of the period"),
        exclusions=SEALED,
        day_field="joined_on",
        published="services.volunteers",
        is_public=True,
        counts_people=True,
    ),
    _points(PointKind.AGENCY, _("Social work agencies"), "service_points.agencies"),
    _points(PointKind.CHILD_STATION, _("Children's stations"), "service_points.child_stations"),
    _points(PointKind.SCHOOL, _("Schools with a social worker"), "service_points.schools"),
    _points(
        PointKind.TOWN_STATION, _("Social work stations of towns"), "service_points.town_stations"
    ),
]

# A case behind a figure is a number and a place, and opens nowhere: never whose it is.
OPENINGS = {
    "casework.case": Opening("", ("place",)),
    "casework.service": Opening("", ("place",)),
    "casework.served": Opening("", ("service__place",)),
    "casework.point": Opening("", ("place",)),
}
