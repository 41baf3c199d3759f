"""Is a new row that is made without asking each of its columns the one that Django makes?"""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from jinlin.core.keys import uuid7
from jinlin.core.making import _blank, made
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock

pytestmark = pytest.mark.one_engine
PLAIN = [model for model in apps.get_models() if _blank(model)]


def values_of(row: Model) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


def is_asked(field: Any) -> bool:
    return field.has_default() and callable(field.default)


def test_where_nothing_is_said_it_is_what_django_makes() -> None:
    for model in PLAIN:
        ours, own = made(model), model()
        assert (ours._state.adding, ours._state.db) == (own._state.adding, own._state.db)
        assert values_of(ours).keys() == values_of(own).keys()
        for field in model._meta.concrete_fields:
            mine, theirs = (getattr(row, field.attname) for row in (ours, own))
            assert type(mine) is type(theirs), field
            assert mine == theirs or is_asked(field), field


def test_what_is_said_of_a_row_stands_in_it() -> None:
    for model in PLAIN:
        said: dict[str, Any] = {
            field.name: field.remote_field.model(pk=uuid7())
            if isinstance(field, ForeignKey)
            else f"{field.attname} is said"
            for field in model._meta.concrete_fields
        }
        ours, own = made(model, **said), model(**said)
        assert values_of(ours) == values_of(own), model
        assert vars(ours._state) == vars(own._state), model


def test_most_rows_of_the_house_are_made_so() -> None:
    own = {model for model in apps.get_models() if model.__module__.startswith("jinlin.")}
    assert len(own & set(PLAIN)) > len(own) // 2
    assert {apps.get_model(name) for name in ("appeals.Appeal", "core.Entry", "core.Words")} <= {
        *PLAIN
    }


def test_what_cannot_be_is_what_django_says_of_it() -> None:
    with pytest.raises(TypeError, match="nothing"):
        made(Matter, nothing=1)


def test_each_row_has_a_key_and_lists_of_its_own() -> None:
    one, other = (made(Matter, county="350526", on=clock.today()) for _time in range(2))
    assert one.pk != other.pk
    entry_class: Any = apps.get_model("core.Entry")
    facts: list[Any] = [made(entry_class).facts for _time in range(2)]
    facts[0]["by"] = "x"
    assert facts[1] == {}


def test_a_column_with_a_value_of_the_databases_own_is_left_to_django() -> None:
    assert _blank(apps.get_model("accounts.User")) is None
