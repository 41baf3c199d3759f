"""Which figures does the register offer?

State is asked as it was at the end of a window's last day: a certificate counts from the day it was
issued, a person from the day they came into the register. Somebody of two levels counts once, with
the higher.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.workforce.models import (
    Award,
    Booking,
    Candidacy,
    Degree,
    Education,
    Level,
    Professional,
    Qualification,
)

HOURS, HOURS_SINCE = 120, date(2021, 1, 1)


def professionals(window: Window) -> "QuerySet[Any]":
    """Who stood in the register at the end of the window."""
    rows = Professional.objects.filter(within([window.place_code]), merged_into=None)
    return rows.filter(between("entered_on", window)).filter(
        Q(left_on=None) | Q(left_on__gt=window.as_of)
    )


def certified(window: Window) -> "QuerySet[Any]":
    """The highest certificate of each person, as far as it was issued by then."""
    higher = Qualification.objects.filter(
        professional=OuterRef("professional"),
        level__gt=OuterRef("level"),
        counted_on__lte=window.as_of,
    )
    rows = Qualification.objects.filter(
        within([window.place_code]), between("counted_on", window), professional__merged_into=None
    )
    return rows.filter(~Exists(higher)).filter(
        Q(professional__left_on=None) | Q(professional__left_on__gt=window.as_of)
    )


def of_level(level: Level) -> Any:
    return lambda window: certified(window).filter(level=level)


def with_degree(window: Window) -> "QuerySet[Any]":
    own = Degree.objects.filter(professional=OuterRef("pk"), is_social_work=True)
    return professionals(window).filter(Exists(own))


def educated(window: Window) -> "QuerySet[Any]":
    """By what is stated for the whole span, or by the days that are known one by one."""
    own = Education.objects.filter(professional=OuterRef("pk"), on__lte=window.as_of)
    stated = own.filter(since__gte=HOURS_SINCE, minutes__gte=HOURS * 60)
    single = (
        own.filter(since=None, on__gte=HOURS_SINCE)
        .order_by()
        .values("professional")
        .annotate(together=Sum("minutes"))
        .values("together")
    )
    rows: QuerySet[Any] = professionals(window).annotate(single=Subquery(single))
    return rows.filter(Q(Exists(stated)) | Q(single__gte=HOURS * 60))


def candidates(window: Window) -> "QuerySet[Any]":
    """Registered for the exam of the window's last year."""
    rows = Candidacy.objects.standing(window.as_of).filter(within([window.place_code]))
    rows = rows.filter(year=window.as_of.year)
    return rows.filter(between("registered_on", window))


def examined(window: Window) -> "QuerySet[Any]":
    """Everybody who sat in the period for an exam of which results are in by then."""
    in_already = Candidacy.objects.standing(window.as_of).filter(
        county=OuterRef("county"),
        year=OuterRef("year"),
        level=OuterRef("level"),
        passed_on__lte=window.as_of,
    )
    rows = Candidacy.objects.standing(window.as_of).filter(within([window.place_code]))
    return rows.filter(between("sat_on", window), Exists(in_already))


def passed(window: Window) -> Q:
    return Q(passed_on__lte=window.as_of)


def awarded(window: Window) -> "QuerySet[Any]":
    return Award.objects.standing().filter(
        within([window.place_code], "county"), between("awarded_on", window)
    )


def paid(window: Window) -> "QuerySet[Any]":
    """Payments that left and did not come back."""
    back = Booking.objects.filter(
        line=OuterRef("line"), kind=Booking.Kind.RETURNED, on__lte=window.as_of
    )
    rows = Booking.objects.filter(within([window.place_code], "county"), between("on", window))
    return rows.filter(~Exists(back), kind=Booking.Kind.PAID)


MEASURES = [
    Measure(
        key="workforce.professionals",
        name=_("Social workers in the register"),
        question=_("How many social workers does the register know?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=professionals,
        denominator=_("people who came into the register in the period"),
        exclusions=_("who left, and records that were brought together with another one"),
        day_field="entered_on",
        published="workforce.professionals",
    ),
    Measure(
        key="workforce.certified",
        name=_("Social workers with a certificate"),
        question=_("How many social workers hold a certificate?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=certified,
        denominator=_("people with a certificate issued in the period, each with the highest"),
        exclusions=_("lower certificates of the same person; who left the register"),
        day_field="counted_on",
        published="workers.certified workforce.certified",
    ),
    Measure(
        key="workforce.assistants",
        name=_("Assistant social workers"),
        question=_("How many people's highest certificate is that of an assistant?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=of_level(Level.ASSISTANT),
        denominator=_("people whose highest certificate is that of an assistant"),
        exclusions=_("who holds a higher one by then; who left the register"),
        day_field="counted_on",
        published="workers.assistant workforce.assistant",
    ),
    Measure(
        key="workforce.social_workers",
        name=_("Qualified social workers"),
        question=_("How many people's highest certificate is that of a social worker?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=of_level(Level.SOCIAL_WORKER),
        denominator=_("people whose highest certificate is that of a social worker"),
        exclusions=_("who holds a higher one by then; who left the register"),
        day_field="counted_on",
        published="workers.social_worker workforce.social_worker",
    ),
    Measure(
        key="workforce.degrees",
        name=_("Social workers with a degree in social work"),
        question=_("How many social workers studied social work?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=with_degree,
        denominator=_("people in the register with a degree in social work"),
        exclusions=_("who left the register"),
        day_field="entered_on",
        published="workforce.degree",
    ),
    Measure(
        key="workforce.educated",
        name=_("Social workers with 120 hours since 2021"),
        question=_("How many social workers have had 120 hours of education since 2021?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=educated,
        denominator=_(
            "people in the register with 120 hours since 1 January 2021, by what their unit states "
            "for the whole time, or by the days known one by one"
        ),
        exclusions=_("who left the register"),
        day_field="entered_on",
        published="workforce.continuing_education_120h",
    ),
    Measure(
        key="workforce.candidates",
        name=_("Registered for this year's exam"),
        question=_("How many registered for the exam of the year?"),
        shape=Shape.COUNT,
        unit=_("people"),
        rows=candidates,
        denominator=_("registrations for the exam of the year in which the period ends"),
        exclusions=_("who was mobilised and has not registered, or was taken off the list"),
        day_field="registered_on",
        published="exam.registrations_2025",
    ),
    Measure(
        key="workforce.exams_passed",
        name=_("Passed, of all who sat"),
        question=_("How many of all who sat for the exam passed?"),
        shape=Shape.RATE,
        unit="%",
        rows=examined,
        met=passed,
        denominator=_("people who sat in the period for an exam whose results are in"),
        numerator=_("those who passed"),
        exclusions=_(
            "exams without results yet, those who did not sit, and those taken off the list"
        ),
        day_field="sat_on",
        counts_people=True,
    ),
    Measure(
        key="workforce.awards",
        name=_("Subsidies awarded"),
        question=_("For how many certificates was a subsidy awarded?"),
        shape=Shape.COUNT,
        unit=_("certificates"),
        rows=awarded,
        denominator=_("certificates awarded a subsidy in the period, each once ever"),
        exclusions=_("awards that were taken back"),
        day_field="awarded_on",
        place_field="county",
    ),
    Measure(
        key="workforce.payments",
        name=_("Subsidies paid"),
        question=_("How many payments reached their account?"),
        shape=Shape.COUNT,
        unit=pgettext_lazy("unit", "payments"),
        rows=paid,
        denominator=_("payments that the bank confirmed in the period"),
        exclusions=_("payments that came back"),
        day_field="on",
        place_field="county",
    ),
]
OPENINGS = {
    "workforce.professional": Opening("workforce:record", ("person",)),
    "workforce.award": Opening("", ()),
}
