"""Which figures does the house know, in which order, and how are the rows behind them shown?

Each app brings its own in `measures.py`: MEASURES, and in OPENINGS how the rows of its models open.
Asked for, not imported: a domain may name a figure of another one without knowing it.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from jinlin.core.figures.measures import NOWHERE, Measure, Opening


@cache
def _brought() -> tuple[ModuleType, ...]:
    """The modules of measures of all apps, in the order of the stack."""
    own = [app.name for app in apps.get_app_configs() if app.name.startswith("jinlin.")]
    return tuple(import_module(f"{name}.measures") for name in own if find_spec(f"{name}.measures"))


@cache
def measures() -> Mapping[str, Measure]:
    """Every figure by its key."""
    return {each.key: each for brought in _brought() for each in getattr(brought, "MEASURES", [])}


@cache
def openings() -> Mapping[str, Opening]:
    """How rows open, by the label of their model."""
    return {
        label: opening
        for brought in _brought()
        for label, opening in getattr(brought, "OPENINGS", {}).items()
    }


def opening_of(label: str) -> Opening:
    """How rows of this model open; they may open nowhere."""
    return openings().get(label, NOWHERE)
