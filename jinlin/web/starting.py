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

from jinlin.core.actor import COUNTY_DIGITS, Actor, within
from jinlin.domains.appeals.models import Appeal, DeadlinePolicy
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import GOVERNING, Level, Organisation, Place
from jinlin.shell.requests import Request

KEEPERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


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
    is_system, is_security = (actor.holds(role) for role in KEEPERS)
    homes = Place.objects.present().filter(within(here, "code"), level=Level.NEIGHBOURHOOD)
    yield Step(
        _("Places of the county"),
        _("Towns, communities and neighbourhoods stand in the tree."),
        homes.exists(),
        reverse("places:tree") if is_system else "",
    )
    units = Organisation.objects.open().filter(county__in=here)
    yield Step(
        _("Units"),
        _("Departments and others that handle matters."),
        units.exclude(kind__in=GOVERNING).exists(),
        reverse("admin:places_organisation_changelist") if is_system else "",
    )
    yield Step(
        _("Who takes in"),
        _("A community committee, town government or party committee for every place."),
        units.filter(kind__in=GOVERNING).exists(),
        reverse("admin:places_organisation_changelist") if is_system else "",
    )
    yield Step(
        _("Terms"),
        _("How long accepting and answering may take, by grade."),
        DeadlinePolicy.objects.filter(county__in=here).exists(),
        reverse("admin:appeals_deadlinepolicy_changelist") if is_system else "",
    )
    clerks = Grant.objects.current().filter(within(here, "place__code"), role=Role.CLERK)
    yield Step(
        _("Staff"),
        _("At least one clerk takes matters in; the security administrator adds people."),
        clerks.exists(),
        reverse("accounts:staff") if is_security else "",
    )
    yield Step(
        _("A first report"),
        _("Report something yourself, as a resident would, and see who gets it."),
        Appeal.objects.filter(county__in=here).exists(),
        reverse("appeals:report"),
    )


def _counties(actor: Actor) -> list[str]:
    return [code[:COUNTY_DIGITS] for code in actor.codes(*KEEPERS)]
