"""Does whoever works for a unit that governs nowhere reach rows of the place that are not their
unit's, in any domain? Read with what each model itself says of who sees it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from jinlin.core.actor import Actor
from jinlin.core.tests.standing import standing
from jinlin.domains.appeals.tests.cast import COUNTY, SINCE, cast_of_dehua
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import ADMINISTRATORS, Role
from jinlin.ground.places.models import Organisation, OrganisationKind
from tests.scene import scene_of

GOVERNS_NOT = (OrganisationKind.DEPARTMENT, OrganisationKind.ENTERPRISE, OrganisationKind.SCHOOL)
ROLES = sorted(set(Role) - set(ADMINISTRATORS))


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Any]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        yield scene_of(cast_of_dehua()).cast


def scoped(how: str) -> list[type[models.Model]]:
    """Every model that says itself who sees its rows."""
    return [model for model in apps.get_models() if hasattr(model._default_manager.all(), how)]


def works_for(unit: Organisation, role: str) -> Actor:
    user = User.objects.create(county=COUNTY, username=f"{unit.kind}-{role}".replace("_", "-"))
    told = {"role": role, "place": unit.place, "organisation": unit, "valid_from": SINCE}
    Grant.objects.create(county=COUNTY, user=user, **told)
    return actor_for(user)


# what everybody reads, or everybody who is signed in, whatever they work for
RELEASED = {
    *("projects.Project", "pacts.Pact", "servicedays.HelpAsk"),
    *("consultations.Topic", "consultations.Meeting", "consultations.Vote"),
    *("places.Place", "places.Organisation", "places.Station"),
    "documents.Document",  # of what is released: a pact's sheet
}
OFFERS = {
    "lead",
    "organiser",
    "clerk",
    "teacher",
    "registrar",
    "supervisor",
}  # read training offers


@pytest.fixture
def actors(cast, db) -> dict[str, list[Actor]]:
    """By role, somebody of a new unit of each kind, in the whole county."""
    place, found = cast.places.county, {}
    for kind in GOVERNS_NOT:
        unit = Organisation.objects.create(
            county=COUNTY, name=f"{kind.label}二", kind=kind, place=place, place_code=place.code
        )
        for role in ROLES:
            found.setdefault(str(role), []).append(works_for(unit, role))
    return found


def reached(actors: dict[str, list[Actor]], how: str) -> dict[str, set[str]]:
    """Which models such people see rows of, and in which roles."""
    found: dict[str, set[str]] = {}
    for role, those in actors.items():
        for model in scoped(how):
            rows = model._default_manager.all()
            if any(getattr(rows, how)(actor).exists() for actor in those):
                found.setdefault(model._meta.label, set()).add(role)
    return found


def test_a_unit_without_matters_sees_only_what_is_released_in_any_domain(actors):
    assert reached(actors, "visible_to") == {
        **{label: set(actors) for label in RELEASED},
        "training.Supply": OFFERS,
    }
    assert len(scoped("visible_to")) > 30


def test_at_its_desk_stands_nothing_of_anybody_else(actors):
    assert reached(actors, "for_desk") == {}
    assert len(scoped("for_desk")) > 5
