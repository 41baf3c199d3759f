"""Who reads figures that count people? A department or a company at a place would learn of one
person from a small number, and from what a day, a village or a filter makes of a sum.
"""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.urls import reverse

from jinlin.core.tests.standing import standing
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua
from jinlin.metrics import overview
from jinlin.metrics.catalogue import MEASURES

OF_PEOPLE = sorted(key for key, each in MEASURES.items() if each.counts_people)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with standing(django_db_blocker):
        yield cast_of_dehua()


@pytest.fixture
def cast(house: Cast, db: None) -> Cast:
    return deepcopy(house)


def keys_on(client, about: str) -> set[str]:
    page = client.get("/desk/figures/", {"about": about}).content.decode()
    return {key for key in MEASURES if f"/desk/figures/{key}/" in page}


@pytest.mark.parametrize("about", ["casework", "people", "training"])
def test_whoever_works_for_a_unit_at_a_place_reads_none_of_people(cast: Cast, about: str) -> None:
    handler, lead = at_desk(cast.users.handler), at_desk(cast.users.lead)
    own = {key for key in OF_PEOPLE if key.startswith(f"{about}.")}
    assert own & keys_on(handler, about) == set()
    assert own & keys_on(lead, about) == own


def test_no_address_of_such_a_figure_answers_them(cast: Cast) -> None:
    handler, lead = at_desk(cast.users.handler), at_desk(cast.users.lead)
    key = "casework.youth_counselling"
    addresses = [
        reverse("metrics:figure", args=[key]),
        reverse("metrics:rows", args=[key]),
        reverse("metrics:parts", args=[key, "csv"]),
    ]
    assert [handler.get(each).status_code for each in addresses] == [403] * 3
    assert [lead.get(each).status_code for each in addresses[:2]] == [200] * 2
    asked = {"key": key, "kind": "csv", "place": cast.places.county.code}
    assert handler.post(reverse("ledgers:takeaways"), asked).status_code == 403


def test_their_overview_shows_none_of_people(cast: Cast) -> None:
    handler = at_desk(cast.users.handler)
    for about in ("casework", "people", "training"):
        page = handler.get("/desk/overview/", {"about": about}).content.decode()
        assert [key for key in OF_PEOPLE if f"/{key}/" in page] == []
    assert overview.mapped("people", of_people=False).counts_people is False
