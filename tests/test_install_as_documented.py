"""Do the files by which a county installs the house name what really exists?"""

import ast
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from jinlin.web.cli import main
from tests.containers import compose, stages
from tests.house import PYTHON, ROOT, source, tree

pytestmark = pytest.mark.one_engine
VARIABLE = re.compile(r"JINLIN_[A-Z_]+")
FOR_COMPOSE_ALONE = {"JINLIN_HOST", "JINLIN_DB_PASSWORD", "JINLIN_BACKUPS_ON"}
UNITS = sorted((ROOT / "docs" / "systemd").glob("*.service"))
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES += sorted((ROOT / "jinlin").rglob("README.md"))


def known_variables():
    """Those that the house reads."""
    return {
        node.value
        for path in PYTHON
        if path.is_relative_to(ROOT / "jinlin") and "tests" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VARIABLE.fullmatch(node.value)
    }


def is_understood(words):
    """The console knows this word with these options and would begin."""
    context = click.Context(main)
    command = main.get_command(context, words[0])
    assert command is not None, words
    command.make_context(words[0], list(words[1:]), parent=context)


def kept_out(path):
    patterns = [
        line
        for line in (ROOT / ".containerignore").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    return any(
        fnmatch.fnmatch(path, pattern.removeprefix("**/")) or fnmatch.fnmatch(path, f"{pattern}/*")
        for pattern in patterns
    )


def test_what_the_image_copies_is_there_and_is_not_kept_out():
    for stage in stages():
        for told in stage.said("COPY"):
            *sources, _place = [word for word in told.split() if not word.startswith("--")]
            if "--from=" in told:
                continue
            for each in sources:
                assert (ROOT / each).exists(), each
                assert not kept_out(each), each


def test_stages_name_each_other():
    named = [stage.name for stage in stages()]
    for stage in stages():
        for told in stage.said("COPY"):
            for found in re.findall(r"--from=(\S+)", told):
                assert found in named[: named.index(stage.name)]


def test_the_image_takes_python_packages_by_their_hashes_alone():
    taken = [rest for stage in stages() for rest in stage.said("RUN") if "pip install" in rest]
    assert len(taken) == 2
    for rest in taken:
        assert "--require-hashes" in rest or "--no-deps --no-build-isolation" in rest
    (file,) = re.findall(r"-r (\S+)", " ".join(taken))
    names = re.findall(r"^[A-Za-z0-9_.\[\],-]+==", source(ROOT / file), re.MULTILINE)
    entries = re.split(r"^(?=[A-Za-z0-9])", source(ROOT / file), flags=re.MULTILINE)[1:]
    assert len(names) == len(entries)
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    (installed,) = [rest for stage in stages() for rest in stage.said("RUN") if "npm" in rest]
    assert installed.startswith("npm ci ")


def test_no_name_of_an_image_leads_to_a_host():
    bases = [stage.base for stage in stages()]
    bases += [service["image"] for service in compose()["services"].values()]
    assert [base for base in bases if "." in base.partition("/")[0].partition(":")[0]] == []
    assert all(base == "jinlin" or ":" in base for base in bases), "a version for each"


def test_the_image_is_run_by_nobody_in_particular_and_asks_for_its_health():
    last = stages()[-1]
    (user,) = last.said("USER")
    assert user.split(":")[0] not in {"0", "root"}
    assert "http://127.0.0.1:8000/health" in " ".join(last.health)
    assert set(last.environment) <= known_variables() | {
        "PATH",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONUNBUFFERED",
    }


def test_what_containers_are_told_is_understood():
    last = stages()[-1]
    assert json.loads(last.said("ENTRYPOINT")[0]) == ["jinlin"]
    told = [json.loads(last.said("CMD")[0])]
    told += [each["command"] for each in compose()["services"].values() if "command" in each]
    assert [words[0] for words in told] == ["serve", "migrate", "serve", "work"]
    for words in told:
        is_understood(words)


def test_every_variable_that_compose_sets_or_asks_for_exists():
    text = (ROOT / "compose.yaml").read_text()
    assert set(VARIABLE.findall(text)) <= known_variables() | FOR_COMPOSE_ALONE
    for service in ("web", "worker", "prepare"):
        given = compose()["services"][service]["environment"]
        assert {name for name in given if not VARIABLE.fullmatch(name)} == set()
        assert given["JINLIN_DATABASE_URL"].startswith("postgresql://")


def test_each_container_of_ours_has_a_root_that_nobody_writes_to():
    services = compose()["services"]
    for name in ("web", "worker", "prepare", "proxy"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["security_opt"] == ["no-new-privileges:true"]


def test_what_compose_mounts_and_waits_for_is_there():
    services = compose()["services"]
    for name, service in services.items():
        for volume in service.get("volumes", []):
            origin = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", volume).split(":")[0]  # as engines do
            if origin.startswith("./"):
                assert origin == "./tls" or (ROOT / origin).is_file(), volume
            else:
                assert origin in compose()["volumes"], volume
        for other, how in service.get("depends_on", {}).items():
            assert other in services, name
            if how["condition"] == "service_healthy" and other != "web":
                assert "healthcheck" in services[other]
    assert services["proxy"]["network_mode"] == "service:web"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_a_unit(unit, tmp_path):
    """With the program where this machine has it."""
    asking = shutil.which("systemd-analyze")
    if asking is None:
        pytest.skip("systemd is not installed")
    program = str(Path(sys.executable).with_name("jinlin"))
    text = unit.read_text()
    assert "/srv/jinlin/.venv/bin/jinlin" in text
    text = text.replace("/srv/jinlin/.venv/bin/jinlin", program)
    text = text.replace("/srv/jinlin", str(tmp_path)).replace("User=jinlin", "User=nobody")
    for folder in re.findall(r"ReadWritePaths=(\S+)", text):
        Path(folder).mkdir(exist_ok=True)
    (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        [asking, "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    own = [line for line in done.stderr.splitlines() if unit.name in line]
    assert (done.returncode, own) == (0, []), done.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_says_a_word_that_the_console_knows(unit):
    (line,) = re.findall(r"^ExecStart=\S+/jinlin (.+)$", unit.read_text(), re.MULTILINE)
    is_understood(line.split())


def command_named(words):
    """The last word of these that the console knows, and what follows it; None for another's."""
    found: click.Command | None = main
    while isinstance(found, click.Group) and words:
        found, words = found.get_command(click.Context(found), words[0]), words[1:]
    return None if isinstance(found, click.Group) else found, words


def options_named(path):
    """Of each word of the console that this page says with options: the word, and the options."""
    for said in re.findall(
        r"(?<![\w/.-])(?:\.venv/bin/)?jinlin ([a-z][^`#，。,;|]*)", path.read_text()
    ):
        command, rest = command_named(said.splitlines()[0].split())
        options = [word.strip("[]()") for word in rest if word.strip("[(").startswith("--")]
        if command and options:
            yield command, options


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_word_of_the_console_is_written_down_with_the_options_that_it_needs(path):
    for command, options in options_named(path):
        asked = [each for each in command.params if isinstance(each, click.Option)]
        needed = {each.opts[0] for each in asked if each.required}
        known = {name for each in asked for name in (*each.opts, *each.secondary_opts)}
        assert needed <= set(options) <= known, command.name
