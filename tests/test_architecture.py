"""Does the code keep the rules of the house?

Each rule has one test, and its message says where to look.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.circles import circles, imported
from tests.further_rooms import FURTHER_ROOMS
from tests.house import (
    APPS,
    DOMAINS,
    PYTHON,
    ROOT,
    TEMPLATES,
    TRACKED,
    for_each,
    functions,
    module_of,
    name_of,
    parameters,
    source,
    tree,
)

pytestmark = pytest.mark.one_engine

ROOMS = {
    *(
        "urls",
        "portal",
        "desk",
        "api",
        "jobs",
        "admin",
        "commands",
        "forms",
        "actions",
        "queries",
        "measures",
        "calendars",
        "permissions",
        "models",
    ),
    *("deadlines", "lifecycle", "apps", "migrations", "tests", "templates", "locale", "README"),
    *(
        "moves",
        "static",
    ),  # one posted form for two shells; the look of pages that no other domain has
    *(
        "drafts",
        "events",
        "schemas",
    ),  # what is being said question by question; what people and programs may hear of; JSON
}
# what one domain has beyond the list; "what it answers" stands in each file's first line
LONG_LISTS = {
    "jinlin/services/notices/actions/telling.py": [
        "tell"
    ],  # what every domain says of its news, in one call that each reader knows
    "jinlin/core/timeline/telling.py": [
        "record"
    ],  # what every verb says of itself, in one call that each reader knows
}
FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "common",
    "base",
    "manager",
    "managers",
    "services",
    "tools",
}
FORBIDDEN_VERBS = re.compile(r"^_?(update|process|handle|manage)(_|$)")
ALLOWED_NAMES = {
    "jinlin/core/sqlite/base.py",  # Django looks for a database backend under this name
    "jinlin/core/postgresql/base.py",  # the same
    "jinlin/services/__init__.py",  # a floor of the house, with apps in it and no code
}
NOTES = re.compile(r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b|\b[Ii]ssue ?#?\d|\b[Tt]icket ?#\d")
HOSTS = re.compile(
    r"py[p]i\.(org|python)|npm[j]s\.(org|com)|npm[m]irror|python[h]osted|deb\.[d]ebian"
    r"|tuna\.[t]singhua"
)
TRAILING = re.compile(r"\s*# (noqa|type: ignore).*$")
LONGEST = {"line": 100, "file": 400, "function": 40, "view": 25, "template": 150}


def of_domains(room: str) -> list[Path]:
    """The files of one room in every domain: room.py, or those in the folder of that name."""
    return [
        path
        for domain in DOMAINS
        for path in [*domain.glob(f"{room}.py"), *domain.glob(f"{room}/*.py")]
        if path.name != "__init__.py"
    ]


@for_each(PYTHON)
def test_a_file_is_short_and_so_are_its_functions(path: Path) -> None:
    if "migrations" not in path.parts:  # written by the framework, and never changed
        assert len(source(path).splitlines()) <= LONGEST["file"]
    too_long = {
        f.name: length for f in functions(path) if (length := _length(f)) > LONGEST["function"]
    }
    assert too_long == {}


@for_each(PYTHON)
def test_a_line_has_at_most_100_columns(path: Path) -> None:
    """What trails a line for the checkers does not count; a path drawn in an icon, or an address in
    a table of addresses, is one piece.
    """
    if path.name.startswith("addresses") or path.name == "icons.py":
        return
    lines = enumerate(source(path).splitlines(), 1)
    assert [n for n, line in lines if len(TRAILING.sub("", line)) > LONGEST["line"]] == []


def test_a_view_is_at_most_25_lines() -> None:
    views = [
        (path, f)
        for room in ("portal", "desk", "api")
        for path in of_domains(room)
        for f in functions(path)
        if "request" in parameters(f)
    ]
    assert [f"{name_of(path)}:{f.name}" for path, f in views if _length(f) > LONGEST["view"]] == []


@for_each(PYTHON)
def test_a_function_takes_at_most_six_parameters(path: Path) -> None:
    if "migrations" in path.parts or "tests" in path.parts:
        return
    long_lists = [f.name for f in functions(path) if len(set(parameters(f)) - {"self", "cls"}) > 6]
    assert long_lists == LONG_LISTS.get(name_of(path), [])


@for_each(PYTHON)
def test_a_module_begins_by_saying_what_it_answers(path: Path) -> None:
    if path.name == "__init__.py" or "migrations" in path.parts or "tests" in path.parts:
        return
    words = ast.get_docstring(tree(path)) or ""
    assert words, "no docstring"
    if path.parent in APPS:
        assert words.partition("\n")[0].rstrip(" )").endswith(("?", ".", ":")), (
            "the first line is a whole sentence"
        )


def test_names_say_something() -> None:
    named = [
        path
        for path in PYTHON
        if path.stem in FORBIDDEN_NAMES
        or (path.parent.name in FORBIDDEN_NAMES and path.parent.parent != ROOT)
    ]
    assert [name_of(path) for path in named if name_of(path) not in ALLOWED_NAMES] == []


def test_a_class_is_called_by_a_noun_of_the_field() -> None:
    """`Told`, `Said` and `Asked` meant nine things, `Standing` four."""
    named = [
        node.name
        for path in PYTHON
        if path.is_relative_to(ROOT / "jinlin") and "tests" not in path.parts
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
    ]
    assert {name for name in named if name.strip("_") in {"Told", "Said", "Asked"}} == set()
    assert named.count("Standing") == 1  # of a paper, since when


def test_a_function_of_a_module_is_called_by_what_comes_back() -> None:
    """`_told` and `_said` were fields, a sentence, a note and a file's cell."""
    assert [
        f"{name_of(path)}:{node.name}"
        for path in PYTHON
        if path.is_relative_to(ROOT / "jinlin") and "tests" not in path.parts
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and node.name in {"_told", "_said", "_asked"}
    ] == []


def test_an_action_is_called_what_a_worker_would_say() -> None:
    assert [
        f"{name_of(path)}:{f.name}"
        for path in of_domains("actions")
        for f in functions(path)
        if FORBIDDEN_VERBS.match(f.name)
    ] == []


def test_an_action_says_what_is_true_afterwards() -> None:
    silent = [
        f"{name_of(path)}:{f.name}"
        for path in of_domains("actions")
        for f in _public(path)
        if not ast.get_docstring(f)
    ]
    assert silent == []


def test_a_model_says_what_one_row_means() -> None:
    silent = [
        f"{name_of(path)}:{node.name}" for path, node in _models() if not ast.get_docstring(node)
    ]
    assert silent == []


def test_a_permission_starts_with_can_and_the_claim_it_rests_on_with_is() -> None:
    named = [(path, f.name) for path in of_domains("permissions") for f in _public(path)]
    assert [
        f"{name_of(path)}:{name}" for path, name in named if not name.startswith(("can_", "is_"))
    ] == []


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_a_domain_has_only_the_known_rooms(domain: Path) -> None:
    rooms = {
        path.stem
        for path in domain.iterdir()
        if not path.name.startswith("__") and path.suffix in {"", ".py", ".md"}
    }
    assert rooms - ROOMS - FURTHER_ROOMS.get(domain.name, set()) == set()


def test_the_borders_are_drawn_for_every_domain() -> None:
    borders = (ROOT / ".importlinter").read_text()
    rooms = borders.rpartition("containers =")[2].partition("layers =")[0].split()
    assert {module_of(domain) for domain in DOMAINS} - set(rooms) == set()


def test_no_files_import_each_other_in_a_circle() -> None:
    """Inside functions and for the type checker alike; .importlinter keeps the floors, not this."""
    assert circles({path: imported(path) for path in PYTHON}) == []


def test_a_circle_is_found() -> None:
    a, b, c, d = (Path(name) for name in "abcd")
    assert circles({a: {b}, b: {c}, c: {b}, d: {d}}) == [[b, c]]


def test_no_notes_to_self_and_no_ticket_numbers() -> None:
    assert [
        found
        for path in TRACKED
        if path.suffix in {".py", ".html", ".js", ".css"}
        for found in _lines_with(NOTES, path)
    ] == []


def test_long_texts_are_found_by_signs_and_not_read_through() -> None:
    """`icontains` reads every row: names of places and of staff only, which are few."""
    asked = re.compile(r"\b(\w+?)__icontains\b")
    assert {
        field
        for path in PYTHON
        if path.is_relative_to(ROOT / "jinlin") and "tests" not in path.parts
        for field in asked.findall(source(path))
    } == {"name", "username", "parent__name", "parent__parent__name"}


@for_each([path for path in PYTHON if not path.is_relative_to(ROOT / "jinlin" / "demo")])
def test_what_is_kept_of_texts_has_an_end(path: Path) -> None:
    """What people type and send is never the same twice: a process that lives for months keeps so
    many answers, and not all (`lru_cache` with a number). The demo ends.
    """
    endless = [
        function.name
        for function in functions(path)
        if "tests" not in path.parts and _is_kept_for_ever(function)
    ]
    assert endless == [], f"{endless}: how many of them?"


def _is_kept_for_ever(function: Any) -> bool:
    given = function.args
    kinds = [each.annotation for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return any(kind and ast.unparse(kind) == "str" for kind in kinds) and any(
        ast.unparse(each) in {"cache", "functools.cache", "lru_cache(None)"}
        for each in function.decorator_list
    )


def test_how_long_the_code_of_a_county_is_stands_in_one_place() -> None:
    own = re.compile(r"^(?:\w+, )*COUNTY_DIGITS(?:, \w+)* =|_code\[:6\]|\bcode\[:6\]", re.MULTILINE)
    assert [
        name_of(path)
        for path in PYTHON
        if path.is_relative_to(ROOT / "jinlin")
        and not {"tests", "migrations"} & set(path.parts)
        and own.search(source(path))
    ] == ["jinlin/core/actor.py"]


def test_no_file_names_a_package_registry() -> None:
    assert [found for path in TRACKED for found in _lines_with(HOSTS, path)] == []


def test_the_npm_lock_has_no_addresses() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


@for_each(TEMPLATES)
def test_a_template_is_short_and_fit_for_a_strict_browser(path: Path) -> None:
    markup = source(path)
    assert len(markup.splitlines()) <= LONGEST["template"]
    assert re.findall(r"\sstyle\s*=", markup) == [], (
        "style attributes are refused by the content security policy"
    )
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", markup) == [], "inline handlers are refused too"
    inline = [
        tag
        for tag in re.findall(r"<script\b[^>]*>", markup)
        if "src=" not in tag and "application/json" not in tag
    ]
    assert inline == [], "inline scripts are refused too"
    assert "<style" not in markup, "styles live in jinlin.css"


def test_a_migration_is_named_by_what_it_does() -> None:
    migrations = [
        path for path in PYTHON if path.parent.name == "migrations" and path.name != "__init__.py"
    ]
    assert [
        name_of(path) for path in migrations if re.search(r"_auto_|^\d+_initial$|_more$", path.stem)
    ] == []


@pytest.mark.parametrize(
    "domain",
    [domain for domain in DOMAINS if (domain / "lifecycle.py").exists()],
    ids=lambda domain: domain.name,
)
def test_the_drawing_in_the_readme_is_the_table(domain: Path) -> None:
    from importlib import import_module

    lifecycle = import_module(f"{module_of(domain)}.lifecycle").LIFECYCLE
    drawn = re.search(r"```mermaid\n(.*?)\n```", (domain / "README.md").read_text(), re.DOTALL)
    assert drawn is not None, "no drawing"
    assert drawn[1] == lifecycle.drawing()


def test_a_test_file_is_named_once_per_domain() -> None:
    names = Counter((path.parent, path.name) for path in PYTHON if path.name.startswith("test_"))
    assert [str(name) for name, times in names.items() if times > 1] == []


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _public(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    )


def _models() -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in PYTHON:
        if path.is_relative_to(ROOT / "jinlin") and not {"tests", "migrations"} & set(path.parts):
            yield from (
                (path, node)
                for node in tree(path).body
                if isinstance(node, ast.ClassDef) and _is_model(node)
            )


def _is_model(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base) for base in node.bases}
    return bool(bases & {"models.Model", "Model", "CountyRow", "AppendOnlyRow", "AbstractBaseUser"})


def _lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    try:
        lines = source(path).splitlines()
    except UnicodeDecodeError:
        return []  # a picture
    return [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for number, line in enumerate(lines, 1)
        if pattern.search(line)
    ]
