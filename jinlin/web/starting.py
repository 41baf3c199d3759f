"""What does a county still lack before the first resident can report something?

The first administrator of an empty county finds the steps in their order, and which are done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core.actor import Actor, county_of, within
from jinlin.domains.appeals.models import Appeal, DeadlinePolicy
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import GOVERNING, Level, Organisation, Place
from jinlin.shell.requests import Request

KEEPERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)

WORDS = {
    "places": (
        _("Places of the county"),
        _("Towns, communities and neighbourhoods stand in the tree."),
    ),
    "units": (_("Units"), _("Departments and others that handle matters.")),
    "intake": (
        _("Who takes in"),
        _("A community committee, town government or party committee for every place."),
    ),
    "terms": (_("Terms"), _("How long accepting and answering may take, by grade.")),
    "staff": (
        _("Staff"),
        _("At least one clerk takes matters in; the security administrator adds people."),
    ),
    "report": (
        _("A first report"),
        _("Report something yourself, as a resident would, and see who gets it."),
    ),
}


@dataclass(frozen=True)
class Step:
    """One thing to do, whether it is done, who does it, and where."""

    name: Any
    says: Any
    is_done: bool
    href: str = ""


@doors.role(*KEEPERS)
@require_safe
def start(request: Request) -> HttpResponse:
    """The steps, those that are done with a tick."""
    steps = list(steps_of(request.actor))
    left = sum(not step.is_done for step in steps)
    return render(request, "desk/start.html", {"steps": steps, "left": left})


def is_begun(actor: Actor) -> bool:
    """Whether somebody takes matters in, in each of the actor's counties."""
    clerks = Grant.objects.current().filter(role__in=(Role.CLERK, Role.LEAD))
    return all(clerks.filter(county=code).exists() for code in _counties(actor))


def steps_of(actor: Actor) -> Iterator[Step]:
    """One statement for each step."""
    here = _counties(actor)
    places, units_at, terms_at = _kept_at(actor.holds(Role.SYSTEM_ADMIN))
    homes = Place.objects.present().filter(within(here, "code"), level=Level.NEIGHBOURHOOD)
    units = Organisation.objects.open().filter(county__in=here)
    yield Step(*WORDS["places"], homes.exists(), places)
    yield Step(*WORDS["units"], units.exclude(kind__in=GOVERNING).exists(), units_at)
    yield Step(*WORDS["intake"], units.filter(kind__in=GOVERNING).exists(), units_at)
    terms = DeadlinePolicy.objects.filter(county__in=here)
    yield Step(*WORDS["terms"], terms.exists(), terms_at)
    clerks = Grant.objects.current().filter(county__in=here, role=Role.CLERK)
    staff = reverse("accounts:staff") if actor.holds(Role.SECURITY_ADMIN) else ""
    yield Step(*WORDS["staff"], clerks.exists(), staff)
    reported = Appeal.objects.filter(county__in=here)
    yield Step(*WORDS["report"], reported.exists(), reverse("appeals:report"))


def _kept_at(is_system: bool) -> tuple[str, str, str]:
    """Where the system administrator keeps places, units and terms."""
    if not is_system:
        return "", "", ""
    units = reverse("admin:places_organisation_changelist")
    return reverse("places:tree"), units, reverse("admin:appeals_deadlinepolicy_changelist")


def _counties(actor: Actor) -> list[str]:
    return [county_of(code) for code in actor.codes(*KEEPERS)]
