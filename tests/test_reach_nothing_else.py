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


def scoped() -> list[type[models.Model]]:
    """Every model that says itself who sees its rows."""
    return [
        model for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")
    ]


def works_for(unit: Organisation, role: str) -> Actor:
    user = User.objects.create(county=COUNTY, username=f"{unit.kind}-{role}".replace("_", "-"))
    told = {"role": role, "place": unit.place, "organisation": unit, "valid_from": SINCE}
    Grant.objects.create(county=COUNTY, user=user, **told)
    return actor_for(user)


@pytest.mark.django_db
def test_a_unit_without_matters_sees_none_in_any_domain(cast):
    place, found = cast.places.county, {}
    for kind in GOVERNS_NOT:
        unit = Organisation.objects.create(
            county=COUNTY, name=f"{kind.label}二", kind=kind, place=place, place_code=place.code
        )
        for role in ROLES:
            actor = works_for(unit, role)
            for model in scoped():
                seen = model._default_manager.visible_to(actor).count()
                if seen:
                    found.setdefault(model._meta.label, set()).add(str(role))
    print(found)
    assert found == {}
    assert len(scoped()) > 30
