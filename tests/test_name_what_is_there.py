"""Does every file, command and name that the documents name exist, and does each decision say what
it decided?
"""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from jinlin.web import cli

pytestmark = pytest.mark.one_engine

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "bench/*.md", "tests/*.md", "jinlin/**/README.md")
    for path in ROOT.glob(pattern)
    if path.name != "CHANGELOG.md"
)
# Where bare paths begin, as documents say of themselves: in the house, a floor, the specimen.
BEGINNINGS = (
    *("", "docs", "tests", "jinlin", "jinlin/ground", "jinlin/services", "jinlin/domains"),
    *("jinlin/domains/pacts", "jinlin/web", "jinlin/shell/templates"),
)
ENDINGS = r"(?:py|md|html|css|js|csv|json|po|toml|yaml|service|conf|typ|txt|sh)"
PATHS = re.compile(rf"`([\w.-]+(?:/[\w.-]+)*/(?:[\w.-]+\.{ENDINGS})?|[\w.-]+/[\w./-]+\.{ENDINGS})`")
LINKS = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
MADE = {"var/", "dist/"}  # what a running house makes


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_there(named: str, document: Path) -> bool:
    above = [
        folder for folder in (document.parent, *document.parents) if folder.is_relative_to(ROOT)
    ]
    places = [*above, *(ROOT / begin for begin in BEGINNINGS)]
    return any((place / named).exists() for place in places)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_what_a_document_names_is_there(document: Path) -> None:
    words = document.read_text(encoding="utf-8")
    named = {*PATHS.findall(words), *LINKS.findall(words)}
    assert (
        sorted(
            each
            for each in named
            if not any(each.startswith(made) for made in MADE) and not is_there(each, document)
        )
        == []
    )


CODE = re.compile(r"`([^`\n]+)`|```\w*\n(.*?)```", re.DOTALL)
SAID = re.compile(
    r"(?<![\w/.-])(?:\.venv/bin/)?jinlin (?!jinlin)([a-z][a-z0-9-]*)(?![\w.-])([^#|;&\n]*)"
)


def on_the_console(words: str) -> Iterator[str]:
    """What these words ask of the console command, with its options, that it does not know."""
    for code in CODE.findall(words):
        for name, rest in SAID.findall("".join(code)):
            command = cli.main.get_command(click.Context(cli.main), name)
            options, said = set[str](), rest.split()
            while isinstance(command, click.Group) and said and said[0].islower():
                options |= _options(command)
                command, said = command.get_command(click.Context(command), said[0]), said[1:]
            if command is None:
                yield f"{name}{rest}"
            else:
                known = {*options, *_options(command)}
                yield from (f"{name} {each}" for each in said if _is_unknown(each, known))


def _options(command: click.Command) -> set[str]:
    """Those that it takes, and those of its words, where a value may stand in place of one."""
    beneath = command.commands.values() if isinstance(command, click.Group) else ()
    own = {each for one in command.params for each in one.opts}
    return own.union(*(_options(each) for each in beneath))


def _is_unknown(word: str, options: set[str]) -> bool:
    name = word.partition("=")[0]
    return name.startswith("--") and name not in {"--help", *options}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_the_console_knows_what_a_document_says_to_it(document: Path) -> None:
    assert list(on_the_console(document.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("words", "is_known"),
    [
        ("`jinlin verify-timeline`", True),
        ("`.venv/bin/jinlin init --county 350526`", True),
        ("```\n.venv/bin/jinlin hotline take-in 12345.csv --whole\n```", True),
        ("jinlin dance", True),
        ("`jinlin dance`", False),
        ("`jinlin init --nowhere`", False),
        ("`jinlin hotline dance`", False),
    ],
)
def test_an_unknown_word_of_the_console_is_found(words: str, is_known: bool) -> None:
    assert (list(on_the_console(words)) == []) is is_known


def _dotted() -> dict[str, Path]:
    """Each module of the house by the short names that documents call it: `core.text`."""
    found = {}
    for path in (ROOT / "jinlin").rglob("*.py"):
        parts = path.relative_to(ROOT / "jinlin").with_suffix("").parts
        whole = parts[:-1] if parts[-1] == "__init__" else parts
        for begin in range(min(2, len(whole))):
            found[".".join(whole[begin:])] = path
    return found


MODULES = _dotted()
FLOORS = "core|shell|accounts|people|places|documents|notices|points|seats|volunteers|web"
NAMES = re.compile(rf"`((?:{FLOORS})(?:\.[a-z_]+)+(?:\.[A-Z]\w+)?)")


@pytest.mark.parametrize(
    "document",
    [ROOT / "docs/new-domain.md", ROOT / "docs/map.md", ROOT / "CONTRIBUTING.md"],
    ids=name_of,
)
def test_the_small_functions_that_a_document_names_are_there(document: Path) -> None:
    gone = []
    for name in set(NAMES.findall(document.read_text(encoding="utf-8"))):
        module, _, last = name.rpartition(".")
        if name in MODULES:
            continue
        path = MODULES.get(module)
        if path is None or not re.search(rf"\b{last}\b", path.read_text(encoding="utf-8")):
            gone.append(name)
    assert gone == []


@pytest.mark.parametrize("decision", sorted((ROOT / "docs/decisions").glob("*.md")), ids=name_of)
def test_a_decision_says_what_was_rejected(decision: Path) -> None:
    assert re.search(r"[Rr]ejected", decision.read_text(encoding="utf-8"))
