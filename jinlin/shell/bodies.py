"""What may a program say in the body of a call and in its address?

A body says numbers as numbers, yes and no as true and false, days as texts: nothing is guessed.
Days lie within those that every engine can count on.
"""

import re
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.parser import Parser
from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from jinlin.core.text import read_json
from jinlin.core.time import clock

BEGINS_WITH_A_YEAR = re.compile(r"(\d{4})-\d\d-\d\d", re.ASCII)


def as_text(value: Any) -> Any:
    """A day or a moment is sent as a text that begins with its year; raises for any other."""
    if isinstance(value, date):  # what the call has when nothing is sent
        return value
    begins = BEGINS_WITH_A_YEAR.match(value) if isinstance(value, str) else None
    if begins is None:
        raise PydanticCustomError("day", _("Please write a day like 2026-11-03."))
    if not clock.FIRST_DAY.year <= int(begins[1]) <= clock.LAST_DAY.year:
        raise PydanticCustomError("day", _("This day lies too far away."))
    return value


Day = Annotated[date, BeforeValidator(as_text)]


class Bodies(Parser):
    """Reads no number that is none."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request.body)


UNTOUCHED = ("metadata", "default", "serialization", "ref", "cls")


def _strict(schema: Any) -> Any:
    """The same, and every number, yes or no, day and moment in it is taken only as such."""
    if isinstance(schema, list | tuple):
        return type(schema)(map(_strict, schema))
    if not isinstance(schema, dict):
        return schema
    kind = schema.get("type")
    if kind in ("int", "float", "bool"):
        return {**schema, "strict": True}
    if kind in ("date", "datetime"):
        return core_schema.no_info_before_validator_function(as_text, schema)
    return {name: each if name in UNTOUCHED else _strict(each) for name, each in schema.items()}


class Body(Schema):
    """What is sent: its values are of the kind that they are said to be."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        strict: CoreSchema = _strict(handler(source))
        return strict
