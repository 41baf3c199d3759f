"""Does `jinlin` know its words without starting Django, and refuse to serve a house that is not
ready?
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db.migrations.recorder import MigrationRecorder

from jinlin.web import database
from jinlin.web.cli import JINLIN, Outline, loaded, main, outlines

ALL = list(outlines(JINLIN))


@pytest.mark.one_engine
@pytest.mark.parametrize("module", sorted({outline.module for outline in ALL}))
def test_the_words_read_from_the_source_are_the_real_ones(module):
    assert sorted(outline.name for outline in ALL if outline.module == module) == sorted(
        loaded(module)
    )


@pytest.mark.one_engine
def test_no_two_apps_offer_the_same_word():
    names = [outline.name for outline in ALL]
    assert sorted(names) == sorted(set(names))


@pytest.mark.one_engine
def test_every_word_says_what_it_does():
    assert [outline.name for outline in ALL if not outline.help] == []


@pytest.mark.one_engine
def test_help_does_not_start_django():
    script = (
        "import sys; from jinlin.web.cli import main; main(['--help'], standalone_mode=False); "
        "sys.exit('django' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode
        == 0
    )


@pytest.mark.one_engine
@pytest.mark.skipif(sys.platform != "linux", reason="asks the system's own memory")
@pytest.mark.parametrize(
    ("words", "own", "begun"),
    [
        (["serve", "--port", "80"], None, ["-c|serve|--port|80", "glibc.malloc.hugetlb=1"]),
        (["work"], None, ["-c|work", "glibc.malloc.hugetlb=1"]),
        (["serve", "--help"], "glibc.malloc.perturb=0", []),
        (["--help"], None, []),
    ],
)
def test_who_runs_for_months_begins_once_more_with_memory_in_large_pages(
    words: list[str], own: str | None, begun: list[str]
):
    script = (
        "import os, sys; from jinlin.web.cli import main\n"
        "def begin(_path, command, env):\n"
        "    del command[2]\n"
        "    print('|'.join(command[1:]), env['GLIBC_TUNABLES'], sep='\\n'); sys.exit()\n"
        "os.execve = begin; main()"
    )
    env = {name: value for name, value in os.environ.items() if name != "GLIBC_TUNABLES"}
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env=env | ({"GLIBC_TUNABLES": own} if own else {}),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith(("-c|", "glibc."))] == begun


@pytest.mark.one_engine
def test_names_are_read_from_decorators_and_functions(tmp_path: Path):
    app = tmp_path / "town" / "commands"
    app.mkdir(parents=True)
    (app / "__init__.py").write_text(
        '@click.command("ring-twice")\ndef bell():\n    """Ring.\n\n    '
        'Twice."""\n\n@click.group()\ndef old_town():\n    """Walk."""\n\nCOMMANDS: list = [bell, '
        "old_town, elsewhere]\n"
    )
    module = f"{tmp_path.name}.town.commands"
    assert list(outlines(tmp_path)) == [
        Outline("ring-twice", module, "Ring."),
        Outline("old-town", module, "Walk."),
        Outline("elsewhere", module, ""),
    ]


@pytest.mark.one_engine
def test_an_unknown_word_is_named():
    done = CliRunner().invoke(main, ["sing"])
    assert (done.exit_code, "sing" in done.output) == (2, True)


@pytest.mark.django_db
def test_a_house_that_is_not_migrated_does_not_serve(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    done = CliRunner().invoke(main, ["serve"])
    assert (done.exit_code, "jinlin migrate" in done.output) == (1, True)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("JINLIN_DATABASE_URL", "", "jinlin migrate"),
        ("JINLIN_DATABASE_URL", "postgresql://nobody:x@127.0.0.1:1/none", "127.0.0.1"),
        ("JINLIN_DATABASE_URL", "mysql://somewhere/none", "JINLIN_DATABASE_URL"),
        ("JINLIN_TRUSTED_PROXIES", "the first one", "JINLIN_TRUSTED_PROXIES"),
        ("JINLIN_SHARED_NETWORKS", "10.8.0.0/16", "JINLIN_SHARED_NETWORKS"),
        ("JINLIN_CIPHER", "md5", "JINLIN_CIPHER"),
    ],
)
def test_what_no_word_can_work_with_is_said_in_a_line(
    tmp_path: Path, variable: str, value: str, reason: str
):
    own = {"JINLIN_VAR": str(tmp_path), "JINLIN_DATABASE_URL": "", variable: value}
    env = {**os.environ, **own}
    done = subprocess.run(
        [sys.executable, "-c", "from jinlin.web.cli import main; main()", "verify-timeline"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, reason in done.stderr, "Traceback" in done.stderr) == (1, True, False)


@pytest.mark.django_db
def test_migrating_twice_does_nothing_the_second_time(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert len(database.prepare()) == 1
    assert database.prepare() == []
    assert database.unprepared() == []


@pytest.mark.django_db
def test_what_nobody_noted_down_is_pending_and_where_all_is_none_is_read(monkeypatch):
    of_the_demo = MigrationRecorder.Migration.objects.filter(app="demo")
    names = [f"demo.{name}" for name in of_the_demo.order_by("id").values_list("name", flat=True)]
    of_the_demo.delete()
    assert (database.pending(), len(names) > 1) == (names, True)
    MigrationRecorder.Migration.objects.bulk_create(
        MigrationRecorder.Migration(app="demo", name=name.partition(".")[2]) for name in names
    )
    monkeypatch.setattr(database, "MigrationExecutor", lambda _line: pytest.fail("all were read"))
    assert database.pending() == []


@pytest.mark.one_engine
def test_who_serves_or_works_loads_nobody_who_tells_the_demo():
    script = (
        "import sys; from jinlin.web.cli import loaded; loaded('jinlin.web.commands'); "
        "sys.exit('jinlin.demo.building' in sys.modules or 'openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.one_engine
@pytest.mark.django_db
def test_new_static_files_are_noticed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    database.prepare()
    (tmp_path / ".collected").write_text("of another version")
    assert database.are_static_files_current() is False


@pytest.mark.one_engine
@pytest.mark.django_db(transaction=True)
def test_a_backup_says_that_the_keys_are_not_in_it(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"
    done = CliRunner().invoke(main, ["backup", str(tmp_path / "house.tar.gz")])
    assert (done.exit_code, settings.KEY_RING in done.output) == (0, True)


@pytest.mark.one_engine
@pytest.mark.django_db(transaction=True)
def test_a_restore_over_data_asks_for_force(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"
    CliRunner().invoke(main, ["backup", str(tmp_path / "house.tar.gz")])
    done = CliRunner().invoke(main, ["restore", str(tmp_path / "house.tar.gz")])
    assert (done.exit_code, "--force" in done.output) == (1, True)


def test_a_file_that_cannot_be_written_is_named_in_one_line(tmp_path):
    given, nowhere = tmp_path / "in.csv", tmp_path / "nowhere" / "out.csv"
    given.write_text("id,title,detail\n", encoding="utf-8")
    for way in (["--out", str(nowhere)], [f"--out={nowhere}"]):
        told = CliRunner().invoke(main, ["insight", "repeats", str(given), *way])
        assert (told.exit_code, told.output.count("\n")) == (1, 1)
        assert str(nowhere) in told.output


def test_so_is_what_is_written_beside_it_until_it_is_whole(tmp_path, monkeypatch):
    nowhere = tmp_path / "nowhere" / "backup.tar.gz"

    def fail(*_args, **_more):
        raise FileNotFoundError(2, "No such file", str(nowhere.with_name(".backup.unfinished")))

    monkeypatch.setattr("jinlin.web.backup.backup", fail)
    told = CliRunner().invoke(main, ["backup", "write", str(nowhere)])
    assert (told.exit_code, str(nowhere.parent) in told.output) == (1, True)
