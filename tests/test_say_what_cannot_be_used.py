"""Whatever is said with a word of the console and cannot be used is answered in one line, with exit
status 1 or 2, and never with the place in the program where it failed.
"""

import gzip
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from django.db import OperationalError, ProgrammingError, transaction
from psycopg.errors import UndefinedTable

from jinlin.web.cli import main

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
# Beside those that answer or work for months: what builds, moves or puts back a whole house, and
# what writes all of it down. Its own tests name what it refuses.
WHOLE_HOUSES = {
    *("serve", "work", "demo", "backup", "restore", "move-house", "migrate", "init", "archive"),
    *("figures", "definitions", "check", "doctor", "inspection", "rotate-keys", "read-only"),
}
NOBODY = "0190a5a0-0000-7000-8000-000000000000"
ODD = ("", "nonsense", "-1", "0", "9" * 20, "\udcff", "灯", "a\0b", "0000-00-00", "1", NOBODY)
FILES = {
    "empty.csv": b"",
    "torn.csv": b"\xff\xfe\x00\xd8x\x00\n\x00",
    "no.csv.gz": b"no gzip",
    "cut.csv.gz": gzip.compress(b"a,b\n" * 9999)[:60],
    "hurt.csv.gz": gzip.compress(b"a,b\n1,2\n" * 99, mtime=0)[:-8] + bytes(8),
    "no.xlsx": b"PK\x03\x04no",
    "list.json": b"[1,2]",
    "deep.json": b"[" * 100_000,
}


def commands(group: click.Group, *way: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, *way, name)
        elif command is not None and (*way, name)[0] not in WHOLE_HOUSES:
            yield (*way, name), command


ALL = dict(commands(main))


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said: no numbers, no days, no files, files that cannot be read."""
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    files = [*FILES, "missing", ".", "no/such.csv", "empty.csv/below", "x" * 300]
    return [*ODD, *(str(tmp_path / name) for name in files)]


@pytest.mark.parametrize("way", ALL, ids=" ".join)
def test_what_cannot_be_used_is_said_in_a_line(way, odd):
    given = [each for each in ALL[way].params if not getattr(each, "is_flag", False)]
    for one, word in product(given, odd):
        answer = said(*way, *words(given, {str(one.name): word}, odd))
        assert _is_an_answer(answer), (one.name, word[:80], answer.exception)


def words(given: list[click.Parameter], chosen: dict[str, str], odd: list[str]) -> list[str]:
    """What is needed, each as it is usual, and the one that is odd."""
    usual = {str(each.name): _usual(each, odd) for each in given if each.required} | chosen
    options = [
        f"{each.opts[-1]}={usual[str(each.name)]}"
        for each in given
        if isinstance(each, click.Option) and each.name in usual
    ]
    arguments = [
        usual[str(each.name)]
        for each in given
        if isinstance(each, click.Argument) and each.name in usual
    ]
    return [*options, "--", *arguments]


def _usual(one: click.Parameter, odd: list[str]) -> str:
    kind: Any = one.type
    if isinstance(kind, click.Choice):
        return str(next(iter(kind.choices)))
    by_kind = {"uuid": NOBODY, "integer": "1", "integer range": "2025", "path": odd[len(ODD)]}
    return by_kind.get(kind.name, "350526")


def said(*words: str) -> Any:
    """What came of it; whatever was done is undone."""
    with transaction.atomic():
        answer = CliRunner().invoke(main, list(words))
        transaction.set_rollback(True)
    return answer


def _is_an_answer(answer: Any) -> bool:
    is_over = answer.exception is None or isinstance(answer.exception, SystemExit)
    return is_over and answer.exit_code in {0, 1, 2} and "Traceback" not in answer.output


def _of_postgresql() -> ProgrammingError:
    failure = ProgrammingError('relation "places_place" does not exist')
    failure.__cause__ = UndefinedTable()
    return failure


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (OperationalError("no such table: places_place"), "jinlin migrate"),
        (_of_postgresql(), "jinlin migrate"),
    ],
)
def test_a_house_of_another_version_says_what_to_run(failure, line, monkeypatch):
    def fail(*_more: object, **_other: object) -> None:
        raise failure

    monkeypatch.setattr("jinlin.core.commands.seal_due", fail)
    monkeypatch.setattr("jinlin.web.database.pending", lambda: ["places.0001_places"])
    answer = said("seal")
    assert (answer.exit_code, line in answer.output, answer.output.count("\n")) == (1, True, 1)
    monkeypatch.setattr("jinlin.web.database.pending", list)
    assert said("seal").exception is failure  # of this version it is a mistake of our own


def test_our_own_mistake_is_not_hidden(monkeypatch):
    def fail(*_more: object, **_other: object) -> None:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr("jinlin.core.commands.seal_due", fail)
    assert isinstance(said("seal").exception, KeyError)


def test_refused_rows_that_cannot_be_written_are_said_before_any_row_is_taken_in(tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("姓名,身份证号\n张三,1\n", encoding="utf-8")
    for nowhere in (tmp_path / "no" / "refused.xlsx", tmp_path):
        answer = said("workforce", "import", str(roster), "--county=350526", f"--errors={nowhere}")
        assert (answer.exit_code, str(nowhere) in answer.output) in {(1, True), (2, True)}


@pytest.mark.parametrize("word", ["talents new-key", "visits new-key", "go-on-after-restore"])
def test_nothing_is_begun_for_a_county_that_is_not_here(word):
    answer = said(*word.split(), "../350599")
    assert (answer.exit_code, "../350599" in answer.output) == (1, True)
