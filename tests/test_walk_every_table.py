"""Does every table of moves in the house have a walk: each state, move and role by hand?"""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from jinlin.core.lifecycle import Lifecycle
from jinlin.core.rules import Rules
from tests.house import PYTHON, ROOT, tree

pytestmark = pytest.mark.one_engine

HOUSES = sorted(
    {path for path in PYTHON if path.name.startswith("lifecycle")}
    - {ROOT / "jinlin/core/lifecycle.py"}
)


def test_tables_of_moves_stand_in_rooms_of_that_name() -> None:
    strange = [
        str(path.relative_to(ROOT))
        for path in PYTHON
        if path not in HOUSES and "tests" not in path.parts and _makes_a_table(path)
    ]
    assert strange == []


@pytest.mark.parametrize("path", HOUSES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_table_is_walked(path: Path) -> None:
    """A walk, `test_walk_….py` of the domain, reaches the table or its rules by its own name."""
    module = import_module(_module(path))
    tables = {name for name, each in vars(module).items() if isinstance(each, Lifecycle)}
    walked = [
        each
        for file in sorted((path.parent / "tests").glob("test_walk_*.py"))
        for value in vars(import_module(_module(file))).values()
        for each in _tables_in(value)
    ]
    assert tables, "a room for a table without one"
    assert {name for name in tables if getattr(module, name) not in walked} == set()


def _tables_in(value: Any) -> Iterator[Lifecycle]:
    if isinstance(value, Lifecycle):
        yield value
    elif isinstance(value, Rules):
        yield value.lifecycle
    elif isinstance(value, dict | tuple | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _tables_in(each)


def _makes_a_table(path: Path) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Lifecycle"
        for node in ast.walk(tree(path))
    )


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)
