"""Which work on training is due without anybody asking? Safe to run twice."""

from datetime import timedelta

from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.lifecycle import TEACHING
from jinlin.domains.training.models import WITH_PERSON, Course, Enrolment, FollowUp, Module, Order
from jinlin.ground.places.models import Place
from jinlin.services.seats.models import Hold


def ask_to_confirm() -> int:
    """Everybody with a seat in a class that is near was asked whether they come."""
    rows = Course.objects.filter(state__in=TEACHING, starts_at__gt=clock.now())
    return sum(actions.ask_to_confirm(course) for course in list(rows.order_by("starts_at", "pk")))


def lapse_unconfirmed() -> int:
    """Seats that nobody confirmed in time went to those who wait."""
    rows = Enrolment.objects.filter(
        seat__state=Hold.TAKEN,
        confirmed_at=None,
        asked_at__isnull=False,
        course__state__in=TEACHING,
        course__confirm_by__lte=clock.now(),
        course__starts_at__gt=clock.now(),
    )
    found = list(rows.select_related("course", "seat").order_by("enrolled_at", "pk"))
    return sum(actions.lapse_unconfirmed(row) for row in found)


def propose_what_is_wanted() -> int:
    """Where enough residents wait for a module and no class is on its way, one is proposed."""
    rows = Order.objects.open().filter(module__is_open=True).order_by("place_code", "module")
    pairs = dict.fromkeys(rows.values_list("place", "module"))
    places = Place.objects.in_bulk({place for place, _module in pairs})
    modules = Module.objects.in_bulk({module for _place, module in pairs})
    made = [actions.propose_again(places[place], modules[module]) for place, module in pairs]
    return sum(row is not None for row in made)


def ask_how_it_went() -> int:
    """Everybody whose day has come was asked how they stand."""
    rows = FollowUp.objects.standing().filter(asked_at=None, due_on__lte=clock.today())
    found = list(rows.select_related(*WITH_PERSON).order_by("due_on", "pk"))
    return sum(actions.ask_how_it_went(row) for row in found)


PERIODIC = [
    ("ask-to-confirm-seats-in-classes", timedelta(hours=1), ask_to_confirm),
    ("lapse-unconfirmed-seats-in-classes", timedelta(minutes=15), lapse_unconfirmed),
    ("propose-classes-that-are-wanted", timedelta(hours=6), propose_what_is_wanted),
    ("ask-how-it-went-after-classes", timedelta(hours=6), ask_how_it_went),
]
