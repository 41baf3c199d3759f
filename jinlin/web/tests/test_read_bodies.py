"""Does a program's call say just what is meant: numbers as numbers, days as days that there are?"""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils.translation import override
from pydantic import TypeAdapter, ValidationError

from jinlin.core.text import read_json
from jinlin.core.time import clock
from jinlin.shell.bodies import Body, Day
from jinlin.web.api import api
from jinlin.web.middleware import UNREADABLE_IN_JSON


class Within(Body):
    many: list[int] = []


class Told(Within):
    number: int = 1
    share: float = 0.5
    is_meant: bool = False
    on: date | None = None
    at: datetime | None = None
    within: Within | None = None
    words: dict[str, str] = {}


@pytest.mark.parametrize(
    "wrong",
    [
        *({"number": each} for each in (True, "1", 1.0, None, float("nan"))),
        *({"share": each} for each in (True, "0.5")),
        *({"is_meant": each} for each in (1, "true", 0)),
        *({"on": each} for each in (0, 1700000000, "0", "0001-01-01", "9999-12-31", "2025-02-30")),
        *({"at": each} for each in (0, "0", "0001-01-01T00:00:00+08:00", "1700000000")),
        *({"many": each} for each in ([True], ["1"])),
        {"within": {"many": [False]}},
        {"words": {"a": 1}},
    ],
    ids=str,
)
def test_nothing_is_guessed(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Told.model_validate(wrong)


def test_what_is_meant_is_taken() -> None:
    told = {
        "number": 2,
        "share": 1,
        "is_meant": True,
        "on": "2025-04-18",
        "at": "2025-04-18T09:00:00+08:00",
        "many": [1],
        "within": {"many": [2]},
    }
    read = Told.model_validate(told)
    assert (read.number, read.share, read.is_meant, read.many) == (2, 1.0, True, [1])
    assert (read.on, read.at) == (date(2025, 4, 18), clock.at(date(2025, 4, 18), 9))


def test_a_day_too_far_away_is_named_in_words() -> None:
    with override("zh-hans"), pytest.raises(ValidationError) as refused:
        TypeAdapter(Day).validate_python("0001-01-01")
    assert refused.value.errors()[0]["msg"] == "这个日期离现在太远了，请检查年份。"


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}', "1e999", "-1e999"])
def test_a_number_that_no_engine_keeps_is_no_json(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_json(text)
    assert read_json('{"a": [1.5, "NaN", 1e9]}') == {"a": [1.5, "NaN", 1e9]}


@pytest.mark.parametrize(
    ("text", "is_unreadable"),
    [
        (rb'"\u0000"', True),
        (rb'"\ud800"', True),
        (rb'"\uDFff"', True),
        (rb'"\ud83d\u0041"', True),
        (rb'"\ud83d\ude00"', False),
        (rb'"\uD83D\uDE00\u4e2d"', False),
        (rb'"\\ud800 \\u0000"', False),
    ],
)
def test_half_a_character_is_found_in_a_text_of_json(text: bytes, is_unreadable: bool) -> None:
    assert bool(UNREADABLE_IN_JSON.search(text)) is is_unreadable


def test_no_call_guesses_at_a_number_or_takes_any_day() -> None:
    loose = {
        f"{model.__ninja_param_source__} {operation.view_func.__name__}: {found}"
        for _prefix, router in api._routers
        for path in router.path_operations.values()
        for operation in path.operations
        for model in operation.models
        for found in _loose(model.__pydantic_core_schema__, in_body=_is_body(model))
    }
    assert loose == set()


def _is_body(model: Any) -> bool:
    return bool(model.__ninja_param_source__ == "body")


def _loose(schema: Any, *, in_body: bool) -> list[str]:
    """The kinds of what is taken for what it is not."""
    if isinstance(schema, list | tuple):
        return [found for each in schema for found in _loose(each, in_body=in_body)]
    if not isinstance(schema, dict):
        return []
    kind = schema.get("type")
    if kind == "function-before" and "as_text" in str(schema["function"]):
        return []
    if kind in ("date", "datetime"):
        return [str(kind)]
    if in_body and kind in ("int", "float", "bool") and not schema.get("strict"):
        return [str(kind)]
    return [
        found
        for name, each in schema.items()
        if name not in ("metadata", "default", "serialization")
        for found in _loose(each, in_body=in_body)
    ]
