"""Does whoever works for a whole prefecture see on every list of the desk what those of its only
county see together, and nothing of another prefecture?
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.standing import standing
from jinlin.domains.appeals.tests.cast import COUNTY, at_desk, cast_of_dehua
from jinlin.ground.accounts.actions import add_staff, grant_role
from jinlin.ground.accounts.roles import Role
from tests.scene import PASSWORD, Scene, copies, scene_of
from tests.walked import READS, draw_each_refusal_once

__all__ = ["draw_each_refusal_once"]
pytestmark = pytest.mark.one_engine
ROLES = (Role.SUPERVISOR, Role.LEAD, Role.CLERK, Role.REGISTRAR)
DESK = [each for each in READS if each.startswith("/desk/") and "{" not in each]


@dataclass(frozen=True)
class House:
    scene: Scene
    browsers: dict[str, Client]


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[House]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        scene = scene_of(cast_of_dehua())
        places = scene.cast.places
        browsers = {
            f"{role} {name}": at_desk(_posted(role, place, f"{role}{number}"))
            for role in ROLES
            for number, (name, place) in enumerate(
                (("county", places.county), ("prefecture", places.prefecture))
            )
        }
        yield House(scene, browsers)


def _posted(role: Role, place: Any, name: str) -> Any:
    user, _password = add_staff(COUNTY, username=name, name=name, actor=SYSTEM, password=PASSWORD)
    grant_role(user, role=role, at=place, actor=SYSTEM)
    return user


@pytest.mark.parametrize("role", ROLES)
def test_a_prefecture_sees_what_its_only_county_sees(house: House, role: Role, db: None) -> None:
    browsers = copies(house.browsers)
    differing = {}
    for address in DESK:
        path = address.format(**house.scene.names)
        county, prefecture = (
            _seen(browsers[f"{role} {name}"], path) for name in ("county", "prefecture")
        )
        if county != prefecture:
            differing[address] = (county, prefecture)
    assert differing == {}


def _seen(browser: Client, path: str) -> tuple[int, int]:
    """The status, and how many rows stand there; a file is read to its end."""
    answer = browser.get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)
        return answer.status_code, 0
    return answer.status_code, len(re.findall(r"\bdata-row\b", answer.text))
