"""Does whatever a program makes anew, in any domain, take the program's own id as its key: the same
again the same row for ever, other contents kept beside it? And does it take a place by the code
that this had before it was merged, as other systems go on writing it?

The list is the API's own description, so that a new address is asked the same from its first day.
"""

import functools
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client

from jinlin.core import idempotency
from jinlin.core.keys import given
from jinlin.core.offline import Conflict, Made
from jinlin.core.rows import CountyRow
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import cast_of_dehua
from jinlin.ground.places.actions import merge
from jinlin.ground.places.models import Place
from jinlin.web.api import api
from tests.addresses_of_servicedays import stop_of
from tests.addresses_of_training import bodies_of_offers
from tests.scene import Scene, programs, scene_of

pytestmark = pytest.mark.django_db
FILES = {"/api/v1/appeals/photos"}  # what comes is a file, and what stands is named by its bytes
# An id brings its own rule with it where a phone hands in what happened, or somebody else's cast
# is needed: the same three claims stand in these tests.
ELSEWHERE = {
    "/api/v1/casework/services": "jinlin/domains/casework/tests",
    "/api/v1/casework/services/{service}/correct": "jinlin/domains/casework/tests",
    "/api/v1/pacts/{pk}/comments": "jinlin/domains/pacts/tests",
    "/api/v1/servicedays/{pk}/entries": "jinlin/domains/servicedays/tests",
    "/api/v1/training/lessons/{pk}/entries": "jinlin/domains/training/tests",
    "/api/v1/visits/forms": "jinlin/domains/visits/tests",
    "/api/v1/workforce/people/{pk}/updates": "jinlin/domains/workforce/tests",
}

# Of these a key would say when they were written, or by whom: the house draws it.
DRAWN = {
    "consultations.boxrow",
    "consultations.elector",
    "consultations.printedcode",
    "consultations.replacedballot",
}


def _makers() -> dict[str, set[str]]:
    """Each address at which something is made, with the names of what is sent there."""
    told = api.get_openapi_schema()
    parts = told["components"]["schemas"]
    found = {}
    for path, methods in told["paths"].items():
        sent = methods.get("post")
        if sent is None:
            continue
        names = _names(sent, parts)
        if 201 in sent["responses"] or "id" in names:
            found[path] = names
    return found


def _names(sent: dict[str, Any], parts: dict[str, Any]) -> set[str]:
    bodies = sent.get("requestBody", {}).get("content", {})
    named = [body["schema"].get("$ref", "") for body in bodies.values()]
    found: set[str] = set()
    for ref in named:
        found |= set(parts.get(ref.rpartition("/")[2], {}).get("properties", {}))
    return found


MAKERS = _makers()


def _bodies(scene: Scene) -> dict[str, tuple[str, dict[str, Any], str]]:
    """For each address: where it is, a whole body, and which of its words are changed."""
    names, place = scene.names, scene.cast.places.neighbourhood.code
    today = clock.today().isoformat()
    person = {"name": "苏小梅", "phone": "13600136123"}
    round_ = {
        "title": "秋季敲门行动",
        "place": place,
        "groups": ["elderly_alone"],
        "checklist": str(names["visit_checklist"]),
        "starts_on": today,
        "ends_on": today,
    }
    help_ = {"talent": str(names["talent"]), "place": place, "text": "换灯", "wanted": "周末"}
    pair = {"mentor": str(names["talent"]), "skill": "管道疏通", "goals": ["会修"]}
    course = names["open_class"]
    told: dict[str, tuple[dict[str, Any], str]] = {
        "/api/v1/appeals": ({"place": place, "text": "路灯坏了。"}, "text"),
        "/api/v1/consultations": ({"place": place, "title": "停车", "text": "车没处停"}, "text"),
        "/api/v1/pacts": (
            {"place": scene.cast.places.community.code, "title": "楼道公约"},
            "title",
        ),
        **_service_bodies(names, place, person),
        "/api/v1/talents/helps": ({**help_, **person}, "text"),
        "/api/v1/talents/nominations": ({**person, "place": place, "why": "会修家电"}, "why"),
        "/api/v1/talents/pairs": ({**pair, **person}, "phone"),
        "/api/v1/training/orders": ({**person, "place": place, "text": "想学做糕点"}, "text"),
        f"/api/v1/training/{course}/enrolments": (person, "name"),
        **_offered(names),
        "/api/v1/visits/rounds": (round_, "title"),
    }
    keys = (course, names["service_day"], names["stop"])
    return {
        functools.reduce(lambda said, key: said.replace(str(key), "{pk}"), keys, address): (
            address,
            *sent,
        )
        for address, sent in told.items()
    }


def _offered(names: dict[str, Any]) -> dict[str, tuple[dict[str, Any], str]]:
    """The same of courses and work on offer."""
    bodies = bodies_of_offers(names)
    return {f"/api/v1/training/{name}": (bodies[name], "title") for name in ("offers", "work")}


def _service_bodies(
    names: dict[str, Any], place: str, person: dict[str, str]
) -> dict[str, tuple[dict[str, Any], str]]:
    """The same of service days and the vehicles' stops."""
    day, stop = names["service_day"], names["stop"]
    stall = {"kind": "craftsman", "shown_as": "修伞师傅", "offers": "修伞"}
    return {
        f"/api/v1/servicedays/{day}/shifts": ({"title": "义剪", "seats": 3}, "title"),
        f"/api/v1/servicedays/{day}/stalls": (stall, "offers"),
        "/api/v1/servicedays/stops": (stop_of(names, place), "spot"),
        f"/api/v1/servicedays/stops/{stop}/book": (person, "name"),
    }


@pytest.fixture(scope="module")
def house(
    django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[Scene, Client]]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        scene = scene_of(cast_of_dehua())
        yield scene, programs(scene.cast)["lead"]


def test_whatever_is_made_takes_an_id() -> None:
    assert {path for path, names in MAKERS.items() if "id" not in names} == FILES


def test_every_maker_is_asked_here_or_in_its_own_domain(house: tuple[Scene, Client]) -> None:
    assert set(MAKERS) - FILES == set(_bodies(house[0])) | set(ELSEWHERE)
    for path, folder in ELSEWHERE.items():
        last = path.rpartition("/")[2]
        assert any(last in file.read_text() for file in Path(folder).glob("test_*.py")), path


@pytest.mark.parametrize("path", sorted(set(MAKERS) - FILES - set(ELSEWHERE)))
def test_sent_again_it_is_the_same_for_ever_and_other_contents_are_kept_beside(
    house: tuple[Scene, Client], path: str
) -> None:
    scene, client = house
    address, body, changed = _bodies(scene)[path]
    key = str(uuid4())
    first = _send(client, address, {**body, "id": key})
    assert first[0] in {200, 201}, first
    idempotency.forget_answers(clock.now() + timedelta(days=30))
    again = _send(client, address, {**body, "id": key})
    other = {**body, "id": key, changed: f"{body[changed]}1"[-11:]}
    crossed = _send(client, address, other)
    assert (again[0], again[1].get("id")) == (first[0], first[1].get("id"))
    assert (crossed[0], crossed[1]["detail"].get("reason")) == (409, "made_with_other_contents")
    made = Made.objects.get(key=key)
    assert str(made.row_id) == key
    assert apps.get_model(made.label).objects.filter(pk=key).count() == 1
    kept = Conflict.objects.get(key=key)
    assert (str(kept.pk), kept.fields[changed]) == (
        crossed[1]["detail"]["conflict"],
        other[changed],
    )


@pytest.mark.parametrize("path", sorted(set(MAKERS) - FILES - set(ELSEWHERE)))
def test_a_place_is_known_by_the_code_that_it_had(house: tuple[Scene, Client], path: str) -> None:
    scene, client = house
    address, body, _changed = _bodies(scene)[path]
    if "place" not in body:
        return
    places, actor = scene.cast.places, scene.cast.actors.system_admin
    for old, into in (("second_neighbourhood", "neighbourhood"), ("community", "other_community")):
        two = [getattr(places, name) for name in (old, into)]
        code = two[1].code if old == "community" else two[0].code
        merge(two, code=code, name="新合并", actor=actor)
    assert not Place.objects.present().filter(code=body["place"]).exists()
    assert _send(client, address, {**body, "id": str(uuid4())})[0] == 201


def _send(client: Client, address: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    answer = client.post(address, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    "label",
    sorted({m._meta.label_lower for m in apps.get_models() if issubclass(m, CountyRow)} - DRAWN),
)
def test_a_living_row_of_any_kind_takes_its_clients_key_once(label: str) -> None:
    model, key = apps.get_model(label), uuid4()
    with given(label, key):
        first, second = model(), model()
    assert (first.pk, second.pk == key) == (key, False)
