"""Which lines of a shared list did a domain write into a file of its own?

A file is found by its name, tests/<list>_of_<domain>.py, and what it brings by the name that the
list asks for: whoever adds a domain adds files, and touches no list.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent


@cache
def beside(kind: str) -> list[ModuleType]:
    """The files of this list, in the order of their names."""
    return [import_module(f"tests.{file.stem}") for file in sorted(HERE.glob(f"{kind}_of_*.py"))]


def brought(kind: str, name: str) -> list[Any]:
    """What the files of this list call so; a file that has none brings nothing."""
    return [getattr(module, name) for module in beside(kind) if hasattr(module, name)]


def joined(kind: str, name: str) -> dict[str, Any]:
    """The same, where each brings a dictionary, as one."""
    return {key: value for each in brought(kind, name) for key, value in each.items()}


def standing_beside(kind: str, cast: Any) -> dict[str, Any]:
    """What the files of this list let stand in a house, and how addresses name it."""
    return {key: row for stands in brought(kind, "stands") for key, row in stands(cast).items()}
