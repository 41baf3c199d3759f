"""Does a template lean only on its own app, or on one that stands lower?

The floors are those of .importlinter: what imports may not do, extends and include may not either.
A template that needs something from above names a slot (jinlin/shell/slots.py).
"""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.house import APPS, ROOT, TEMPLATES, for_each, module_of, source

pytestmark = pytest.mark.one_engine

LEANS = re.compile(r"""\{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
BORDERS = ConfigParser()
BORDERS.read(ROOT / ".importlinter")


def _layers(contract: str) -> dict[str, int]:
    """Module or app -> how high it stands in this contract; siblings stand equally high."""
    lines = [
        line
        for line in BORDERS[f"importlinter:contract:{contract}"]["layers"].splitlines()
        if line.strip() and not line.startswith("#")
    ]
    return {
        name.strip(" ()"): height
        for height, line in enumerate(reversed(lines))
        for name in line.split("|")
    }


FLOORS = _layers("floors")
WITHIN = {
    floor: _layers(floor.rpartition(".")[2])
    for floor in ("jinlin.domains", "jinlin.services", "jinlin.ground")
}


def _app_of(template: Path) -> Path:
    return next(app for app in APPS if template.is_relative_to(app))


def _height(app: Path) -> tuple[int, int]:
    module = module_of(app)
    floor = module if module in FLOORS else module.rpartition(".")[0]
    return FLOORS[floor], WITHIN.get(floor, {}).get(app.name, 0)


def _named(template: Path) -> str:
    return template.as_posix().partition("/templates/")[2]


WHERE = {_named(template): _app_of(template) for template in TEMPLATES}


def may_lean(app: Path, on: Path) -> bool:
    return app == on or _height(on) < _height(app)


@for_each(TEMPLATES)
def test_a_template_leans_on_its_own_floor_or_a_lower_one(path: Path) -> None:
    app = _app_of(path)
    leans = [(name, WHERE.get(name)) for name in LEANS.findall(source(path))]
    assert [name for name, on in leans if on and not may_lean(app, on)] == []


def test_no_two_templates_have_one_name() -> None:
    """Otherwise the order of the apps would decide which one is meant."""
    assert len(WHERE) == len(TEMPLATES)


@pytest.mark.parametrize(
    ("app", "on", "may"),
    [
        ("domains/appeals", "shell", True),
        ("domains/appeals", "domains/wishes", False),
        ("domains/wishes", "ground/people", True),
        ("ground/places", "ground/people", False),
        ("services/notices", "services/documents", False),
        ("services/documents", "services/notices", True),
        ("shell", "ground/accounts", False),
        ("journeys", "domains/receptions", True),
        ("domains/receptions", "journeys", False),
    ],
)
def test_the_floors_are_read_as_they_are_drawn(app: str, on: str, *, may: bool) -> None:
    assert may_lean(ROOT / "jinlin" / app, ROOT / "jinlin" / on) is may
