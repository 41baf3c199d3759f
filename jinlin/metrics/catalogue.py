"""Which figures does the house know, in which order, and how are the rows behind them shown?

Each app brings its own in `measures.py`: MEASURES, and in OPENINGS how the rows of its models open.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from jinlin.core.errors import NotHere
from jinlin.core.figures.measures import NOWHERE, Measure, Opening


def _brought() -> list[ModuleType]:
    """The modules of measures of all apps, in the order of the stack."""
    own = [app.name for app in apps.get_app_configs() if app.name.startswith("jinlin.")]
    return [import_module(f"{name}.measures") for name in own if find_spec(f"{name}.measures")]


MEASURES: dict[str, Measure] = {
    measure.key: measure for brought in _brought() for measure in getattr(brought, "MEASURES", [])
}
OPENINGS: dict[str, Opening] = {
    label: opening
    for brought in _brought()
    for label, opening in getattr(brought, "OPENINGS", {}).items()
}


def find(key: str) -> Measure:
    """Raises NotHere for an unknown key."""
    if key not in MEASURES:
        raise NotHere
    return MEASURES[key]


def opening_of(label: str) -> Opening:
    """How rows of this model open; they may open nowhere."""
    return OPENINGS.get(label, NOWHERE)
