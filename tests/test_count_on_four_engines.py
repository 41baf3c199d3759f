"""Does every measure say the same on the house's own database, on DuckDB and on Spark?

Run on SQLite and on PostgreSQL, that makes four engines, and one definition.
"""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from jinlin.core.figures import answers, archive
from jinlin.core.figures.archive import writing
from jinlin.core.figures.archive.columns import Unfit, kind_of
from jinlin.core.figures.archive.questions import tables
from jinlin.core.figures.measures import Figure, Measure, Window
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import COUNTY, cast_of_dehua, closed, finished, reported
from jinlin.ground.people.models import Person
from jinlin.metrics import commands
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
        return [
            (measure.key, how.__name__, window, value, there)
            for measure, how, window, value in own
            if (there := how(archive.on(measure), window)) != value
        ]


MANIFEST = f"manifest-{COUNTY}.json"
READABLE = re.compile(r"[0-9]{6,18}|[0-9a-f]{32}|")  # a place, a keyed hash, nothing


def texts(folder: Path) -> set[str]:
    """Every text that stands in the archive, whatever it means."""
    return {
        value
        for path in folder.glob("*/*/*.parquet")
        for name, column in pq.read_table(path).to_pydict().items()
        for value in column
        if isinstance(value, str)
    }


def choices() -> set[str]:
    """What a column with a list of values can hold."""
    return {
        str(value)
        for table in tables(MEASURES.values())
        for field in table.columns
        for value, _name in field.flatchoices
    }


def modified(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.glob("*/*/*.parquet")}


def run(*words: str) -> Result:
    return CliRunner().invoke(commands.figures, list(words))


@pytest.mark.one_engine
@pytest.mark.usefixtures("db")
def test_an_archive_says_nothing_that_leads_to_a_person(folder):
    assert {text for text in texts(folder) - choices() if not READABLE.fullmatch(text)} == set()


@pytest.mark.one_engine
def test_what_is_locked_in_the_house_cannot_be_taken_out():
    with pytest.raises(Unfit, match=r"people\.Person\.phone"):
        kind_of(Person._meta.get_field("phone"))


@pytest.mark.one_engine
@pytest.mark.usefixtures("db")
def test_the_manifest_counts_and_proves_each_file(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "copy")
    (manifest,) = archive.manifests(copy)
    parts = {str(path.relative_to(copy)) for path in copy.glob("*/*/*.parquet")}
    assert set(manifest.parts) == parts
    assert manifest.damaged(copy) == []
    first = min(parts)
    (copy / first).write_bytes(b"PAR1")
    assert manifest.damaged(copy) == [first]


@pytest.mark.one_engine
@pytest.mark.usefixtures("db")
def test_broken_off_it_goes_on_where_it_stopped(folder, tmp_path, monkeypatch):
    left = [5]
    whole = writing._write_part

    def until_the_lights_go_out(*args, **kwargs):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return whole(*args, **kwargs)

    monkeypatch.setattr(writing, "_write_part", until_the_lights_go_out)
    with pytest.raises(KeyboardInterrupt):
        archive.write(MEASURES.values(), COUNTY, tmp_path)
    with pytest.raises(archive.NoArchive), archive.opened(tmp_path, "duckdb"):
        pass
    before = modified(tmp_path)
    monkeypatch.undo()
    made = archive.write(MEASURES.values(), COUNTY, tmp_path)
    assert len(before) == 5
    assert {path: at for path, at in modified(tmp_path).items() if path in before} == before
    assert {name: part["rows"] for name, part in made.parts.items()} == {
        name: part["rows"] for name, part in archive.manifests(folder)[0].parts.items()
    }
    assert len(made.resumed_at) == 1


@pytest.mark.one_engine
@pytest.mark.usefixtures("db")
def test_another_purpose_gives_other_hashes(folder, tmp_path):
    archive.write(MEASURES.values(), COUNTY, tmp_path, purpose="province")
    assert {each for each in texts(tmp_path) & texts(folder) if len(each) == 32} == set()


@pytest.mark.usefixtures("db")
def test_what_lies_around_a_county_is_not_written_beside_it(folder):
    with pytest.raises(archive.Overlap):
        archive.write(MEASURES.values(), "3505", folder)


@pytest.mark.usefixtures("db")
def test_the_console_prints_the_same_from_the_archive(folder):
    own = run("--county", COUNTY, "--json")
    there = run("--county", COUNTY, "--json", "--engine", "duckdb", "--archive", str(folder))
    assert (own.exit_code, there.exit_code) == (0, 0)
    assert json.loads(there.stdout) == json.loads(own.stdout)
    assert len(json.loads(own.stdout)) == len(MEASURES)


@pytest.mark.usefixtures("db")
def test_every_way_of_counting_is_proved_and_the_first_that_differs_is_named(folder):
    proved = run("--verify", "--archive", str(folder))
    assert (proved.exit_code, proved.stdout.startswith("ok ")) == (0, True)
    Appeal.objects.update(excluded_on=clock.today())
    told = run("--verify", "--archive", str(folder))
    assert (told.exit_code, told.stdout.split()[:3]) == (1, ["NO", COUNTY, "appeals.excluded"])


@pytest.mark.usefixtures("db")
def test_every_measure_is_the_same_on_duckdb(folder):
    asked = [(how, window) for how in (whole, by_month, by_place) for window in windows()]
    assert differing(folder, "duckdb", asked) == []


@spark
@pytest.mark.one_engine
@pytest.mark.usefixtures("db")
def test_every_measure_is_the_same_on_spark(folder):
    assert differing(folder, "spark", [(whole, windows()[0])]) == []
