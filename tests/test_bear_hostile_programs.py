"""Is whatever a program sends, to each operation that the API describes, refused in words: never a
failure of ours, and never an answer with what is another county's?

The operations and what each of them takes are read out of the description; a new one is tried
without being named. Of the odd values every operation gets some with each run of another role.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from jinlin.web.api import api
from tests.hostile_json import IN_ADDRESSES, Operation, Shapes, operations
from tests.scene import Scene, copies
from tests.test_send_to_addresses import _bodies
from tests.walked import (
    API_LINES,
    answer_of,
    browsers,
    draw_each_refusal_once,
    house,
    scene,
    soon_after,
)

__all__ = ["browsers", "draw_each_refusal_once", "house", "scene", "soon_after"]

WHO = ("clerk", "lead", "handler", "supervisor", "town_outsider", "county_outsider", "system_admin")
INSIDERS = WHO[:4]
ONE_OF = 97  # of all odd things, for each role others: all of them are some 45,000 requests
PARAMETER = re.compile(r"\{[^}]*\}")
Asked = tuple[str, str, str | None]  # method, address, body


@pytest.mark.parametrize("who", WHO)
def test_whatever_is_sent_to_any_operation_is_answered_in_words(who, scene, house):
    program, failed, shown, tried = copies(house.programs)[who], [], [], set()
    for operation, asked in everything(scene, WHO.index(who)):
        method, address, body = asked
        answer = answer_of(program, method, address, scene, body=body)
        tried.add(operation.name)
        if answer.status_code >= 500 or not answer.content:
            failed.append((method, address, (body or "")[:200], answer.status_code))
        if found := of_others(scene, answer, asked):
            shown.append((method, address, found))
    assert failed == []
    assert who in INSIDERS or shown == []
    assert who != "lead" or shown  # it would be seen
    assert len(tried) == len(_operations())


def everything(scene: Scene, turn: int) -> Iterator[tuple[Operation, Asked]]:
    """Each operation as it is meant, and every so often one of the odd ways to ask it."""
    described = api.get_openapi_schema()
    shapes, bodies = Shapes(described["components"]["schemas"]), _bodies(scene)
    usual = {"place": scene.cast.places.neighbourhood.code, "unit": str(scene.names["unit"])}
    number = turn
    for operation in _operations():
        address = _address(operation.path)
        yield operation, (operation.method, address, None)
        area, verb = operation.path.split("/")[3], operation.path.rsplit("/", 1)[-1]
        known = {**usual, **(bodies.get(f"{area}.{verb}") or bodies.get(verb) or {})}
        for asked in _odd(operation, address, shapes, known):
            number += 1
            if number % ONE_OF == 0:
                yield operation, asked


def _odd(
    operation: Operation, address: str, shapes: Shapes, known: dict[str, Any]
) -> Iterator[Asked]:
    for parameter in operation.said.get("parameters", []):
        for odd in IN_ADDRESSES:
            if parameter["in"] == "query":
                yield operation.method, f"{address}?{parameter['name']}={odd}", None
            elif parameter["in"] == "path" and odd:
                yield (
                    operation.method,
                    _swapped(address, operation.path, parameter["name"], odd),
                    None,
                )
    content = operation.said.get("requestBody", {}).get("content", {})
    if shape := content.get("application/json", {}).get("schema"):
        for body in shapes.bodies(shape, known):
            yield operation.method, address, body


def of_others(scene: Scene, answer: Any, asked: Asked) -> list[str]:
    """What stands in an answer that is of this county's people, and was not brought by who asks."""
    keys = (str(scene.names[name]) for name in ("appeal", "person", "household", "consent"))
    text, brought = answer.content.decode(), asked[1].format(**scene.names) + (asked[2] or "")
    return [
        each
        for each in (*keys, "陈阿婆", "苏阿公", "3幢201室")
        if each in text.replace(brought, "")
    ]


def _operations() -> list[Operation]:
    return operations(api.get_openapi_schema())


def _address(path: str) -> str:
    """An address of the walk for this path, with a row that is there if it knows one."""
    form = re.compile(PARAMETER.sub("[^/]+", path))
    known = [address.partition("?")[0] for (_method, address, _body), _words in API_LINES]
    found = [each for each in known if form.fullmatch(each) and "nonsense" not in each]
    real = [each for each in found if "{nobody}" not in each]
    return next(iter([*real, *found, PARAMETER.sub("{nobody}", path)]))


def _swapped(address: str, path: str, name: str, odd: str) -> str:
    parts = zip(address.split("/"), path.split("/"), strict=True)
    return "/".join(odd if said == f"{{{name}}}" else there for there, said in parts)
