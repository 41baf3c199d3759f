"""Does each name in the API's description mean one shape, whatever other domains call theirs?"""

import json
import re
from typing import Any, get_args
from uuid import UUID

import pytest
from django.apps import apps
from ninja import NinjaAPI, Router, Schema
from ninja.operation import Operation

from jinlin.domains.pacts import schemas as pacts
from jinlin.domains.talents import schemas as talents
from jinlin.shell.programs import Problem
from jinlin.web.api import api
from jinlin.web.description import Description, TwoShapes

pytestmark = pytest.mark.one_engine


def test_two_domains_with_a_class_of_one_name_are_described_apart():
    shapes = api.get_openapi_schema()["components"]["schemas"]
    for label, known in (("pacts", pacts), ("talents", talents)):
        described = shapes[f"{label}.AnswerIn"]
        assert set(described["properties"]) == set(known.AnswerIn.model_fields)
    assert shapes["pacts.AnswerIn"] != shapes["talents.AnswerIn"]
    assert "AnswerIn" not in shapes


def test_each_class_that_is_sent_or_answered_stands_whole_under_its_own_name():
    shapes = api.get_openapi_schema()["components"]["schemas"]
    for name, classes in _classes().items():
        assert len(classes) == 1, f"{name} would be {classes}"
        (known,) = classes
        by_alias = {field.alias: each for each, field in known.model_fields.items()}
        described = shapes[name].get("properties", {})
        assert {by_alias.get(each, each) for each in described} == set(known.model_fields), name


def test_each_number_that_a_program_may_send_has_an_end():
    """Beyond what its column holds PostgreSQL refuses it, and SQLite keeps it. A version is only
    compared.
    """
    shapes = api.get_openapi_schema()["components"]["schemas"]
    endless = [
        f"{shape}.{name}"
        for shape in _sent(shapes)
        for name, said in shapes[shape].get("properties", {}).items()
        for kind in said.get("anyOf", [said])
        if kind.get("type") == "integer" and "maximum" not in kind and "version" not in name
    ]
    assert endless == []


def _sent(shapes: dict[str, Any]) -> set[str]:
    """The names of all shapes in what is sent."""
    named = re.compile(r'"\$ref": "#/components/schemas/([^"]+)"')
    paths = api.get_openapi_schema()["paths"].values()
    bodies = [way.get("requestBody", {}) for path in paths for way in path.values()]
    found, left = set(), set(named.findall(json.dumps(bodies, default=str)))
    while left:
        found |= left
        inner = json.dumps([shapes[each] for each in left], default=str)
        left = set(named.findall(inner)) - found
    return found


def _classes() -> dict[str, set[type[Schema]]]:
    """Every class in a body or an answer, by the name that its place in the house gives it."""
    found: dict[str, set[type[Schema]]] = {}
    seen: set[Any] = set()

    def look(at: Any) -> None:
        for part in get_args(at):
            look(part)
        if not isinstance(at, type) or not issubclass(at, Schema) or at in seen:
            return
        seen.add(at)
        if at.__module__.startswith("jinlin."):
            folders = at.__module__.split(".")
            label = max(
                (each.label for each in apps.get_app_configs() if each.label in folders),
                key=folders.index,
            )
            name = at.__name__ if label in ("core", "shell") else f"{label}.{at.__name__}"
            found.setdefault(name, set()).add(at)
        for field in at.model_fields.values():
            look(field.annotation)

    for operation in _operations():
        for shape in (*operation.models, *operation.response_models.values()):
            look(shape)
    return found


def _operations() -> list[Operation]:
    return [
        operation
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    ]


def test_every_reference_leads_somewhere():
    told = api.get_openapi_schema()
    named = set(re.findall(r"#/components/schemas/([^\"]+)\"", json.dumps(told)))
    assert named - set(told["components"]["schemas"]) == set()


def test_all_refusals_are_one_shape():
    shapes = api.get_openapi_schema()["components"]["schemas"]
    assert [name for name in shapes if name.rpartition(".")[2] == "Problem"] == ["Problem"]
    assert set(shapes["Problem"]["properties"]) == set(Problem.model_fields)


def test_one_name_for_two_shapes_is_refused():
    first, second = (
        type("Twice", (Schema,), {"__annotations__": fields, "__module__": "jinlin.shell.programs"})
        for fields in ({"one": int}, {"other": UUID})
    )
    router = Router()
    for name, shape in (("/first", first), ("/second", second)):
        router.get(name, response=list[shape])(lambda request: [])
    lone = NinjaAPI(urls_namespace="lone")
    lone.add_router("", router)
    with pytest.raises(TwoShapes, match="Twice"):
        Description(lone, "")


def test_each_call_has_a_name_of_its_own():
    """Clients that are generated have one function for each."""
    paths = api.get_openapi_schema()["paths"].values()
    names = [way["operationId"] for path in paths for way in path.values()]
    assert len(names) == len(set(names)) > 200
