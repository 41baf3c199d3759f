"""Does every measure say the same on the house's own database, on DuckDB and on Spark?

Run on SQLite and on PostgreSQL, that makes four engines, and one definition.
"""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from jinlin.core.figures import answers, archive
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import COUNTY, cast_of_dehua, closed, finished, reported
from jinlin.metrics.catalogue import MEASURES
from tests.scene import scene_of

TOWN = "350526100"
spark = pytest.mark.skipif(
    not (find_spec("pyspark") and shutil.which("java")),
    reason="Spark needs pyspark (pip install 'jinlin[spark]') and Java on the PATH",
)


@pytest.fixture(scope="module")
def folder(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A house with a row of each kind, and its archive."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        cast = cast_of_dehua()
        scene_of(cast)
        for make in (reported, finished, closed, closed):
            make(cast)
        place = tmp_path_factory.mktemp("archive")
        archive.write(MEASURES.values(), COUNTY, place)
        yield place


def windows() -> list[Window]:
    today = clock.today()
    return [
        Window(COUNTY, today),
        Window(COUNTY, today, today - timedelta(days=3)),
        Window(TOWN, today),
        Window("35", today - timedelta(days=1)),
    ]


def whole(measure: Measure, window: Window) -> Figure:
    return answers.answer(measure, window)


def by_month(measure: Measure, window: Window) -> dict[str, Figure]:
    return answers.by_month(measure, window)


def by_place(measure: Measure, window: Window) -> dict[str, Figure]:
    return answers.by_place(measure, window, 12)


def differing(folder: Path, engine: str, asked: list[tuple[Any, Window]]) -> list[Any]:
    """Every measure, asked of the house and of the archive: where they differ."""
    own = [
        (measure, how, window, how(measure, window))
        for measure in MEASURES.values()
        for how, window in asked
    ]
    with archive.opened(folder, engine):
        found = [
            (measure.key, how.__name__, window, value, there)
            for measure, how, window, value in own
            if (there := how(archive.on(measure), window)) != value
        ]
    return found


@pytest.mark.usefixtures("db")
def test_every_measure_is_the_same_on_duckdb(folder):
    asked = [(how, window) for how in (whole, by_month, by_place) for window in windows()]
    assert differing(folder, "duckdb", asked) == []


@spark
@pytest.mark.usefixtures("db")
def test_every_measure_is_the_same_on_spark(folder):
    assert differing(folder, "spark", [(whole, windows()[0])]) == []
