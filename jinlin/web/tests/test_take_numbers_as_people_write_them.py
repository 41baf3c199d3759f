"""Has every door that asks for a phone number room for one as people write it, and is it read
alike?
"""

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver

from jinlin.ground.people.numbers import PhoneField, clean_phone
from jinlin.web.api import api

pytestmark = pytest.mark.one_engine
LONG = "+86 （0595）2350 0000 转 8001（找王主任）"
# who signs in, or may one day, is sent a code: a mobile number and nothing else
MOBILE_ONLY = {"PhoneForm", "NewStaff"}


def test_the_number_that_is_longest_is_one() -> None:
    assert (clean_phone("+86 （0595）2350 0000 转 8001"), len(LONG) <= 40) == (
        "059523500000-8001",
        True,
    )


def test_no_program_is_refused_for_a_long_number() -> None:
    parts = api.get_openapi_schema()["components"]["schemas"]
    narrow = {
        f"{name}.{field}": said["maxLength"]
        for name, part in parts.items()
        for field, said in part.get("properties", {}).items()
        if field.endswith("phone") and said.get("maxLength", 40) < 40
    }
    assert narrow == {}


def test_every_form_reads_a_number_alike() -> None:
    assert get_resolver().url_patterns  # all pages, and so all forms, are read
    asked = {
        form: field
        for form in _below(forms.BaseForm)
        if (field := form.base_fields.get("phone")) and _is_of_the_house(form)
    }
    assert len(asked) > 15
    narrow = {form.__name__ for form, field in asked.items() if (field.max_length or 40) < 40}
    apart = {
        form.__name__
        for form, field in asked.items()
        if not (isinstance(field, PhoneField) or hasattr(form, "clean_phone"))
    }
    assert (narrow - MOBILE_ONLY, apart - MOBILE_ONLY) == (set(), set())


def _is_of_the_house(form: type) -> bool:
    parts = form.__module__.split(".")
    return parts[0] == "jinlin" and "tests" not in parts


def _below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        if hasattr(each, "base_fields"):
            yield each
        yield from _below(each)
