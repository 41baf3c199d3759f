"""What does everybody see of training nearby, and what is one's own?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, When

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.training.lifecycle import PENDING, TEACHING, IntroductionState
from jinlin.domains.training.models import (
    WITH_PERSON,
    Certificate,
    Course,
    Enrolment,
    FollowUp,
    Introduction,
    JobWish,
    Order,
    Supply,
    Vacancy,
)
from jinlin.domains.training.queries.reasons import why_not
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import around
from jinlin.services.seats.models import LIVE, Hold
from jinlin.services.seats.reasons import Reason

WITH = ("place", "organiser", "module", "unit", "needs_module")
SHOWN = 30


@dataclass(frozen=True)
class Card:
    """A class as everybody sees it on a list, with how near it is."""

    course: Course
    is_near: bool

    @property
    def free(self) -> int:
        return self.course.free


def classes_near(place: Place | None) -> list[Card]:
    """The classes of the county that can be attended, those of one's community and town first,
    however many there are elsewhere.
    """
    if place is None:
        return []
    codes = around(place.code)
    rows = Course.objects.filter(state__in=TEACHING, ends_at__gt=clock.now())
    rows = rows.filter(county=place.county_code).filter(
        Q(is_for_all=True) | Q(place_code__in=codes)
    )
    rows = rows.annotate(distance=_distance(codes)).order_by("distance", "starts_at", "pk")
    return [Card(each, each.place_code in codes) for each in rows.select_related(*WITH)[:SHOWN]]


def _distance(codes: Collection[str]) -> Case:
    """0: of a place in which one lives, 1: elsewhere."""
    return Case(When(place_code__in=codes, then=0), default=1, output_field=IntegerField())


def announced(pk: Any) -> Course | None:
    return Course.objects.announced().select_related(*WITH).filter(pk=pk).first()


@dataclass(frozen=True)
class Chance:
    """How one person stands to a class: their seat, or why there is none for them."""

    course: Course
    row: Enrolment | None
    reason: Any
    ahead: int = 0

    @property
    def holds(self) -> bool:
        return bool(self.row and self.row.seat.state in LIVE)

    @property
    def is_offered(self) -> bool:
        return bool(self.row and self.row.seat.state == Hold.OFFERED)

    @property
    def is_waiting(self) -> bool:
        return bool(self.row and self.row.seat.state == Hold.WAITING)

    @property
    def is_to_confirm(self) -> bool:
        row = self.row
        return bool(
            row and row.seat.state == Hold.TAKEN and row.asked_at and row.confirmed_at is None
        )

    @property
    def is_open(self) -> bool:
        return self.reason is None and not self.holds


def chance_of(course: Course, person: Person | None) -> Chance:
    if person is None:
        is_shut = course.state not in TEACHING or course.unit is None
        return Chance(course, None, Reason.CLOSED if is_shut else None)
    row = course.enrolments.select_related("seat", "person").filter(person=person).first()
    ahead = 0
    if row and row.seat.state == Hold.WAITING:
        ahead = course.enrolments.filter(
            seat__state=Hold.WAITING, seat__turn__lt=row.seat.turn
        ).count()
    return Chance(course, row, why_not(course, person), ahead)


@dataclass(frozen=True)
class OwnOrder:
    """What I ordered, and how many want it too."""

    order: Order
    others: int


def own_orders(actor: Actor) -> list[OwnOrder]:
    """Two statements: my open orders, and how many of the community gave the same."""
    rows = list(Order.objects.own(actor).open().select_related("module", "place")[:SHOWN])
    wanted = Q(pk__in=[])
    for row in rows:
        wanted |= Q(place_code=row.place_code, module=row.module_id)
    counted = Order.objects.open().filter(wanted, module__isnull=False).order_by()
    numbers: dict[Any, int] = {
        (row["place_code"], row["module"]): row["number"]
        for row in counted.values("place_code", "module").annotate(number=Count("pk"))
    }
    return [
        OwnOrder(row, max(numbers.get((row.place_code, row.module_id), 1) - 1, 0)) for row in rows
    ]


@dataclass(frozen=True)
class Mine:
    """My classes, papers, questions and introductions on one page."""

    orders: list[OwnOrder]
    classes: list[Enrolment]
    certificates: list[Certificate]
    follow_ups: list[FollowUp]
    introductions: list[Introduction]
    wish: JobWish | None


def mine(actor: Actor) -> Mine:
    enrolments = Enrolment.objects.own(actor).select_related(
        "course__place", "course__module", "seat", "opinion"
    )
    certificates = Certificate.objects.filter(enrolment__in=Enrolment.objects.own(actor))
    follow_ups = FollowUp.objects.own(actor).standing()
    follow_ups = follow_ups.filter(due_on__lte=clock.today(), answer="").select_related(
        *WITH_PERSON
    )
    introductions = Introduction.objects.own(actor).select_related("vacancy__organisation")
    return Mine(
        own_orders(actor),
        list(enrolments.order_by("-enrolled_at", "-pk")[:SHOWN]),
        list(
            certificates.select_related("enrolment__course", "document").order_by("-issued_on")[
                :SHOWN
            ]
        ),
        list(follow_ups.order_by("due_on")[:SHOWN]),
        list(introductions.order_by("-proposed_at", "-pk")[:SHOWN]),
        JobWish.objects.own(actor).first(),
    )


def offered_in(place: Place | None) -> list[Supply]:
    """What could be taught in the county: whoever wants it orders its module."""
    if place is None:
        return []
    rows = Supply.objects.current().filter(county=place.county_code, module__is_open=True)
    rows = rows.filter(valid_from__lte=clock.today()).select_related("module", "provider")
    return list(rows.order_by("module__order", "title", "pk")[:SHOWN])


def work_near(place: Place | None) -> list[Vacancy]:
    """The work that is offered in the county, nearest first."""
    if place is None:
        return []
    rows = Vacancy.objects.current().filter(within([place.county_code]))
    rows = rows.annotate(shared=_shared(around(place.code)))
    rows = rows.select_related("organisation", "place", "module")
    return list(rows.order_by("-shared", "valid_until", "pk")[:SHOWN])


def offers_near(place: Place | None, actor: Actor) -> list[tuple[Vacancy, Any]]:
    """Each with the reader's own introduction there, while it waits or after they were hired."""
    rows = work_near(place)
    own = Introduction.objects.own(actor).filter(
        vacancy__in=rows, state__in=(*PENDING, IntroductionState.HIRED)
    )
    known = {each.vacancy_id: each for each in own} if rows and actor.is_signed_in else {}
    return [(row, known.get(row.pk)) for row in rows]


def _shared(codes: Sequence[str]) -> Case:
    """The digits of the narrowest place that both lie in: the more, the nearer."""
    whens = [When(within([code]), then=len(code)) for code in reversed(codes)]
    return Case(*whens, default=0, output_field=IntegerField())
